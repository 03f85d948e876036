"""Invitations and speakers as organizers read them; the sheets to print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from tricity.cooperation.digests.balances import BalanceView, balance_view
from tricity.directory.models import Organization
from tricity.directory.names import country_name, organization_name
from tricity.directory.queries import countries_in_order
from tricity.events.digests.cards import event_view
from tricity.events.digests.texts import language_label
from tricity.events.digests.views import EventView
from tricity.events.models import Event, SessionPerson, SpeakerConsent, Talk
from tricity.invitations import queries
from tricity.invitations.consents import VERSION, words_for
from tricity.invitations.guests import Guest
from tricity.invitations.models import ConsentGiven, Invitation, SpeakerLink
from tricity.invitations.telling import address, tongue
from tricity.members.models import shortened, written
from tricity.translation.names import name_in
from tricity.web.text import LocalizedText

State = Invitation.State
LACKING: Final = {
    "native_name": _("Name in their own script"),
    "reading": _("Reading of the name"),
    "romanized_name": _("Name in Latin letters"),
    "roles": _("Office"),
    "titles": _("Title of the talk"),
    "abstracts": _("Abstract"),
    "biographies": _("About the speaker"),
    "spoken_languages": _("Languages spoken"),
    "slides": _("Slides"),
    "consents": _("Answers on recording and publication"),
}


@dataclass(frozen=True, slots=True)
class GuestView:
    """An invitation, or a guest of the preview. `remark` is in the guest's words."""

    name: LocalizedText
    organization: LocalizedText
    country: str
    language: LocalizedText
    email: str
    state: str = ""
    code: str = ""
    remark: LocalizedText | None = None
    registration: str = ""
    is_known: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed for somebody: the link, in the language of whom it is for. `is_mailed`: a letter goes as well."""

    name: LocalizedText
    event: EventView
    address: str
    language: str
    is_mailed: bool


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """`latin` is the name in Latin letters, where `name` is not it."""

    kind: str
    pk: int
    name: LocalizedText
    latin: str
    role: str
    session: LocalizedText
    link: SpeakerLink | None
    lacking: tuple[str, ...]


def invitation_view(row: Invitation, reader: str) -> GuestView:
    body = row.organization
    return GuestView(
        name=shortened(written(row.name, row.language)),
        organization=organization_name(body, reader)
        if body
        else shortened(written(row.organization_named, row.language)),
        country=str(country_name(row.country, reader)) if row.country else "",
        language=language_name(row.language, reader),
        email=row.email,
        state=str(State(row.state).label),
        code=row.code,
        remark=written(row.remark, row.language) if row.remark else None,
        registration=row.registration.code if row.registration else "",
    )


def preview(guests: list[Guest], event: Event, reader: str) -> list[GuestView]:
    """The guests as they would be invited; two queries and one for the countries."""
    known = queries.invited_already(event, guests)
    bodies = Organization.objects.in_bulk([each.body for each in guests if each.body])
    countries = {each.code: str(country_name(each, reader)) for each in countries_in_order(reader)}
    return [
        GuestView(
            name=shortened(written(each.name, each.language)),
            organization=organization_name(bodies[each.body], reader)
            if each.body in bodies
            else shortened(written(each.organization, each.language)),
            country=countries.get(each.country, ""),
            language=language_name(each.language, reader),
            email=each.email,
            is_known=place in known,
        )
        for place, each in enumerate(guests)
    ]


def balances(event: Event, reader: str) -> tuple[BalanceView, BalanceView]:
    """All who are invited, and those who registered: by country and kind of body, to look at and not to grade."""
    countries = countries_in_order(reader)
    invited, coming = queries.voices(event, *queries.STANDING), queries.voices(event, State.ACCEPTED)
    return balance_view(invited, countries, reader), balance_view(coming, countries, reader)


def guest_sheets(made: Iterable[tuple[Invitation, str]], *, has_mail: bool) -> list[Sheet]:
    sheets = []
    for row, secret in made:
        language = tongue(row.language)
        body = organization_name(row.organization, language) if row.organization else None
        name = written(row.name, language) if row.name else body or written(row.organization_named, language)
        link = address("invitations:answer", secret, language)
        sheets.append(Sheet(name, _event(row.event, language), link, language, has_mail and bool(row.email)))
    return sheets


def speaker_sheets(made: Iterable[tuple[SpeakerLink, str]], *, has_mail: bool) -> list[Sheet]:
    return [
        Sheet(
            name_of(link.part),
            _event(link.event, tongue(link.language)),
            address("invitations:speaker", secret, link.language),
            tongue(link.language),
            has_mail and bool(link.email),
        )
        for link, secret in made
    ]


def language_name(language: str, reader: str) -> LocalizedText:
    """The name of a language for the reader, whose language must be the active one."""
    return LocalizedText(language_label(language), reader)


@dataclass(frozen=True, slots=True)
class AnswerView:
    """What somebody answered: the words in the reader's language, and those that were shown."""

    answer: ConsentGiven
    words: str


def answer_views(link: SpeakerLink) -> list[AnswerView]:
    """Oldest first; words of an earlier version are only there as they were shown."""
    words = words_for(link.part)
    return [AnswerView(each, _words(each, words)) for each in link.consents.all()]


def _words(answer: ConsentGiven, words: Mapping[SpeakerConsent.Use, Any]) -> str:
    # Whose role was changed since may have been asked what is not asked any more.
    now = words.get(SpeakerConsent.Use(answer.use)) if answer.version == VERSION else None
    return str(now) if now is not None else answer.get_use_display()


def _event(event: Event, language: str) -> EventView:
    """On the clocks of the event, not of the organizer who prints it."""
    with translation.override(language), timezone.override(event.time_zone):
        return event_view(event, language)


def name_of(part: Talk | SessionPerson | None) -> LocalizedText:
    """As the person writes it, else in Latin letters."""
    if part is None:
        return LocalizedText("", "en")
    if part.native_name:
        return LocalizedText(part.native_name, part.native_language)
    return LocalizedText(part.speaker_name if isinstance(part, Talk) else part.romanized_name, "en")


def latin_of(part: Talk | SessionPerson) -> str:
    """The name in Latin letters beside one in another script; empty where there is no other."""
    latin = part.speaker_name if isinstance(part, Talk) else part.romanized_name
    return latin if part.native_name and latin != part.native_name else ""


def speaker_rows(event: Event, reader: str) -> list[SpeakerRow]:
    """Speakers, moderators and interpreters in the order of the programme."""
    sessions, of_talks, of_people = queries.speaking(event)
    found: list[SpeakerRow] = []
    for session in sessions:
        title = name_in(session.titles, reader)
        found += [
            _row("talk", each, str(_("Speaker")), title, of_talks.get(each.pk))
            for each in session.talks.all()
        ]
        found += [
            _row("person", each, str(each.get_role_display()), title, of_people.get(each.pk))
            for each in session.people.all()
        ]
    return found


def _row(
    kind: str, part: Talk | SessionPerson, role: str, session: LocalizedText, link: SpeakerLink | None
) -> SpeakerRow:
    lacking = tuple(str(LACKING[name]) for name in queries.lacking(part, link))
    return SpeakerRow(kind, part.pk, name_of(part), latin_of(part), role, session, link, lacking)
