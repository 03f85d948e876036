"""An event with everything its page shows."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Prefetch
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tricity.cooperation.digests import OpportunityView
from tricity.cooperation.digests import present as present_opportunities
from tricity.cooperation.rules import may_read
from tricity.directory.digests import standing_view
from tricity.directory.names import organization_display
from tricity.events.digests import texts
from tricity.events.digests.cards import event_view
from tricity.events.digests.views import AttendanceView, EventPage, ResourceView, SessionView, TalkView
from tricity.events.models import Event, Resource, Session, Talk
from tricity.events.times import hours, in_capitals, reader_zone
from tricity.events.uploads import suffix_of
from tricity.knowledge.digests.present import number, source_view
from tricity.knowledge.digests.sentences import listed
from tricity.search.reasons import needs_reading
from tricity.web.text import LocalizedText


def present_page(event: Event, language: str, *, user: Any) -> EventPage:
    """The event for a reader of `language`; candidates only as far as `user` may read them. At most eight queries."""
    with translation.override(language):
        sessions = list(event.sessions.prefetch_related(*_parts()))
        candidates = _candidates(sessions, language, user)
        shown = resource_views(event, language)
        standing = standing_view(event)  # type: ignore[arg-type]  # reads standing and confirmed_on only
        return EventPage(
            event=event_view(event, language),
            capitals=tuple(in_capitals(event.starts_at, event.ends_at, language=language)),
            sessions=tuple(_session(each, event, language, shown, candidates[each.pk]) for each in sessions),
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


def _parts() -> tuple[Any, ...]:
    return Prefetch("talks", Talk.objects.select_related("organization__country")), "opportunities"


def _candidates(
    sessions: Sequence[Session], language: str, user: Any
) -> Mapping[int, Sequence[OpportunityView]]:
    """Session id → its candidates; those not published yet only for the curators who may read them."""
    found: dict[int, list[OpportunityView]] = defaultdict(list)
    rows = [(session.pk, each) for session in sessions for each in session.opportunities.all()]
    allowed = [(session, row) for session, row in rows if may_read(user, row)]
    if allowed:
        views = present_opportunities(sorted({row.pk for _session, row in allowed}), language)
        for session, row in allowed:
            if row.pk in views:
                found[session].append(views[row.pk])
    return found


def _session(
    session: Session,
    event: Event,
    reader: str,
    resources: Sequence[ResourceView],
    candidates: Sequence[OpportunityView],
) -> SessionView:
    when = None
    if session.starts_at:
        length = dt.timedelta(minutes=session.duration_minutes or 0)
        when = hours(session.starts_at, session.starts_at + length, reader_zone())
    return SessionView(
        pk=session.pk,
        kind=session.kind,
        kind_label=session.get_kind_display(),
        title=session_title(session, reader),
        purpose=texts.said(session.purposes, reader),
        hours=when,
        minutes=session.duration_minutes,
        talks=tuple(_talk(each, reader) for each in session.talks.all()),
        resources=tuple(each for each in resources if each.session_id == session.pk),
        candidates=tuple(sorted(candidates, key=lambda each: str(each.title))),
    )


def session_title(session: Session, reader: str) -> LocalizedText:
    """The title, else the kind of session and its topics. The reader's language must be the active one."""
    known = texts.readable(session.titles, reader)
    if known is not None:
        return known
    values = {"kind": session.get_kind_display(), "topics": listed(texts.topics(session.titles, reader))}
    line = _("%(kind)s: %(topics)s") if values["topics"] else "%(kind)s"
    return texts.digest(session.titles, reader, line % values)


def _talk(talk: Talk, reader: str) -> TalkView:
    body = talk.organization if talk.organization and talk.organization.deleted_at is None else None
    native = LocalizedText(talk.native_name, talk.native_language) if talk.native_name else None
    is_readable = native is not None and not needs_reading(native.text, native.language, reader)
    return TalkView(
        pk=talk.pk,
        latin=talk.speaker_name,
        native=native,
        native_source=source_view(talk.native_name_source) if native else None,
        is_native_first=is_readable,
        organization=texts.named(talk.organization_names, reader)
        or (organization_display(body, reader) if body else None),
        organization_url=body.get_absolute_url() if body else "",
        role=texts.named(talk.roles, reader),
        title=texts.said(talk.titles, reader),
    )


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
