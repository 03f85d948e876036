"""Overlaps, candidates, matches and threads as a reader of one language gets them, ready for templates."""

from tricity.cooperation.digests.candidates import OpportunityView, present, present_rows, present_whole
from tricity.cooperation.digests.matches import MatchesView, MatchView, matches_of, matches_view
from tricity.cooperation.digests.overlaps import OverlapTable, overview, table

__all__ = [
    "MatchView",
    "MatchesView",
    "OpportunityView",
    "OverlapTable",
    "matches_of",
    "matches_view",
    "overview",
    "present",
    "present_rows",
    "present_whole",
    "table",
]
