from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, Q
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_noop
from ninja import Query, Router

from tricity.api import paging
from tricity.api.shapes.events import EventFilters, EventPage, WholeEvent, event, whole_event
from tricity.events import queries, rules
from tricity.events.models import Event, Session, SessionPerson, Talk
from tricity.web.identity import PublicationState

router = Router(tags=["events"])


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
    rows = rows.select_related("series").prefetch_related("replays__caption_tracks", "replays__withheld")
    piece = paging.newest_first(rows, filters.cursor, filters.limit)
    return paging.page(request, [event(row, request) for row in piece.rows], piece.cursor)


@router.get("/{slug:code}", response=WholeEvent, summary=gettext_noop("One event with its programme"))
def read_event(request: HttpRequest, code: str) -> Any:
    rows = Event.objects.filter(code=code, deleted_at=None).select_related("owner", "series")
    found = rows.prefetch_related(
        "replays__caption_tracks", "replays__withheld", "rooms", "resources", _sessions()
    ).first()
    if found is None or not rules.may_see(request.user, found):
        raise Http404
    return whole_event(found, request)


def _sessions() -> Any:
    """With talks and people; three queries."""
    talks = Talk.objects.select_related("organization")
    people = SessionPerson.objects.filter(is_public=True).select_related("organization")
    rows = Session.objects.prefetch_related(Prefetch("talks", talks), Prefetch("people", people))
    return Prefetch("sessions", rows)
