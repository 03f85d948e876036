"""What a record says: written, changed, given back the words of an earlier version."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from tricity.activity.actions import record as note
from tricity.directory.models import City, Country, Organization
from tricity.directory.queries import find_city, find_organization
from tricity.directory.rules import edits_for
from tricity.knowledge.actions.changes import records_changed
from tricity.knowledge.actions.claims import settle_correction
from tricity.knowledge.actions.moving import bump, in_state, locked
from tricity.knowledge.errors import ChangedMeanwhile, GoneMeanwhile, WrongState
from tricity.knowledge.models import Claim, Deployment, Kind, Participation, Record, Snapshot
from tricity.knowledge.notices import tell_owner, tell_translators
from tricity.knowledge.publication.snapshots import keep, keep_what_is_stored
from tricity.knowledge.publication.template import PARTS, PARTS_OF, RECONFIRMED
from tricity.knowledge.renderings import forget_limited
from tricity.knowledge.rules import may_review
from tricity.knowledge.values import PLAIN, TEXTS, Values, changed_fields, values_of
from tricity.web.identity import PublicationState, Standing

State = PublicationState


@transaction.atomic
def write_record(kind: str, *, by: Any, owner: Organization | None, values: Values) -> Record:
    """Begin a record of `owner` as a draft. Without an owner it is a curator's, compiled from public sources."""
    record = Record(kind=kind, owner=owner, standing=Standing.SUBMITTED if owner else Standing.COMPILED)
    _store(record, values)
    if owner is not None and not record.participations.filter(organization=owner).exists():
        role = Participation.Role.PROVIDER if kind == Kind.SOLUTION else Participation.Role.LEAD
        name = owner.names.get(owner.language, str(owner))
        Participation.objects.create(record=record, organization=owner, name=name[:300], role=role)
    keep(record, values_of(record), by=by)
    note("record.written", record, by=by)
    records_changed([record.pk])
    return record


@transaction.atomic
def change_record(
    record: Record,
    *,
    by: Any,
    values: Values,
    version: int,
    claim: Claim | None = None,
    restored: int | None = None,
) -> Record:
    """Give a record other values. What is public changes at once for a curator; a change by others waits for one.

    `version` is the one the person saw: raises ChangedMeanwhile when it is no longer the record's. `claim` is the
    request for correction this answers, `restored` the number of the version the values are taken from.
    """
    record = locked(record)
    if record.version != version:
        raise ChangedMeanwhile
    keep_what_is_stored(record)
    changed = changed_fields(values_of(record), values)
    if record.is_public and not may_review(by, record):
        record.pending, record.pending_by, record.pending_since = values, by, timezone.now()
        record.review_note = record.review_note_language = ""
        bump(record)
        keep(record, values, by=by, proposed=True, restored=restored)
        note("record.change-proposed", record, by=by, fields=changed)
        return record
    if record.standing == Standing.CONFIRMED and set(changed) & set(TEXTS):
        # What the body confirmed was another text.
        record.standing = Standing.SUBMITTED if record.owner_id else Standing.COMPILED
        record.confirmed_on = None
    record.pending = record.pending_by = record.pending_since = None
    record.version += 1
    _store(record, values)
    keep(record, values, by=by, restored=restored)
    if restored is None:
        note("record.changed", record, by=by, fields=changed, version=record.version)
    else:
        note("record.restored", record, by=by, fields=changed, version=record.version, of=restored)
    if by is not None and not edits_for(by, record.owner):
        tell_owner(record, "record.changed-by-reviewer", by=by)
    if retold := sorted(set(changed) & set(TEXTS)):
        tell_translators(record, retold, by=by)
    if claim is not None:
        settle_correction(claim, by=by)
    records_changed([record.pk])
    return record


@transaction.atomic
def drop_change(record: Record, *, by: Any, text: str, language: str) -> Record:
    """Leave a public record as it is, though its owner wanted a change; `text` tells the owner why."""
    record = in_state(record, State.PUBLISHED)
    if record.pending is None:
        raise WrongState
    keep_what_is_stored(record)
    record.pending = record.pending_by = record.pending_since = None
    record.review_note, record.review_note_language = text, language
    bump(record)
    keep(record, values_of(record), by=by)
    note("record.change-declined", record, by=by)
    tell_owner(record, "record.change-declined", by=by)
    return record


@transaction.atomic
def reconfirm_need(record: Record, *, by: Any) -> Record:
    """Note that a public need still stands today; its words stay as they are."""
    record = in_state(record, State.PUBLISHED)
    if record.kind != Kind.NEED:
        raise WrongState
    record.details = {**record.details, RECONFIRMED: timezone.localdate().isoformat()}
    bump(record)
    note("record.reconfirmed", record, by=by)
    return record


def restore_version(record: Record, snapshot: Snapshot, *, by: Any, version: int) -> Record:
    """Give a record the values of an earlier version, as a new one. What waits or is public changes as by any edit.

    Raises ChangedMeanwhile when `version` is no longer the record's, GoneMeanwhile when the city or country the
    earlier values name is not here any more.
    """
    country, city = snapshot.values["country"], snapshot.values["city"]
    known = City.objects.filter(code=city, country=country) if city else Country.objects.filter(pk=country)
    if not known.exists():
        raise GoneMeanwhile
    values = {**values_of(record), **snapshot.values}
    return change_record(record, by=by, values=values, version=version, restored=snapshot.number)


def _store(record: Record, values: Values) -> None:
    for name in PLAIN:
        setattr(record, name, values[name])
    record.country_id = values["country"]
    record.city = City.objects.get(code=values["city"]) if values["city"] else None
    record.budget_amount = Decimal(values["budget_amount"]) if values["budget_amount"] else None
    record.suggested_topics = values["topics"]
    record.indicators, record.sources = values["indicators"], values["sources"]
    parts = {part.name: values.get(part.name) or "" for part in PARTS_OF[record.kind]}
    kept = {name: each for name, each in record.details.items() if name not in PARTS}
    record.details = {**kept, **{name: text for name, text in parts.items() if text}}
    record.visibility = values.get("visibility") or {}
    record.save()
    forget_limited([record])
    _store_bodies(record, values["bodies"])
    _store_deployments(record, values["deployments"])


def _store_bodies(record: Record, bodies: list[dict[str, str]]) -> None:
    known = {each.name: each.organization_id for each in record.participations.all() if each.organization_id}
    for name in {body["name"] for body in bodies} - set(known):
        if (found := find_organization(name, record.country_id)) is not None:
            known[name] = found.pk
    record.participations.all().delete()
    Participation.objects.bulk_create(
        Participation(record=record, organization_id=known.get(body["name"]), position=position, **body)
        for position, body in enumerate(bodies)
    )


def _store_deployments(record: Record, places: list[dict[str, Any]]) -> None:
    known = {
        (each.city_name, each.country_code): each.city_id for each in record.deployments.all() if each.city_id
    }
    wanted = [(place["city_name"], place["country_code"]) for place in places]
    for name, country in set(wanted) - set(known):
        if (found := find_city(country, name=name)) is not None:
            known[name, country] = found.pk
    record.deployments.all().delete()
    Deployment.objects.bulk_create(
        Deployment(record=record, city_id=known.get(key), position=position, **place)
        for position, (key, place) in enumerate(zip(wanted, places, strict=True))
    )
