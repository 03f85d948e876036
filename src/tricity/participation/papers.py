"""What the event report tells of who came and what they say; the certificate of one who came."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tricity.directory.names import organization_name
from tricity.events.papers import Asked, Reported, Section, certificate, register_section
from tricity.events.papers import Attendance as Attended
from tricity.events.papers.parts import facts, said
from tricity.members.models import written
from tricity.participation.digests import AnswersView, attendance_view, survey_view
from tricity.participation.models import Arrival, Registration, Verdict
from tricity.publishing import Block, Document, Heading, Listing, Paragraph, Role, Runs, Table, runs


def register_sections() -> None:
    register_section(Section("came", 35, _came))
    register_section(Section("survey", 50, _survey))


def certificate_of(registration: Registration, asked: Asked) -> Document:
    """That a person came, by the words of the registration; how long only where it was counted."""
    body = registration.organization
    named = written(registration.organization_named, registration.reads)
    attended = Attended(
        name=written(registration.name, registration.reads),
        latin=registration.romanized_name,
        organization=organization_name(body, asked.language) if body else named,
        minutes=minutes_of(registration),
        code=registration.code,
    )
    return certificate(registration.event, attended, asked)


def minutes_of(registration: Registration) -> int | None:
    """As counted, else from the first to the last sign, of the longest presence; None where only the arrival was noted.

    A replay is opened today and again in a month: that is no presence.
    """
    lengths = [
        int((each.last_at - each.first_at).total_seconds()) if each.seconds is None else each.seconds
        for each in registration.arrivals.all()
        if each.channel != Arrival.Channel.REPLAY
    ]
    return max(lengths, default=0) // 60 or None


def _came(reported: Reported) -> Sequence[Block]:
    if not Arrival.objects.filter(registration__event=reported.event).exists():
        return []
    view = attendance_view(reported.event, reported.asked.language)
    people = ngettext("%(number)s person", "%(number)s people", view.total) % {"number": view.total}
    shown = facts(
        (_("By channel"), _counts(view.channels)),
        (_("By country"), _counts(view.countries)),
        (_("By kind of organization"), _counts(view.roles)),
    )
    note = _(
        "Groups of fewer than five people are counted with the others, so that nobody can be told apart."
    )
    return [
        Heading(runs(_("Who came"))),
        Paragraph(runs(people)),
        shown,
        Paragraph(runs(note), Role.QUIET),
    ]


def _survey(reported: Reported) -> Sequence[Block]:
    if not Verdict.objects.filter(event=reported.event).exists():
        return []
    view = survey_view(reported.event, reported.asked.language)
    sentence = ngettext(
        "%(number)s participant answered the survey.",
        "%(number)s participants answered the survey.",
        view.number,
    ) % {"number": view.number}
    blocks: list[Block] = [Heading(runs(_("What participants say"))), Paragraph(runs(sentence))]
    for answers in view.answers:
        blocks += _answers(answers)
    return blocks


def _answers(answers: AnswersView) -> Sequence[Block]:
    heading = Heading(said(answers.text), level=2)
    if answers.bars:
        head = (runs(_("Answer")), runs(_("Number")), runs(_("Share")))
        rows = tuple((said(bar.label), runs(str(bar.number)), runs(f"{bar.share} %")) for bar in answers.bars)
        return [heading, Table(head, rows, caption=said(answers.text), row_heads=True)]
    return [heading, Listing(tuple(map(said, answers.words)))] if answers.words else []


def _counts(counts: Sequence[tuple[str, int]]) -> Runs:
    return runs(" · ".join(f"{label}: {number}" for label, number in counts))
