"""An event with everything its page shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.db.models import prefetch_related_objects
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tricity.cooperation.digests import OpportunityView
from tricity.cooperation.digests import present_rows as present_opportunities
from tricity.cooperation.rules import may_read
from tricity.directory.digests import standing_view
from tricity.events.digests import texts
from tricity.events.digests.cards import event_view
from tricity.events.digests.sessions import by_day, session_title, session_views, with_links
from tricity.events.digests.views import (
    AttendanceView,
    EventPage,
    ResourceView,
)
from tricity.events.models import Event, Resource, Session
from tricity.events.queries import programme
from tricity.events.rules import may_edit, may_see_join_links
from tricity.events.times import in_capitals
from tricity.events.uploads import suffix_of
from tricity.knowledge.digests.present import number, source_view
from tricity.translation.names import name_in

__all__ = ["present_page", "resource_views", "session_title", "sessions_with_parts"]


def sessions_with_parts(event: Event) -> list[Session]:
    """The sessions in order, with rooms, talks, people and candidates; four queries."""
    return programme(event, with_links=False)


def present_page(
    event: Event, language: str, *, user: Any, sessions: Sequence[Session] | None = None
) -> EventPage:
    """The event for a reader of `language`; candidates only as far as `user` may read them. At most ten queries.

    `sessions` are those of `sessions_with_parts`, where the caller has them already.
    """
    with translation.override(language):
        sees_links = may_see_join_links(user, event)
        sessions = sessions_with_parts(event) if sessions is None else sessions
        if sees_links:
            prefetch_related_objects(sessions, "join_links")
        candidates = _candidates(sessions, language, user)
        shown = resource_views(event, language)
        views = session_views(event, sessions, language, shown, candidates)
        if sees_links:
            views = with_links(views, sessions, language, everything=may_edit(user, event))
        standing = standing_view(event)  # type: ignore[arg-type]  # reads standing and confirmed_on only
        return EventPage(
            event=event_view(event, language),
            capitals=tuple(in_capitals(event.starts_at, event.ends_at, language=language)),
            sessions=views,
            days=tuple(by_day(views)),
            series=name_in(event.series.titles, language) if event.series else None,
            series_url=event.series.get_absolute_url() if event.series else "",
            resources=tuple(view for view in shown if view.session_id is None),
            attendance=tuple(_attendance(each) for each in event.attendance),
            asked_for=tuple(texts.said(each, language) for each in event.asked_for),
            sources=tuple(source_view(each) for each in event.sources),
            standing=standing.value,
            standing_sentence=standing.sentence,
        )


def resource_views(event: Event, language: str) -> list[ResourceView]:
    """Files and links, what the reader can read first; one query. The reader's language must be the active one."""
    resources = [_resource(each, event, language) for each in event.resources.all()]
    resources.sort(key=lambda each: _language_rank(each[0], language))
    return [view for _language, view in resources]


def _candidates(
    sessions: Sequence[Session], language: str, user: Any
) -> Mapping[int, Sequence[OpportunityView]]:
    """Session id → its candidates; those not published yet only for the curators who may read them."""
    found: dict[int, list[OpportunityView]] = defaultdict(list)
    rows = [(session.pk, each) for session in sessions for each in session.opportunities.all()]
    allowed = [(session, row) for session, row in rows if may_read(user, row)]
    if allowed:
        once = {row.pk: row for _session, row in allowed if row.deleted_at is None}
        views = present_opportunities([once[pk] for pk in sorted(once)], language)
        for session, row in allowed:
            if row.pk in views:
                found[session].append(views[row.pk])
    return found


def _resource(resource: Resource, event: Event, reader: str) -> tuple[str, ResourceView]:
    known = texts.readable(resource.titles, reader)
    label = texts.language_label(resource.language) if resource.language else ""
    kind = resource.get_kind_display()
    line = _("%(kind)s (%(language)s)") % {"kind": kind, "language": label} if label else kind
    is_link = bool(resource.url)
    view = ResourceView(
        pk=resource.pk,
        kind=resource.kind,
        kind_label=kind,
        title=known or texts.digest(resource.titles, reader, line),
        url=resource.url if is_link else reverse("events:resource", args=[event.code, resource.pk]),
        is_link=is_link,
        domain=(urlsplit(resource.url).hostname or "").removeprefix("www."),
        suffix="" if is_link else suffix_of(resource.file.name or "").upper(),
        size="" if is_link else filesizeformat(resource.size_bytes),
        language_label=label,
        licence=resource.licence,
        session_id=resource.session_id,
        downloads=resource.downloads,
    )
    return resource.language, view


def _language_rank(language: str, reader: str) -> int:
    """What the reader can read comes first, then what has no language; otherwise the order stays."""
    return 0 if language == reader else 1 if not language else 2


def _attendance(given: Mapping[str, Any]) -> AttendanceView:
    count = int(given.get("value") or 0)
    sentences = {
        "over": ngettext("Over %(number)s participant", "Over %(number)s participants", count),
        "around": ngettext("Around %(number)s participant", "Around %(number)s participants", count),
        "at-least": ngettext("At least %(number)s participant", "At least %(number)s participants", count),
    }
    plain = ngettext("%(number)s participant", "%(number)s participants", count)
    sentence = sentences.get(str(given.get("qualifier") or ""), plain) % {"number": number(count)}
    return AttendanceView(sentence, source_view(given["source"]) if given.get("source") else None)
