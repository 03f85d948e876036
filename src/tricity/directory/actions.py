from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from tricity.activity.actions import record
from tricity.directory.errors import ChangedMeanwhile
from tricity.directory.models import City, Membership, Organization, OrganizationType
from tricity.directory.rules import edits_for
from tricity.search.actions import touch
from tricity.web.identity import Standing


@dataclass(frozen=True, slots=True)
class OrganizationText:
    """What an editor may change of an organization; `names` and `name_basis` by language."""

    names: dict[str, str]
    name_basis: dict[str, str]
    role_summary: str
    for_cities: str
    url: str


@transaction.atomic
def change_organization(
    organization: Organization,
    text: OrganizationText,
    *,
    by: Any,
    confirm: bool = False,
    seen: dt.datetime | None = None,
) -> Organization:
    """Keep the new text. What the body's own editor saves is submitted by it, or confirmed by it where `confirm` says so.

    A curator does not speak for the body: a text the curator changes counts as compiled again. Readings of changed
    names are dropped. `seen` is the `updated_at` the person started from; raises ChangedMeanwhile where it is old.
    """
    row = Organization.objects.select_for_update().get(pk=organization.pk)
    if seen is not None and row.updated_at != seen:
        raise ChangedMeanwhile
    changed = sorted(
        field for field in OrganizationText.__slots__ if getattr(row, field) != getattr(text, field)
    )
    row.readings = {
        language: reading
        for language, reading in row.readings.items()
        if row.names.get(language) == text.names.get(language)
    }
    for field in changed:
        setattr(row, field, getattr(text, field))
    _set_standing(row, own=edits_for(by, row), confirm=confirm, changed=bool(changed))
    row.save()
    record("organization.changed", row, by=by, fields=changed, standing=row.standing)
    touch(row)
    return row


def _set_standing(row: Organization, *, own: bool, confirm: bool, changed: bool) -> None:
    if own and confirm:
        row.standing, row.confirmed_on = Standing.CONFIRMED, timezone.localdate()
    elif own and (changed or row.standing == Standing.COMPILED):
        row.standing, row.confirmed_on = Standing.SUBMITTED, None
    elif changed:
        row.standing, row.confirmed_on = Standing.COMPILED, None


@transaction.atomic
def join(user: Any, organization: Organization, *, role: str, by: Any = None) -> Membership:
    """Let a person act for a body; a second call changes the role."""
    membership, created = Membership.objects.update_or_create(
        user=user, organization=organization, defaults={"role": Membership.Role(role)}
    )
    verb = "membership.made" if created else "membership.changed"
    record(verb, organization, by=by, user=user.code, role=role)
    return membership


@transaction.atomic
def administration_of(city: City) -> Organization:
    """The body that speaks for a city, named like it; made where there is none yet."""
    known = Organization.objects.filter(city=city, type=OrganizationType.CITY, deleted_at=None).first()
    if known is not None:
        return known
    organization = Organization.objects.create(
        source="directory",
        external_id=f"administration-{city.code}",
        type=OrganizationType.CITY,
        country=city.country,
        city=city,
        names=city.names,
        readings=city.readings,
        language=city.country.language,
    )
    record("organization.made", organization)
    touch(organization)
    return organization
