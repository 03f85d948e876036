"""What people are told about requests for accounts and invitations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from tricity.accounts.models import RoleGrant, User
from tricity.directory.models import Organization
from tricity.members.models import ADMINISTRATOR, AccountRequest, Invitation
from tricity.members.queries import requests_for
from tricity.notices.actions import notify
from tricity.notices.models import Notice
from tricity.notices.registry import NoticeKind, register
from tricity.web.text import LocalizedText

Role = RoleGrant.Role


def register_kinds() -> None:
    # Requests wait on the desk by themselves.
    register(NoticeKind("account.requested", _requested, "members", requests_named, "person", on_desk=False))
    register(NoticeKind("invitation.accepted", _accepted, "members", invitations_named, "check"))


def requests_named(codes: Sequence[str], language: str, user: Any) -> dict[str, LocalizedText]:
    """Code → name of the person, of requests the reader may decide on."""
    return {row.code: row.called for row in requests_for(user).filter(code__in=codes)}


def invitations_named(codes: Sequence[str], language: str, user: Any) -> dict[str, LocalizedText]:
    """Code → how the inviter called the person."""
    return {row.code: row.called for row in Invitation.objects.filter(code__in=codes, invited_by=user)}


def tell_reviewers(asked: AccountRequest) -> None:
    """Those nearest to the organization: its administrators, else curators of its country, else the operators."""
    url = reverse("members:request", args=[asked.code])
    notify(reviewers_of(asked), "account.requested", asked, url=url)


def tell_inviter(invitation: Invitation, *, by: User) -> None:
    if invitation.invited_by is not None:
        notify([invitation.invited_by], "invitation.accepted", invitation, url=_place(invitation), by=by)


def reviewers_of(asked: AccountRequest) -> QuerySet[User]:
    active = User.objects.filter(is_active=True).order_by("pk").distinct()
    nearest = active.filter(memberships__organization=asked.organization_id, memberships__role=ADMINISTRATOR)
    if asked.organization_id is not None and nearest.exists():
        return nearest
    curators = active.filter(_holds(Role.CURATOR, "", asked.country_id or ""))
    return curators if curators.exists() else active.filter(Q(is_superuser=True) | _holds(Role.OPERATOR, ""))


def _holds(role: str, *countries: str) -> Q:
    return Q(role_grants__role=role, role_grants__country__in=countries)


def _place(invitation: Invitation) -> str:
    body: Organization | None = invitation.organization
    return reverse("members:people", args=[body.code]) if body else reverse("accounts:home")


def _requested(notice: Notice) -> str:
    return _("Somebody asks for an account")


def _accepted(notice: Notice) -> str:
    return _("Your invitation was accepted")
