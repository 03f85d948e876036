from tricity.knowledge.views.claims import claim, claim_decide, claims
from tricity.knowledge.views.details import detail
from tricity.knowledge.views.editing import record_edit, record_new
from tricity.knowledge.views.lists import listing
from tricity.knowledge.views.reviewing import record_state, review
from tricity.knowledge.views.words import record_words

__all__ = [
    "claim",
    "claim_decide",
    "claims",
    "detail",
    "listing",
    "record_edit",
    "record_new",
    "record_state",
    "record_words",
    "review",
]
