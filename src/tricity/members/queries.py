from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from tricity.accounts.models import RoleGrant, User
from tricity.accounts.rules import grants, is_operator
from tricity.directory import queries as directory
from tricity.directory.models import Membership, Organization
from tricity.members.codes import digest_of
from tricity.members.models import ADMINISTRATOR, RANKS, AccountRequest, Invitation, RecoveryCode

MOST_CANDIDATES = 10
CURATOR = RoleGrant.Role.CURATOR


def open_invitations(organization: Organization) -> QuerySet[Invitation]:
    """Neither accepted nor withdrawn, newest first; expired ones are among them, to be renewed."""
    rows = Invitation.objects.filter(organization=organization, accepted_at=None, withdrawn_at=None)
    return rows.select_related("invited_by")


def valid_invitations() -> QuerySet[Invitation]:
    return Invitation.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now())


def invitation_of(secret: str) -> Invitation | None:
    """What the link opens; None where it opens nothing (any more)."""
    rows = valid_invitations().select_related("organization", "invited_by")
    return rows.filter(digest=digest_of(secret)).first()


def people_of(organization: Organization) -> list[Membership]:
    """Its memberships, administrators first, by name as kept."""
    rows = list(organization.memberships.select_related("user"))
    return sorted(rows, key=lambda row: (-RANKS.index(row.role), row.user.display_name, row.pk))


def role_counts(organization: Organization) -> dict[str, int]:
    """Role → how many people with an account in use have it."""
    rows = organization.memberships.filter(user__is_active=True).order_by().values_list("role")
    return dict(rows.annotate(Count("pk")))


def administrators(organization: Organization) -> QuerySet[Membership]:
    """Those whose accounts are in use."""
    return organization.memberships.filter(role=ADMINISTRATOR, user__is_active=True)


def requests() -> QuerySet[AccountRequest]:
    """Every request with `has_administrator`: whether somebody administers the organization asked for."""
    holders = Membership.objects.filter(
        organization=OuterRef("organization"), role=ADMINISTRATOR, user__is_active=True
    )
    return AccountRequest.objects.annotate(has_administrator=Exists(holders)).select_related(
        "organization", "country"
    )


def requests_for(user: Any) -> QuerySet[AccountRequest]:
    """What this person may decide on, in every state, oldest first."""
    if not user.is_authenticated:
        return requests().none()
    if is_operator(user):
        return requests()
    administered = Membership.objects.filter(user=user, role=ADMINISTRATOR).values("organization")
    return requests().filter(Q(organization__in=administered) | _of_curator(user))


def _of_curator(user: Any) -> Q:
    countries = {country for role, country in grants(user) if role == CURATOR}
    if not countries:
        return Q(pk__in=[])
    unheld = Q(has_administrator=False)
    return unheld if "" in countries else unheld & Q(country__in=countries)


def requests_left_to_operators() -> QuerySet[AccountRequest]:
    """Of bodies without administrator, in a country without curator."""
    curators = RoleGrant.objects.filter(role=CURATOR, user__is_active=True).filter(
        Q(country="") | Q(country=OuterRef("country_id"))
    )
    return requests().filter(~Exists(curators), Q(has_administrator=False))


def request_of(secret: str) -> AccountRequest | None:
    """The request looked up by its person."""
    return AccountRequest.objects.filter(digest=digest_of(secret)).select_related("organization").first()


def candidates(text: str) -> list[Organization]:
    """Organizations some form of whose name holds the text, at most ten and one more."""
    if not text.strip():
        return []
    return list(
        directory.organizations().filter(directory.called(text)).order_by("pk")[: MOST_CANDIDATES + 1]
    )


def recovery_of(user_name: str, secret: str) -> RecoveryCode | None:
    """The code of the sheet, or of a link given out; the same single query whether the account exists or not."""
    return _valid_codes().filter(digest=digest_of(secret), user__username=user_name).first()


def recovery_link(secret: str) -> RecoveryCode | None:
    return _valid_codes().filter(digest=digest_of(secret), expires_at__isnull=False).first()


def _valid_codes() -> QuerySet[RecoveryCode]:
    lasts = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
    return RecoveryCode.objects.filter(lasts, user__is_active=True).select_related("user", "issued_by")


def codes_of_sheet(user: User) -> QuerySet[RecoveryCode]:
    """The codes of the person's sheet that have not been used."""
    return RecoveryCode.objects.filter(user=user, expires_at=None)


def accounts(text: str = "", *, state: str = "") -> QuerySet[User]:
    """Accounts by user name; `text` is part of the user name or of a name; `state` is active, inactive or empty."""
    rows = User.objects.order_by("username").prefetch_related("role_grants")
    if text:
        named = (
            Q(username__icontains=text) | Q(native_name__icontains=text) | Q(romanized_name__icontains=text)
        )
        rows = rows.filter(named | Q(reading__icontains=text))
    if state:
        rows = rows.filter(is_active=state == "active")
    return rows
