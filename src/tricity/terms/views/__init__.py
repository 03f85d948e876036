from tricity.terms.views.imports import import_preview, imports
from tricity.terms.views.proposals import (
    decide,
    decide_many,
    history,
    mine,
    proposal,
    propose,
    propose_friend,
    propose_new,
    queue,
)
from tricity.terms.views.restructuring import propose_merge, propose_move
from tricity.terms.views.topics import export, false_friends, topic, topics

__all__ = [
    "decide",
    "decide_many",
    "export",
    "false_friends",
    "history",
    "import_preview",
    "imports",
    "mine",
    "proposal",
    "propose",
    "propose_friend",
    "propose_merge",
    "propose_move",
    "propose_new",
    "queue",
    "topic",
    "topics",
]
