"""Writing statements: every change is a new version, in the audit trail and, where it is public, in the search."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from tricity.activity.actions import record
from tricity.directory.errors import ChangedMeanwhile, NotThere
from tricity.directory.models import Organization
from tricity.directory.statements.choices import State
from tricity.directory.statements.models import CardEntry, Service, Statement, StatementVersion
from tricity.directory.statements.rules import Owner, owner_of, speaks_for
from tricity.directory.statements.values import Values, fields_of, put, values_of
from tricity.search.actions import touch
from tricity.web.identity import Standing

VERBS = {Service: "service", CardEntry: "card-entry"}


def new(owner: Owner) -> Statement:
    """An empty statement, not stored: of a body a service, of a country an entry of its card."""
    return Service(organization=owner) if isinstance(owner, Organization) else CardEntry(country=owner)


@transaction.atomic
def write(
    owner: Owner, values: Mapping[str, Any], *, by: Any, confirm: bool = False, publish: bool = False
) -> Any:
    """A new statement of a body (a service) or of a country (an entry of its card), as a draft unless `publish`."""
    row = new(owner)
    put(row, values)
    _set_standing(row, by=by, confirm=confirm, changed=True)
    if publish:
        row.state, row.published_at = State.PUBLISHED, timezone.now()
    row.save()
    _keep(row, by=by)
    _note(row, "written", by=by, state=row.state)
    return row


@transaction.atomic
def change(
    row: Statement,
    values: Mapping[str, Any],
    *,
    by: Any,
    seen: int,
    confirm: bool = False,
    publish: bool = False,
    restored: int | None = None,
) -> Any:
    """Keep the new values as the next version; `seen` is the version the person started from.

    Raises ChangedMeanwhile where that is not the stored one: nothing is written then. A text somebody changes who does
    not speak for its owner counts as compiled again.
    """
    stored = _locked(row, seen)
    before = values_of(stored)
    _keep_what_is_stored(stored, before)
    put(stored, values)
    changed = sorted(name for name, value in values_of(stored).items() if value != before[name])
    _set_standing(stored, by=by, confirm=confirm, changed=bool(changed))
    if publish and not stored.is_public:
        stored.state, stored.published_at = State.PUBLISHED, timezone.now()
    stored.version += 1
    stored.save()
    _keep(stored, by=by, restored=restored)
    verb = "restored" if restored else "changed"
    _note(stored, verb, by=by, fields=changed, state=stored.state, version=stored.version)
    return stored


def restore(row: Statement, number: int, *, by: Any, seen: int) -> Any:
    """Make the words of an earlier version the newest one. Raises NotThere, ChangedMeanwhile."""
    kept = StatementVersion.objects.filter(
        subject_kind=row._meta.label_lower, subject_id=row.pk, number=number
    ).first()
    if kept is None:
        raise NotThere
    return change(row, kept.values, by=by, seen=seen, restored=number)


@transaction.atomic
def publish(row: Statement, *, by: Any, seen: int) -> Any:
    """Let everybody read it."""
    stored = _locked(row, seen)
    stored.state = State.PUBLISHED
    stored.published_at = stored.published_at or timezone.now()
    stored.save()
    _note(stored, "published", by=by)
    return stored


@transaction.atomic
def withdraw(row: Statement, *, by: Any, seen: int) -> Any:
    """Take it from the public; it stays for its editors, and can be published again."""
    stored = _locked(row, seen)
    stored.state = State.WITHDRAWN
    stored.save()
    _note(stored, "withdrawn", by=by)
    return stored


@transaction.atomic
def reconfirm(row: Statement, *, by: Any, seen: int) -> Any:
    """Say today that it is still right: confirmed where the person speaks for its owner, else read again."""
    stored = _locked(row, seen)
    if speaks_for(by, owner_of(stored)):
        stored.standing, stored.confirmed_on = Standing.CONFIRMED, timezone.localdate()
    else:
        _keep_what_is_stored(stored, values_of(stored))
        stored.read_on, stored.confirmed_on = timezone.localdate(), None
        stored.standing = Standing.COMPILED
        stored.version += 1
        _keep(stored, by=by)
    stored.save()
    _note(stored, "reconfirmed", by=by)
    return stored


def _locked(row: Statement, seen: int) -> Statement:
    stored: Statement = type(row)._default_manager.select_for_update().get(pk=row.pk)
    if stored.version != seen:
        raise ChangedMeanwhile
    return stored


def _set_standing(row: Statement, *, by: Any, confirm: bool, changed: bool) -> None:
    own = speaks_for(by, owner_of(row))
    if own and confirm:
        row.standing, row.confirmed_on = Standing.CONFIRMED, timezone.localdate()
    elif own and (changed or row.standing == Standing.COMPILED):
        row.standing, row.confirmed_on = Standing.SUBMITTED, None
    elif changed:
        row.standing, row.confirmed_on = Standing.COMPILED, None


def _keep(row: Statement, *, by: Any, restored: int | None = None, values: Values | None = None) -> None:
    StatementVersion.objects.get_or_create(
        subject_kind=row._meta.label_lower,
        subject_id=row.pk,
        number=row.version,
        defaults={"values": values or values_of(row), "by": by, "restored": restored},
    )


def _keep_what_is_stored(row: Statement, values: Values) -> None:
    """Before a change: what was loaded from a file has no version yet."""
    _keep(row, by=None, values=values)


def _note(row: Statement, deed: str, *, by: Any, **details: Any) -> None:
    owner = owner_of(row)
    record(
        f"{VERBS[type(row)]}.{deed}",
        row,
        by=by,
        owner=str(owner.pk if isinstance(row, CardEntry) else owner.code),
        **details,
    )
    touch(row)


@transaction.atomic
def load(owner: Owner, values: Mapping[str, Any], *, source: str, external_id: str) -> tuple[Any, bool]:
    """A public statement from a file, compiled from what `source_url` says; again: brought up to date.

    Returns it and whether anything was written. What people have changed since is left as they left it. Whoever loads
    the file notes it as one deed. Raises ValueError for a name that is no field.
    """
    model = Service if isinstance(owner, Organization) else CardEntry
    unknown = sorted(set(values) - set(fields_of(model)))
    if unknown:
        raise ValueError(f"{external_id}: no such fields: {', '.join(unknown)}")
    found = model._default_manager.filter(source=source, external_id=external_id).first()
    row: Statement = found or new(owner)
    before = values_of(row) if found else None
    if found and (found.version > 1 or found.state != State.PUBLISHED):
        return found, False
    put(row, values)
    if before == values_of(row):
        return row, False
    row.source, row.external_id = source, external_id
    row.state, row.published_at = State.PUBLISHED, row.published_at or timezone.now()
    row.save()
    touch(row)
    return row, True
