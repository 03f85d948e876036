"""What curators decided on candidates, as an input of the next run: accepted, dismissed, merged, split, renamed."""

from tricity.synthesis.decisions.memory import Before, read_before
from tricity.synthesis.decisions.reading import read_decisions
from tricity.synthesis.decisions.ruling import Ruling, in_force
from tricity.synthesis.decisions.settling import Settled, settle
from tricity.synthesis.decisions.values import Decision, Deed, is_part, part_id

__all__ = [
    "Before",
    "Decision",
    "Deed",
    "Ruling",
    "Settled",
    "in_force",
    "is_part",
    "part_id",
    "read_before",
    "read_decisions",
    "settle",
]
