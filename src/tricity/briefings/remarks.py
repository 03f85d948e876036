"""What a briefing says without a source: how to read it. None of these says anything about a city, body or record."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext as _


class Remark(StrEnum):
    PROPOSED = "proposed"
    NOTHING_YET = "nothing-yet"
    SHARED_FIRST = "shared-first"
    EVIDENCE_FIRST = "evidence-first"
    UNPUBLISHED = "unpublished"
    NO_CANDIDATE = "no-candidate"
    PRACTICE = "practice"
    NUMBERS = "numbers"
    NOT_MISSING = "not-missing"


def sentence(remark: Remark) -> str:
    """In the active language."""
    return {
        Remark.PROPOSED: _(
            "Found by analysis in what has been published on this platform; proposed, not agreed by the cities named."
        ),
        Remark.NOTHING_YET: _("No analysis has been made yet, so there is nothing to report."),
        Remark.SHARED_FIRST: _("Topics come first whose demand is spread most evenly over the countries."),
        Remark.EVIDENCE_FIRST: _(
            "Candidates with more evidence come first; the order says nothing about the cities."
        ),
        Remark.UNPUBLISHED: _(
            "Candidates with * are not published: the curators of their countries have not decided on them."
        ),
        Remark.NO_CANDIDATE: _("No candidate has been published yet."),
        Remark.PRACTICE: _(
            "Work that runs or is completed in one country and fits needs of another, in the order of the cities’ names."
        ),
        Remark.NUMBERS: _(
            "Numbers count records published here; they say nothing about how good a city or country is."
        ),
        Remark.NOT_MISSING: _("Nothing that is looked for here is missing."),
    }[remark]
