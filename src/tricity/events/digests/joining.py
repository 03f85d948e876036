"""Where the sessions of an event are joined, for somebody who takes part."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from tricity.events.digests.people import country_names, join_views
from tricity.events.digests.sessions import session_title
from tricity.events.digests.views import JoinView
from tricity.events.models import Event
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class ToJoin:
    """A session with the links that are shown by now."""

    title: LocalizedText
    links: tuple[JoinView, ...]


def to_join(event: Event, reader: str) -> list[ToJoin]:
    """In the order of the programme, without the sessions that show no link yet; two queries, or three."""
    sessions = list(event.sessions.prefetch_related("join_links"))
    now, countries = timezone.now(), country_names(sessions, reader)
    found = [
        ToJoin(session_title(each, reader), tuple(join_views(each, reader, now, countries)))
        for each in sessions
    ]
    return [each for each in found if each.links]
