"""The sessions of an event's page: hours, room, speakers, people, links to join."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext as _

from tricity.cooperation.digests import OpportunityView
from tricity.directory.names import organization_display
from tricity.directory.queries import countries_in_order
from tricity.events.digests import texts
from tricity.events.digests.people import country_names, join_views, person_view
from tricity.events.digests.views import (
    DayView,
    ResourceView,
    SessionView,
    TalkView,
)
from tricity.events.models import Event, Session, Talk
from tricity.events.spans import session_span
from tricity.events.times import hours, in_capitals, lasts_days, reader_zone
from tricity.knowledge.digests.present import source_view
from tricity.knowledge.digests.sentences import listed
from tricity.search.reasons import needs_reading
from tricity.translation.names import name_in
from tricity.web.text import LocalizedText


def session_views(
    event: Event,
    sessions: Sequence[Session],
    language: str,
    resources: Sequence[ResourceView],
    candidates: Mapping[int, Sequence[OpportunityView]],
) -> tuple[SessionView, ...]:
    """With the hours in the capitals for each where the event lasts several days."""
    is_long = lasts_days(event.starts_at, event.ends_at, reader_zone())
    countries = countries_in_order(language) if is_long else ()
    found = []
    for place, each in enumerate(sessions):
        view = _session(each, event, language, resources, candidates[each.pk])
        span = session_span(each)
        capitals = in_capitals(*span, language=language, countries=countries) if span and countries else ()
        found.append(
            replace(
                view,
                room=name_in(each.room.names, language) if each.room else None,
                people=tuple(person_view(one, language) for one in each.people.all() if one.is_public),
                capitals=tuple(capitals),
                is_first=place == 0,
                is_last=place == len(sessions) - 1,
            )
        )
    return tuple(found)


def with_links(
    views: Sequence[SessionView], sessions: Sequence[Session], language: str, *, everything: bool
) -> tuple[SessionView, ...]:
    """With the links to join that are shown by now; `everything` for those who prepare the event."""
    now = None if everything else timezone.now()
    countries = country_names(sessions, language)
    pairs = zip(views, sessions, strict=True)
    return tuple(replace(view, links=tuple(join_views(row, language, now, countries))) for view, row in pairs)


def by_day(views: Sequence[SessionView]) -> Iterator[DayView]:
    """The sessions in their order, a group for each change of day; those without hours stay with what came before."""
    groups: list[tuple[str, list[SessionView]]] = []
    for view in views:
        day = view.hours.starts_on if view.hours else (groups[-1][0] if groups else "")
        if groups and groups[-1][0] in (day, ""):
            groups[-1] = (day, [*groups[-1][1], view])
        else:
            groups.append((day, [view]))
    for day, sessions in groups:
        yield DayView(day if len(groups) > 1 else "", tuple(sessions))


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
        native_source=source_view(talk.native_name_source) if native and talk.native_name_source else None,
        is_native_first=is_readable,
        organization=texts.named(talk.organization_names, reader)
        or (organization_display(body, reader) if body else None),
        organization_url=body.get_absolute_url() if body else "",
        role=texts.named(talk.roles, reader),
        title=texts.said(talk.titles, reader),
        abstract=texts.said(talk.abstracts, reader),
        biography=texts.said(talk.biographies, reader),
        spoken=tuple(sorted({texts.language_label(code) for code in talk.spoken_languages})),
        is_native_by_speaker=talk.native_name_by_speaker and not talk.native_name_source,
    )
