"""Events as programs read them: only what everybody reads on their pages."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_noop
from ninja import Field, Schema

from tricity.api.shapes.pages import Instant, PageOut, Paging
from tricity.api.shapes.replays import ReplayOut, replays
from tricity.api.shapes.texts import Language, Names, Text, names, picked
from tricity.directory.models import Organization
from tricity.events.models import Event, EventMode, Resource, Room, Series, Session, SessionPerson, Talk
from tricity.language import LANGUAGES, bcp47
from tricity.web.languages import reader_language


class EventFilters(Paging):
    ends_after: Instant | None = Field(
        None, description=gettext_noop("Not over at this instant (ISO 8601 with zone).")
    )


class SeriesOut(Schema):
    code: str
    uri: str
    url: str = Field(description="The page for readers, in the caller's language.")
    titles: Names
    summaries: Names


class RoomOut(Schema):
    number: int = Field(description="Its place in this list, from 1; sessions name their room by it.")
    names: Names
    places: Names


class PersonOut(Schema):
    """Somebody who is named on the event's page and is not a speaker."""

    role: Literal[tuple(SessionPerson.Role.values)]  # type: ignore[valid-type]
    native_name: str
    native_language: Language | None
    reading: str
    romanized_name: str
    organization: str | None = Field(description="Its code, where it is in the directory.")
    organization_names: Names


class TalkOut(Schema):
    speaker_name: str = Field(description="In Latin letters.")
    native_name: str
    native_language: Language | None
    reading: str
    organization: str | None = Field(description="Its code, where it is in the directory.")
    organization_names: Names
    roles: Names
    titles: Names


class SessionOut(Schema):
    kind: str
    titles: Names
    purposes: Names
    starts_at: dt.datetime | None
    duration_minutes: int | None
    room: int | None = Field(description="`number` of the room, where the event has rooms.")
    talks: list[TalkOut]
    people: list[PersonOut] = Field(
        description="Moderators, chairs, interpreters, technicians who are named on the page."
    )


class ResourceOut(Schema):
    kind: str
    titles: Names
    language: Language | None
    url: str
    licence: str


class EventOut(Schema):
    """A webinar or forum. Its texts are kept in several languages at once, all equal."""

    code: str
    uri: str
    url: str = Field(description="The page for readers, in the caller's language.")
    title: Text | None
    titles: Names
    summaries: Names
    mode: Literal[("", *EventMode.values)] = Field(description="Empty where it is not known.")  # type: ignore[valid-type]
    places: Names
    series: SeriesOut | None
    organizers: list[Names]
    starts_at: dt.datetime
    ends_at: dt.datetime
    time_zone: str
    languages: list[Language] = Field(description="Spoken or interpreted.")
    interpretation: str
    replay: ReplayOut | None = Field(description="Once it is published; the first of `replays`.")
    replays: list[ReplayOut] = Field(description="Of several days or rooms: all that are published.")
    is_public: bool
    updated_at: dt.datetime


class EventPage(PageOut):
    items: list[EventOut]


class WholeEvent(EventOut):
    rooms: list[RoomOut]
    sessions: list[SessionOut]
    resources: list[ResourceOut]


def event(row: Event, request: HttpRequest) -> dict[str, Any]:
    """`EventOut` of a row that came with its series, its replays and their caption tracks."""
    recorded = replays(row, request)
    return {
        "code": row.code,
        "uri": row.uri,
        "url": request.build_absolute_uri(row.get_absolute_url()),
        "title": picked(row.titles, reader_language()),
        "titles": names(row.titles),
        "summaries": names(row.summaries),
        "mode": row.mode,
        "places": names(row.places),
        "series": _series(row.series, request) if row.series else None,
        "organizers": [names(each) for each in row.organizer_names],
        "starts_at": row.starts_at,
        "ends_at": row.ends_at,
        "time_zone": row.time_zone,
        "languages": [bcp47(code) for code in row.languages if code in LANGUAGES],
        "interpretation": row.interpretation,
        "replay": recorded[0] if recorded else None,
        "replays": recorded,
        "is_public": row.is_public,
        "updated_at": row.updated_at,
    }


def whole_event(row: Event, request: HttpRequest) -> dict[str, Any]:
    """`WholeEvent`; the rooms, sessions with all their parts, and resources came with it."""
    rooms = list(row.rooms.all())
    numbers = {room.pk: number for number, room in enumerate(rooms, 1)}
    return {
        **event(row, request),
        "rooms": [_room(room, numbers[room.pk]) for room in rooms],
        "sessions": [_session(each, numbers) for each in row.sessions.all()],
        "resources": [_resource(each, row, request) for each in row.resources.all()],
    }


def _series(row: Series, request: HttpRequest) -> dict[str, Any]:
    return {
        "code": row.code,
        "uri": row.uri,
        "url": request.build_absolute_uri(row.get_absolute_url()),
        "titles": names(row.titles),
        "summaries": names(row.summaries),
    }


def _room(row: Room, number: int) -> dict[str, Any]:
    return {"number": number, "names": names(row.names), "places": names(row.places)}


def _session(row: Session, numbers: dict[int, int]) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "titles": names(row.titles),
        "purposes": names(row.purposes),
        "starts_at": row.starts_at,
        "duration_minutes": row.duration_minutes,
        "room": numbers.get(row.room_id) if row.room_id else None,
        "talks": [_talk(talk) for talk in row.talks.all()],
        "people": [_person(person) for person in row.people.all() if person.is_public],
    }


def _talk(row: Talk) -> dict[str, Any]:
    return {
        "speaker_name": row.speaker_name,
        "native_name": row.native_name,
        "native_language": _tag(row.native_language),
        "reading": row.reading,
        "organization": _code(row.organization),
        "organization_names": names(row.organization_names),
        "roles": names(row.roles),
        "titles": names(row.titles),
    }


def _person(row: SessionPerson) -> dict[str, Any]:
    return {
        "role": row.role,
        "native_name": row.native_name,
        "native_language": _tag(row.native_language),
        "reading": row.reading,
        "romanized_name": row.romanized_name,
        "organization": _code(row.organization),
        "organization_names": names(row.organization_names),
    }


def _resource(row: Resource, of: Event, request: HttpRequest) -> dict[str, Any]:
    address = row.url or reverse("events:resource", args=[of.code, row.pk])
    return {
        "kind": row.kind,
        "titles": names(row.titles),
        "language": _tag(row.language),
        "url": request.build_absolute_uri(address),
        "licence": row.licence,
    }


def _tag(code: str) -> str | None:
    return bcp47(code) if code in LANGUAGES else None


def _code(body: Organization | None) -> str | None:
    return body.code if body is not None and body.deleted_at is None else None
