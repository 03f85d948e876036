from tricity.terms.actions.importing import apply_import, keep_import
from tricity.terms.actions.proposing import (
    approve_proposal,
    propose_friend,
    propose_section,
    return_proposal,
    set_section,
    withdraw_proposal,
)
from tricity.terms.actions.restructuring import propose_merge, propose_move, undo_restructuring
from tricity.terms.actions.seeding import Loaded, load_seed

__all__ = [
    "Loaded",
    "apply_import",
    "approve_proposal",
    "keep_import",
    "load_seed",
    "propose_friend",
    "propose_merge",
    "propose_move",
    "propose_section",
    "return_proposal",
    "set_section",
    "undo_restructuring",
    "withdraw_proposal",
]
