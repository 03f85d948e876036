"""What is said of two initiatives side by side, in the active language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tricity.knowledge.models import Status
from tricity.synthesis import Ahead, records
from tricity.synthesis.peer_values import ahead


def step(here: str, there: str) -> str:
    """How far the initiative of this page is beside the other; what one of them does not say is not guessed."""
    mine, theirs = (records.Status(each) if each else None for each in (here, there))
    labels = {
        "here": Status(here).label if here else "",
        "there": Status(there).label if there else "",
    }
    sentences = {
        Ahead.ONE: _("This one is further (%(here)s) than the other (%(there)s)."),
        Ahead.OTHER: _("The other is further (%(there)s) than this one (%(here)s)."),
        Ahead.NEITHER: _both(here),
        Ahead.UNKNOWN: _("Which of the two is further is not known."),
    }
    return sentences[ahead(mine, theirs)] % labels


def _both(status: str) -> str:
    """Two that are at the same step; work that runs and work that is completed are."""
    if status == Status.PLANNED:
        return _("Both are planned.")
    return _("Both are being tried.") if status == Status.PILOT else _("Both run, or are completed.")
