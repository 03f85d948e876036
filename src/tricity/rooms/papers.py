"""What the event report tells of what was asked, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from tricity.events.papers import Reported, Section, register_section
from tricity.events.papers.parts import said
from tricity.publishing import Block, Heading, Runs, Table, runs
from tricity.rooms import queries
from tricity.rooms.digests import QuestionView, question_views

MOST = 200


def register_sections() -> None:
    register_section(Section("questions", 40, _questions))


def _questions(reported: Reported) -> Sequence[Block]:
    """What everybody may read of the room, the most wanted first; askers are not named."""
    rows = list(queries.shown_questions(reported.event)[:MOST])
    if not rows:
        return []
    views = question_views(rows, reported.asked.language, with_merged=True)
    head = (runs(_("What was asked")), runs(_("Votes")), runs(_("What became of it")))
    table = Table(
        head,
        tuple((said(each.text), runs(str(each.votes)), _became(each)) for each in views),
        caption=runs(_("Questions and what became of them")),
        row_heads=True,
        widths=(5, 1, 5),
    )
    return [Heading(runs(_("Questions and what became of them"))), table]


def _became(view: QuestionView) -> Runs:
    if view.answer is not None:
        return said(view.answer)
    return runs(_("Answered in the room") if view.answered_at else _("Not answered yet"))
