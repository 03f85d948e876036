"""Everything organizers look at while they prepare an event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from tricity.cooperation.balance import balance, voice_of
from tricity.cooperation.digests.balances import BalanceView, balance_view
from tricity.cooperation.models import Evidence
from tricity.directory.names import DisplayName, display, organization_display
from tricity.directory.queries import countries_in_order
from tricity.events.checking import Finding, findings
from tricity.events.digests.people import join_views, person_view
from tricity.events.digests.sessions import session_title
from tricity.events.digests.views import JoinView, PersonView
from tricity.events.models import Event, Session
from tricity.events.queries import programme
from tricity.events.suggestions import Suggestion, suggestions
from tricity.translation.names import name_in
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class SessionParts:
    """A session with the people and links organizers may change."""

    pk: int
    title: LocalizedText
    people: tuple[PersonView, ...]
    links: tuple[JoinView, ...]


@dataclass(frozen=True, slots=True)
class SuggestionView:
    name: DisplayName
    url: str
    reason: str
    record: str
    record_url: str
    record_language: str
    fills_gap: bool


@dataclass(frozen=True, slots=True)
class RoomView:
    pk: int
    name: LocalizedText


@dataclass(frozen=True, slots=True)
class PreparationPage:
    findings: tuple[Finding, ...]
    balance: BalanceView
    suggestions: tuple[SuggestionView, ...]
    sessions: tuple[SessionParts, ...]
    rooms: tuple[RoomView, ...]


def preparation_page(event: Event, language: str, *, user: Any) -> PreparationPage:
    """For a reader of `language`; the person must be allowed to edit the event."""
    with translation.override(language):
        sessions, countries = programme(event, with_links=True), countries_in_order(language)
        talks = [talk for session in sessions for talk in session.talks.all()]
        voices = [voice_of(talk.organization) for talk in talks]
        found = balance(voices, [country.code for country in countries])
        names = {each.code: str(display(each.names, language, language)) for each in countries}
        missing = {*found.missing_countries, *found.missing_kinds}
        return PreparationPage(
            findings=tuple(findings(event, sessions, language)),
            balance=balance_view(voices, countries, language),
            suggestions=tuple(
                _suggestion(each, language) for each in suggestions(sessions, user=user, missing=missing)
            ),
            sessions=tuple(_parts(each, language, names) for each in sessions),
            rooms=tuple(RoomView(each.pk, name_in(each.names, language)) for each in event.rooms.all()),
        )


def _suggestion(each: Suggestion, language: str) -> SuggestionView:
    record = each.evidence.record
    reasons = {
        Evidence.Role.NEED: _("needs what a candidate on the programme is about"),
        Evidence.Role.PLAN: _("plans what a candidate on the programme is about"),
        Evidence.Role.EXPERIENCE: _("has done what a candidate on the programme is about"),
        Evidence.Role.OFFER: _("offers what a candidate on the programme is about"),
        Evidence.Role.SUPPORT: _("could support a candidate on the programme"),
    }
    return SuggestionView(
        name=organization_display(each.organization, language),
        url=each.organization.get_absolute_url(),
        reason=str(reasons[Evidence.Role(each.evidence.role)]),
        record=record.title if record else "",
        record_url=record.get_absolute_url() if record else "",
        record_language=record.language if record else "",
        fills_gap=each.fills_gap,
    )


def _parts(session: Session, language: str, countries: Mapping[str, str]) -> SessionParts:
    return SessionParts(
        pk=session.pk,
        title=session_title(session, language),
        people=tuple(person_view(each, language) for each in session.people.all()),
        links=tuple(join_views(session, language, None, countries)),
    )
