"""What events keep about people: speakers, and those who moderate, interpret or help in a session."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from tricity.accounts.models import User
from tricity.events.consenting import Part
from tricity.events.models import SessionPerson, Talk
from tricity.privacy.columns import own_words, stays
from tricity.privacy.registry import Holding, register


def register_holdings() -> None:
    register(SPEAKERS)
    register(SESSION_PEOPLE)


def export_talks(user: User) -> list[dict[str, Any]]:
    """Talks under the person's own name; speakers need no account, so the name is all there is to find them by."""
    words = own_words(user)
    columns = (
        "session__event__code",
        "speaker_name",
        "native_name",
        "native_name_source",
        "reading",
        "roles",
        "titles",
        "biographies",
        "spoken_languages",
    )
    latin, native = Talk.objects.filter(speaker_name__in=words), Talk.objects.filter(native_name__in=words)
    found = (latin | native).order_by("pk").prefetch_related("consents")
    return [
        {name: _column(talk, name) for name in columns} | {"consents": _answers(talk)}
        for talk in found.select_related("session__event")
    ]


def _column(part: Part, name: str) -> Any:
    return part.session.event.code if name == "session__event__code" else getattr(part, name)


def _answers(part: Part) -> dict[str, bool]:
    return {each.use: each.is_given for each in part.consents.all()}


def export_people(user: User) -> list[dict[str, Any]]:
    """Parts in sessions that point to the account or carry the person's own name."""
    words = own_words(user)
    columns = (
        "session__event__code",
        "role",
        "native_name",
        "reading",
        "romanized_name",
        "from_language",
        "to_language",
        "shift_offset_minutes",
        "shift_minutes",
    )
    found = SessionPerson.objects.filter(user=user)
    found |= SessionPerson.objects.filter(native_name__in=words)
    found |= SessionPerson.objects.filter(romanized_name__in=words)
    people = found.order_by("pk").select_related("session__event").prefetch_related("consents")
    return [
        {name: _column(person, name) for name in columns} | {"consents": _answers(person)}
        for person in people
    ]


def forget_people(user: User, _now: dt.datetime) -> None:
    """Names of published moderators stay in the programme; who was not named there goes."""
    mine = SessionPerson.objects.filter(user=user)
    mine.filter(is_public=False).delete()
    mine.update(user=None)


SESSION_PEOPLE = Holding(
    name="session-people",
    label=_("Moderators, interpreters and others of events"),
    why=_("So that organizers can plan who does what, and people know who leads a session."),
    seen_by=_("The organizers of the event; everybody, where the person is named on the event's page."),
    at_deletion=_(
        "Those not named on the page are deleted. A published programme remains as it is; "
        "ask the organizer to take your name out of it."
    ),
    fields=(
        "events.SessionPerson.user",
        "events.SessionPerson.native_name",
        "events.SessionPerson.romanized_name",
        "events.SessionPerson.reading",
    ),
    export=export_people,
    erase=forget_people,
    outlives=True,
)

SPEAKERS = Holding(
    name="speakers",
    label=_("Speakers of events"),
    why=_("So that people know who speaks. The programme of an event is published."),
    seen_by=_("Everybody."),
    at_deletion=_("A published programme remains as it is; ask the organizer to take your name out of it."),
    fields=(
        "events.Talk.speaker_name",
        "events.Talk.native_name",
        "events.Talk.reading",
        "events.Talk.biographies",
        "events.SpeakerConsent.is_given",
    ),
    export=export_talks,
    erase=stays,
    outlives=True,
)
