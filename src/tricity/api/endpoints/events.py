from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_noop
from ninja import Field, Query, Router, Schema

from tricity.api import paging
from tricity.api.shapes.pages import Instant, PageOut, Paging
from tricity.api.shapes.texts import Language, Names, Text, names, picked
from tricity.events import queries, rules
from tricity.events.models import Event, Resource, Session, Talk
from tricity.language import LANGUAGES, bcp47
from tricity.web.identity import PublicationState
from tricity.web.languages import reader_language

router = Router(tags=["events"])


class EventFilters(Paging):
    ends_after: Instant | None = Field(
        None, description=gettext_noop("Not over at this instant (ISO 8601 with zone).")
    )


class TalkOut(Schema):
    speaker_name: str
    native_name: str
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
    talks: list[TalkOut]


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
    places: Names
    organizers: list[Names]
    starts_at: dt.datetime
    ends_at: dt.datetime
    time_zone: str
    languages: list[Language] = Field(description="Spoken or interpreted.")
    interpretation: str
    is_public: bool
    updated_at: dt.datetime


class EventPage(PageOut):
    items: list[EventOut]


class WholeEvent(EventOut):
    sessions: list[SessionOut]
    resources: list[ResourceOut]


@router.get(
    "",
    response=EventPage,
    summary=gettext_noop("Events"),
    description=gettext_noop("The last announced first; drafts only for those who prepare them."),
)
def list_events(request: HttpRequest, filters: Query[EventFilters]) -> Any:
    mine = queries.editable_events(request.user)
    rows = Event.objects.filter(
        Q(publication_state=PublicationState.PUBLISHED) | Q(pk__in=mine.values("pk")), deleted_at=None
    )
    if filters.ends_after:
        rows = rows.filter(ends_at__gte=filters.ends_after)
    piece = paging.newest_first(rows, filters.cursor, filters.limit)
    return paging.page(request, [_event(row, request) for row in piece.rows], piece.cursor)


@router.get("/{slug:code}", response=WholeEvent, summary=gettext_noop("One event with its programme"))
def read_event(request: HttpRequest, code: str) -> Any:
    event = queries.by_code(code)
    if event is None or not rules.may_see(request.user, event):
        raise Http404
    sessions = event.sessions.prefetch_related("talks__organization")
    return {
        **_event(event, request),
        "sessions": [_session(each) for each in sessions],
        "resources": [_resource(each, event, request) for each in event.resources.all()],
    }


def _event(row: Event, request: HttpRequest) -> dict[str, Any]:
    return {
        "code": row.code,
        "uri": row.uri,
        "url": request.build_absolute_uri(row.get_absolute_url()),
        "title": picked(row.titles, reader_language()),
        "titles": names(row.titles),
        "summaries": names(row.summaries),
        "places": names(row.places),
        "organizers": [names(each) for each in row.organizer_names],
        "starts_at": row.starts_at,
        "ends_at": row.ends_at,
        "time_zone": row.time_zone,
        "languages": [bcp47(code) for code in row.languages if code in LANGUAGES],
        "interpretation": row.interpretation,
        "is_public": row.is_public,
        "updated_at": row.updated_at,
    }


def _session(row: Session) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "titles": names(row.titles),
        "purposes": names(row.purposes),
        "starts_at": row.starts_at,
        "duration_minutes": row.duration_minutes,
        "talks": [_talk(talk) for talk in row.talks.all()],
    }


def _talk(row: Talk) -> dict[str, Any]:
    return {
        "speaker_name": row.speaker_name,
        "native_name": row.native_name,
        "organization": row.organization.code if row.organization else None,
        "organization_names": names(row.organization_names),
        "roles": names(row.roles),
        "titles": names(row.titles),
    }


def _resource(row: Resource, event: Event, request: HttpRequest) -> dict[str, Any]:
    address = row.url or reverse("events:resource", args=[event.code, row.pk])
    return {
        "kind": row.kind,
        "titles": names(row.titles),
        "language": bcp47(row.language) if row.language in LANGUAGES else None,
        "url": request.build_absolute_uri(address),
        "licence": row.licence,
    }
