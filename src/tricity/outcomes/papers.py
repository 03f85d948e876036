"""What the event report tells of passages that were followed up; questions have their section in the room's."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from tricity.events.papers import Reported, Section, register_section
from tricity.events.papers.parts import joined, said
from tricity.outcomes.digests import PassageView, followed
from tricity.publishing import Block, Heading, Run, Runs, Table, runs
from tricity.rooms.papers import became_line


def register_sections() -> None:
    register_section(Section("passages", 45, _passages))


def _passages(reported: Reported) -> Sequence[Block]:
    # A report is passed on: it names no draft that its maker alone may read.
    passages = followed(reported.event, reported.asked.language, AnonymousUser()).passages
    if not passages:
        return []
    heading = runs(_("What was said and what became of it"))
    head = (runs(_("What was said")), runs(_("Who said it, and when")), runs(_("What became of it")))
    rows = tuple(
        (
            said(each.text),
            _who(each, reported),
            joined([became_line(one) for one in each.followed.became], "\n"),
        )
        for each in passages
    )
    return [Heading(heading), Table(head, rows, caption=heading, row_heads=True, widths=(5, 2, 4))]


def _who(each: PassageView, reported: Reported) -> Runs:
    moment = each.moment
    when = runs(Run(moment.clock, href=reported.asked.address(moment.url))) if moment else ()
    return joined([runs(each.speaker) if each.speaker else (), when])
