"""Events from their descriptions: the shape of the sample's `event/webinar-2020.json`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from tricity.directory.models import Organization
from tricity.directory.queries import find_organization
from tricity.events.actions.changes import move_calendars_on, note
from tricity.events.hearing import tell_listeners
from tricity.events.models import Event, Resource, Session, SessionKind, Talk
from tricity.language import parse_code
from tricity.web.identity import PublicationState, Standing

Description = Mapping[str, Any]
_IN_PARENTHESES = re.compile(r"\s*[(（][^)）]*[)）]\s*$")


@transaction.atomic
def load_event(description: Description, *, source: str) -> Event:
    """Make an event and publish it as compiled from public sources, or renew it; renewing does not publish again.

    The same description again changes nothing. Sessions it gives no longer are removed; what people added here stays.
    Raises KeyError for a description without id, title or hours.
    """
    event, created = Event.objects.get_or_create(
        source=source,
        external_id=description["id"],
        defaults={
            **_event_fields(description),
            "publication_state": PublicationState.PUBLISHED,
            "published_at": timezone.now(),
        },
    )
    changes = [
        created or _renew(event, _event_fields(description)),
        _load_sessions(event, description.get("sessions") or ()),
        _load_resources(event, description.get("resources") or ()),
    ]
    if any(changes):
        move_calendars_on(event)
        note("event.loaded", event, None)
        tell_listeners(event, None)
    return event


def _event_fields(description: Description) -> dict[str, Any]:
    return {
        "titles": description["title"],
        "summaries": description.get("summary") or {},
        "places": description.get("place") or {},
        "organizer_names": description.get("organizers") or [],
        "starts_at": dt.datetime.fromisoformat(description["starts_at"]),
        "ends_at": dt.datetime.fromisoformat(description["ends_at"]),
        "time_zone": description.get("time_zone") or "UTC",
        "languages": [parse_code(code) for code in description.get("languages") or ()],
        "interpretation": description.get("interpretation") or "",
        "mode": description.get("mode") or "",
        "attendance": description.get("attendance") or [],
        "asked_for": description.get("asked_for_by_participants") or [],
        "sources": description.get("sources") or [],
        "standing": Standing.COMPILED,
    }


def _load_sessions(event: Event, given: Sequence[Description]) -> bool:
    changed = []
    for number, each in enumerate(given):
        start = each.get("starts_at")
        fields = {
            "kind": SessionKind(each["kind"]),
            "titles": each["title"],
            "purposes": each.get("purpose") or {},
            "starts_at": dt.datetime.fromisoformat(start) if start else None,
            "duration_minutes": each.get("duration_minutes"),
        }
        session, created = Session.objects.get_or_create(
            event=event, external_id=f"session-{number}", defaults={**fields, "position": number}
        )
        changed += [created or _renew(session, fields), _load_talks(session, each.get("speakers") or ())]
    numbers = [f"session-{number}" for number in range(len(given))]
    gone = event.sessions.exclude(external_id="").exclude(external_id__in=numbers)
    return bool(gone.delete()[0]) or any(changed)


def _load_talks(session: Session, given: Sequence[Description]) -> bool:
    changed = []
    for number, each in enumerate(given):
        organization = each.get("organization") or {}
        fields = {
            "native_name": each.get("native_name") or "",
            "native_language": each.get("native_language") or "",
            "native_name_source": each.get("native_name_source") or "",
            "organization_names": organization,
            "roles": each.get("role") or {},
            "titles": each.get("title") or {},
        }
        talk, created = Talk.objects.get_or_create(
            session=session,
            speaker_name=each["name"]["en"],
            defaults={**fields, "position": number, "organization": _body(organization)},
        )
        changed.append(created or _renew(talk, fields))
    return any(changed)


def _load_resources(event: Event, given: Sequence[Description]) -> bool:
    changed = []
    for number, each in enumerate(given):
        fields = {
            "kind": Resource.Kind(each["kind"]),
            "titles": each["title"],
            "url": each["url"],
            "language": each.get("language") or "",
            "licence": each.get("licence") or "",
        }
        resource, created = Resource.objects.get_or_create(
            event=event, external_id=f"resource-{number}", defaults={**fields, "position": number}
        )
        changed.append(created or _renew(resource, fields))
    return any(changed)


def _renew(row: Event | Session | Talk | Resource, fields: Mapping[str, Any]) -> bool:
    """Store what differs; whether anything did."""
    different = [name for name, value in fields.items() if getattr(row, name) != value]
    for name in different:
        setattr(row, name, fields[name])
    if different:
        row.save(update_fields=different)
    return bool(different)


def _body(names: Mapping[str, str]) -> Organization | None:
    """The body of the directory that all of these names that are known there mean; abbreviations at the end left off."""
    forms = {form for name in names.values() for form in (name, _IN_PARENTHESES.sub("", name))}
    found = {body.pk: body for form in sorted(forms) if (body := find_organization(form))}
    return next(iter(found.values())) if len(found) == 1 else None
