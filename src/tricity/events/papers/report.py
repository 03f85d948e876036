"""The event report: sections of this app and of those above, in their order."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from tricity.events.digests import present_page
from tricity.events.models import Event
from tricity.events.papers.brief import file_line
from tricity.events.papers.parts import clocks, facts, joined, paper, said, when
from tricity.events.papers.registry import Asked, Reported, Section, sections
from tricity.events.papers.run_of_show import programme, starts_of
from tricity.knowledge.digests import SourceView
from tricity.publishing import Block, Document, Heading, Listing, Paragraph, Role, Run, Runs, runs


def report(event: Event, asked: Asked) -> Document:
    page = present_page(event, asked.language, user=asked.user)
    reported = Reported(event, page, asked)
    blocks = [block for section in sections() for block in section.build(reported)]
    return paper(event, page, asked, _("Event report"), blocks)


def own_sections() -> list[Section]:
    """What the event itself knows."""
    return [
        Section("facts", 10, _facts),
        Section("programme", 20, _programme),
        Section("attendance", 30, _attendance),
        Section("wishes", 60, _wishes),
        Section("candidates", 70, _candidates),
        Section("files", 80, _files),
        Section("sources", 90, _sources),
    ]


def _facts(reported: Reported) -> Sequence[Block]:
    shown = facts(
        (_("When"), when(reported.event, reported.page)),
        (_("Place"), said(reported.page.event.place)),
        (_("Organizers"), joined(map(said, reported.page.event.organizers))),
        (_("Languages"), runs(" · ".join(reported.page.event.languages))),
        (_("Interpretation"), runs(reported.page.event.interpretation)),
    )
    summary = said(reported.page.event.summary)
    return [shown, *([Paragraph(summary, Role.LEAD)] if summary else [])]


def _programme(reported: Reported) -> Sequence[Block]:
    starts = starts_of(reported.event)
    return [
        Heading(runs(_("Programme"))),
        *programme(reported.page, starts, clocks(reported.event, reported.page.capitals)),
    ]


def _attendance(reported: Reported) -> Sequence[Block]:
    """As sources say it; counts by country and role are a section of who keeps them."""
    if not reported.page.attendance:
        return []
    lines = [
        runs(Run(each.sentence, note=_source(each.source) if each.source else ()))
        for each in reported.page.attendance
    ]
    return [Heading(runs(_("Attendance"))), Listing(tuple(lines))]


def _wishes(reported: Reported) -> Sequence[Block]:
    if not reported.page.asked_for:
        return []
    return [
        Heading(runs(_("What participants asked for afterwards"))),
        Listing(tuple(map(said, reported.page.asked_for))),
    ]


def _candidates(reported: Reported) -> Sequence[Block]:
    """Which joint projects were on the programme, each once."""
    found = {each.pk: each for session in reported.page.sessions for each in session.candidates}
    if not found:
        return []
    lines = [
        tuple(Run(run.text, run.language, href=reported.asked.address(each.url)) for run in said(each.title))
        for each in found.values()
    ]
    return [Heading(runs(_("Candidates for joint projects on the programme"))), Listing(tuple(lines))]


def _files(reported: Reported) -> Sequence[Block]:
    shown = [
        *reported.page.resources,
        *(each for session in reported.page.sessions for each in session.resources),
    ]
    if not shown:
        return []
    return [
        Heading(runs(_("Replay and files"))),
        Listing(tuple(file_line(each, reported.asked) for each in shown)),
    ]


def _sources(reported: Reported) -> Sequence[Block]:
    if not reported.page.sources:
        return []
    return [Heading(runs(_("Sources"))), Listing(tuple(map(_source, reported.page.sources)))]


def _source(source: SourceView) -> Runs:
    return runs(Run(source.url, href=source.url))
