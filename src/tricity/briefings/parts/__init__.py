"""The parts of a briefing, each a function from what was gathered to its pieces; none where there is nothing to say."""

from tricity.briefings.parts.candidates import candidates
from tricity.briefings.parts.coverage import coverage
from tricity.briefings.parts.missing import missing
from tricity.briefings.parts.overlaps import overlaps
from tricity.briefings.parts.practice import practice

__all__ = ["candidates", "coverage", "missing", "overlaps", "practice"]
