from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from tricity.activity.actions import record
from tricity.directory.errors import ChangedMeanwhile
from tricity.directory.models import Organization
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
