from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from tricity.activity.actions import record
from tricity.cooperation.models import Opportunity
from tricity.events.models import Event, Resource, Session, SessionKind, Talk
from tricity.language import LANGUAGES, parse_code
from tricity.search.actions import touch
from tricity.web.identity import PublicationState, Standing


@transaction.atomic
def save_event(event: Event, *, by: Any) -> Event:
    """Store a new or changed event; each change moves calendars on."""
    created = event._state.adding
    if not created:
        event.calendar_sequence = F("calendar_sequence") + 1
        event.version += 1
    event.save()
    event.refresh_from_db()
    _note("event.made" if created else "event.changed", event, by)
    return event


@transaction.atomic
def publish(event: Event, *, by: Any) -> None:
    """Show the event to everybody; publishing twice changes nothing."""
    if event.is_public:
        return
    event.publication_state = PublicationState.PUBLISHED
    event.published_at = event.published_at or timezone.now()
    event.save()
    _note("event.published", event, by)


@transaction.atomic
def withdraw(event: Event, *, by: Any) -> None:
    """Take a published event back to a draft."""
    event.publication_state = PublicationState.DRAFT
    event.save()
    _note("event.withdrawn", event, by)


@transaction.atomic
def save_session(session: Session, *, by: Any) -> Session:
    """Store a session; a new one comes last."""
    created = session._state.adding
    if created:
        session.position = session.event.sessions.count()
    session.save()
    _move_on(session.event)
    _note("session.made" if created else "session.changed", session.event, by)
    return session


@transaction.atomic
def delete_session(session: Session, *, by: Any) -> None:
    event = session.event
    session.delete()
    _move_on(event)
    _note("session.deleted", event, by)


@transaction.atomic
def move_session(session: Session, *, up: bool, by: Any) -> None:
    """Exchange a session with its neighbour; at the end of the list nothing happens."""
    order = list(session.event.sessions.all())
    place = order.index(session)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(order):
        return
    order[place], order[other] = order[other], order[place]
    for position, each in enumerate(order):
        each.position = position
    Session.objects.bulk_update(order, ["position"])
    _note("session.moved", session.event, by)


@transaction.atomic
def save_talk(talk: Talk, *, by: Any) -> Talk:
    """Store a speaker's slot; a new one comes last in its session."""
    if talk._state.adding:
        talk.position = talk.session.talks.count()
    talk.save()
    _note("talk.saved", talk.session.event, by)
    return talk


@transaction.atomic
def delete_talk(talk: Talk, *, by: Any) -> None:
    event = talk.session.event
    talk.delete()
    _note("talk.deleted", event, by)


@transaction.atomic
def add_resource(resource: Resource, *, by: Any) -> Resource:
    resource.position = resource.event.resources.count()
    resource.save()
    _note("resource.added", resource.event, by)
    return resource


@transaction.atomic
def delete_resource(resource: Resource, *, by: Any) -> None:
    """Remove a resource; its file goes once the row is gone for good."""
    event, file = resource.event, resource.file
    resource.delete()
    if file:
        transaction.on_commit(lambda: file.storage.delete(file.name))
    _note("resource.deleted", event, by)


@transaction.atomic
def put_on_programme(opportunity: Opportunity, session: Session, *, by: Any) -> None:
    """Discuss a candidate in a session; doing it twice changes nothing."""
    if session.opportunities.filter(pk=opportunity.pk).exists():
        return
    session.opportunities.add(opportunity)
    _note("event.opportunity-added", session.event, by, opportunity=opportunity.code)


@transaction.atomic
def take_off_programme(opportunity: Opportunity, session: Session, *, by: Any) -> None:
    session.opportunities.remove(opportunity)
    _note("event.opportunity-removed", session.event, by, opportunity=opportunity.code)


def store_file(resource: Resource, upload: UploadedFile) -> None:
    """Attach an upload under a name that carries nothing of the person's own file system."""
    suffix = "." + str(upload.name).rpartition(".")[2].lower()
    resource.file.save(f"{resource.event.code}-{timezone.now():%H%M%S%f}{suffix}", upload, save=False)


@transaction.atomic
def load_event(description: Mapping[str, Any], *, source: str) -> Event:
    """Make or renew an event from its description (the shape of the sample's webinar-2020.json), published and compiled.

    Loading the same description again changes nothing but what differs. Raises KeyError for a description without
    id, title or hours.
    """
    event, created = Event.objects.update_or_create(
        source=source,
        external_id=description["id"],
        defaults={
            "titles": description["title"],
            "summaries": description.get("summary", {}),
            "places": description.get("place", {}),
            "organizer_names": description.get("organizers", []),
            "starts_at": dt.datetime.fromisoformat(description["starts_at"]),
            "ends_at": dt.datetime.fromisoformat(description["ends_at"]),
            "time_zone": description.get("time_zone", "UTC"),
            "languages": [_spoken(code) for code in description.get("languages", [])],
            "interpretation": description.get("interpretation", ""),
            "attendance": description.get("attendance", []),
            "asked_for": description.get("asked_for_by_participants", []),
            "sources": description.get("sources", []),
            "standing": Standing.COMPILED,
            "publication_state": PublicationState.PUBLISHED,
        },
    )
    if created:
        event.published_at = timezone.now()
        event.save(update_fields=["published_at"])
    _load_sessions(event, description.get("sessions", []))
    _load_resources(event, description.get("resources", []))
    _note("event.loaded", event, None)
    return event


def _load_sessions(event: Event, sessions: list[Mapping[str, Any]]) -> None:
    for position, given in enumerate(sessions):
        session, _created = Session.objects.update_or_create(
            event=event,
            position=position,
            defaults={
                "kind": SessionKind(given["kind"]),
                "titles": given["title"],
                "purposes": given.get("purpose", {}),
                "duration_minutes": given.get("duration_minutes"),
            },
        )
        for place, speaker in enumerate(given.get("speakers", [])):
            Talk.objects.update_or_create(
                session=session,
                position=place,
                defaults={
                    "speaker_name": speaker["name"]["en"],
                    "native_name": speaker.get("native_name") or "",
                    "native_language": speaker.get("native_language") or "",
                    "native_name_source": speaker.get("native_name_source") or "",
                    "organization_names": speaker.get("organization") or {},
                    "roles": speaker.get("role") or {},
                },
            )


def _load_resources(event: Event, resources: list[Mapping[str, Any]]) -> None:
    for position, given in enumerate(resources):
        Resource.objects.update_or_create(
            event=event,
            position=position,
            defaults={"kind": given["kind"], "titles": given["title"], "url": given["url"], "language": given.get("language", "")},
        )


def _spoken(code: str) -> str:
    parsed = parse_code(code)
    assert parsed in LANGUAGES
    return parsed


def _move_on(event: Event) -> None:
    Event.objects.filter(pk=event.pk).update(calendar_sequence=F("calendar_sequence") + 1, updated_at=timezone.now())


def _note(verb: str, event: Event, by: Any, **details: Any) -> None:
    record(verb, event, by=by, **details)
    touch(event)
