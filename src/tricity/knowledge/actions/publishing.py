"""The way of a record to its readers: written, submitted, published, returned, archived, deleted."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from tricity.activity.actions import record as note
from tricity.directory.models import City, Organization
from tricity.directory.queries import find_city, find_organization
from tricity.knowledge.actions.changes import records_changed
from tricity.knowledge.actions.claims import settle_correction
from tricity.knowledge.errors import ChangedMeanwhile, WrongState
from tricity.knowledge.models import Claim, Deployment, Kind, Participation, Record
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
    note("record.written", record, by=by)
    records_changed([record.pk])
    return record


@transaction.atomic
def change_record(
    record: Record, *, by: Any, values: Values, version: int, claim: Claim | None = None
) -> Record:
    """Give a record other values. What is public changes at once for a curator; a change by others waits for one.

    `version` is the one the person saw: raises ChangedMeanwhile when it is no longer the record's. `claim` is the
    request for correction this answers.
    """
    record = _locked(record)
    if record.version != version:
        raise ChangedMeanwhile
    changed = changed_fields(values_of(record), values)
    if record.is_public and not may_review(by, record):
        record.pending, record.pending_by, record.pending_since = values, by, timezone.now()
        record.review_note = record.review_note_language = ""
        _bump(record)
        note("record.change-proposed", record, by=by, fields=changed)
        return record
    if record.standing == Standing.CONFIRMED and set(changed) & set(TEXTS):
        # What the body confirmed was another text.
        record.standing = Standing.SUBMITTED if record.owner_id else Standing.COMPILED
        record.confirmed_on = None
    record.pending = record.pending_by = record.pending_since = None
    record.version += 1
    _store(record, values)
    note("record.changed", record, by=by, fields=changed, version=record.version)
    if claim is not None:
        settle_correction(claim, by=by)
    records_changed([record.pk])
    return record


@transaction.atomic
def drop_change(record: Record, *, by: Any, text: str, language: str) -> Record:
    """Leave a public record as it is, though its owner wanted a change; `text` tells the owner why."""
    record = _in_state(record, State.PUBLISHED)
    if record.pending is None:
        raise WrongState
    record.pending = record.pending_by = record.pending_since = None
    record.review_note, record.review_note_language = text, language
    _bump(record)
    note("record.change-declined", record, by=by)
    return record


@transaction.atomic
def submit_record(record: Record, *, by: Any) -> Record:
    """Ask the curators of the country to publish a draft."""
    record = _in_state(record, State.DRAFT, State.RETURNED)
    return _move(record, State.SUBMITTED, by=by, verb="record.submitted")


@transaction.atomic
def publish_record(record: Record, *, by: Any) -> Record:
    """Show a record to everybody."""
    record = _in_state(record, State.SUBMITTED, State.DRAFT, State.RETURNED, State.ARCHIVED)
    record.published_at = record.published_at or timezone.now()
    record.review_note = record.review_note_language = ""
    return _move(record, State.PUBLISHED, by=by, verb="record.published")


@transaction.atomic
def return_record(record: Record, *, by: Any, text: str, language: str) -> Record:
    """Give a submitted record back to its authors with what is to be changed."""
    record = _in_state(record, State.SUBMITTED)
    record.review_note, record.review_note_language = text, language
    return _move(record, State.RETURNED, by=by, verb="record.returned")


@transaction.atomic
def archive_record(record: Record, *, by: Any) -> Record:
    """Withdraw a record from the public; it can be published again."""
    record = _in_state(record, State.PUBLISHED, State.SUBMITTED, State.DRAFT, State.RETURNED)
    return _move(record, State.ARCHIVED, by=by, verb="record.archived")


@transaction.atomic
def delete_record(record: Record, *, by: Any) -> Record:
    """Take a record away for good: its address then says that it is gone."""
    record = _locked(record)
    if record.deleted_at is not None:
        raise WrongState
    record.deleted_at = timezone.now()
    _bump(record)
    note("record.deleted", record, by=by)
    records_changed([record.pk])
    return record


def _locked(record: Record) -> Record:
    return (
        Record.objects.select_for_update(of=("self",))
        .select_related("owner", "city", "country")
        .get(pk=record.pk)
    )


def _in_state(record: Record, *states: str) -> Record:
    record = _locked(record)
    if record.publication_state not in states or record.deleted_at is not None:
        raise WrongState
    return record


def _move(record: Record, state: str, *, by: Any, verb: str) -> Record:
    record.publication_state = state
    _bump(record)
    note(verb, record, by=by, version=record.version)
    records_changed([record.pk])
    return record


def _bump(record: Record) -> None:
    record.version += 1
    record.save()


def _store(record: Record, values: Values) -> None:
    for name in PLAIN:
        setattr(record, name, values[name])
    record.country_id = values["country"]
    record.city = City.objects.get(code=values["city"]) if values["city"] else None
    record.budget_amount = Decimal(values["budget_amount"]) if values["budget_amount"] else None
    record.suggested_topics = values["topics"]
    record.indicators, record.sources = values["indicators"], values["sources"]
    record.save()
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
