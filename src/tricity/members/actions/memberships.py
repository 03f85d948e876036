from __future__ import annotations

from typing import Any

from django.db import transaction

from tricity.activity.actions import record
from tricity.directory.models import Membership, Organization
from tricity.members.errors import LastAdministrator
from tricity.members.models import ADMINISTRATOR
from tricity.members.queries import administrators


@transaction.atomic
def change_role(membership: Membership, role: str, *, by: Any, even_last: bool = False) -> None:
    """Give a member another role. Raises LastAdministrator unless `even_last`, which is for operators."""
    row = _held(membership)
    if row is None or row.role == role:
        return
    _keep_an_administrator(row, even_last=even_last)
    row.role = Membership.Role(role)
    row.save(update_fields=["role"])
    record("membership.changed", row.organization, by=by, user=row.user.code, role=role)


@transaction.atomic
def end_membership(membership: Membership, *, by: Any, even_last: bool = False) -> None:
    """The person acts for the body no longer; somebody else ends it, or the person leaves. Raises LastAdministrator."""
    row = _held(membership)
    if row is None:
        return
    _keep_an_administrator(row, even_last=even_last)
    row.delete()
    record("membership.ended", row.organization, by=by, user=row.user.code, role=row.role)


def _held(membership: Membership) -> Membership | None:
    """The membership as it is now; others who change those of the same body wait, so that two do not both go."""
    Organization.objects.select_for_update().get(pk=membership.organization_id)
    return Membership.objects.select_related("organization", "user").filter(pk=membership.pk).first()


def _keep_an_administrator(row: Membership, *, even_last: bool) -> None:
    if row.role != ADMINISTRATOR or even_last or not row.user.is_active:
        return
    if not administrators(row.organization).exclude(pk=row.pk).exists():
        raise LastAdministrator
