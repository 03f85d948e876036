"""What the event report tells of what was asked, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from tricity.events.papers import Reported, Section, register_section
from tricity.events.papers.parts import joined, said
from tricity.publishing import Block, Heading, Run, Runs, Table, runs
from tricity.rooms import queries
from tricity.rooms.digests import QuestionView, question_views
from tricity.rooms.following import Became, follow_ups

MOST = 200


def register_sections() -> None:
    register_section(Section("questions", 40, _questions))


def _questions(reported: Reported) -> Sequence[Block]:
    """What everybody may read of the room, the most wanted first; askers are not named."""
    rows = list(queries.shown_questions(reported.event)[:MOST])
    if not rows:
        return []
    language = reported.asked.language
    # A report is passed on: it names no draft that its maker alone may read.
    followed = follow_ups(reported.event, rows, language, AnonymousUser())
    views = question_views(rows, language, with_merged=True, followed=followed)
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
        answered = said(view.answer)
    elif view.answered_at:
        answered = runs(_("Answered in the room"))
    else:
        answered = () if view.followed.became else runs(_("Not answered yet"))
    return joined([answered, *map(became_line, view.followed.became)], "\n")


def became_line(became: Became) -> Runs:
    """The sentence with what it leads to, and why, for a paper."""
    return joined([runs(Run(became.sentence)), said(became.title), said(became.remark)], " ")
