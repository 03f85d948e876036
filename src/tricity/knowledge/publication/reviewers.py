"""Who reviews for which country: curators by role, editors of the reviewing bodies, their deputies for a time."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db.models import CharField, Q, QuerySet, Value
from django.utils import timezone

from tricity.accounts.models import RoleGrant, User
from tricity.accounts.rules import grants, is_operator
from tricity.directory.models import Membership
from tricity.knowledge.models import Deputy, Record, ReviewingBody
from tricity.web.identity import PublicationState

EDITING_ROLES = (Membership.Role.EDITOR, Membership.Role.ADMINISTRATOR)
CURATOR = RoleGrant.Role.CURATOR
DEPUTY = "deputy"  # beside the roles of memberships


def national_reviews(user: Any) -> frozenset[str]:
    """Codes of the countries the person reviews for as one of theirs, not as a secretariat; read once per request object."""
    if not user.is_authenticated:
        return frozenset()
    if not hasattr(user, "_national_reviews"):
        granted = {country for role, country in grants(user) if role == CURATOR and country}
        user._national_reviews = frozenset(granted | _by_bodies(user))
    return user._national_reviews


def _by_bodies(user: Any) -> set[str]:
    """Countries of the bodies the person edits or stands in for; reads the memberships in the same query."""
    today = timezone.localdate()
    deputyships = Deputy.objects.filter(user=user, starts_on__lte=today, ends_on__gte=today)
    rows = (
        Membership.objects.filter(user=user)
        .order_by()
        .values_list("organization_id", "role", "organization__reviews__country_id")
    )
    rows = rows.union(
        deputyships.order_by().values_list(
            "body__organization_id", Value(DEPUTY, CharField()), "body__country_id"
        ),
        all=True,
    )
    found = list(rows)
    if not hasattr(user, "_memberships"):
        user._memberships = {pk: role for pk, role, _country in found if role != DEPUTY}
    return {country for _pk, role, country in found if country and role in (*EDITING_ROLES, DEPUTY)}


def is_deputy(user: Any) -> bool:
    """Stands in for a reviewing body, today or later."""
    return Deputy.objects.filter(user=user, ends_on__gte=timezone.localdate()).exists()


def is_secretariat(user: Any) -> bool:
    """Operators, and curators of no single country."""
    return is_operator(user) or (CURATOR, "") in grants(user)


def reviewed_countries(user: Any) -> list[str] | None:
    """Codes of the countries the person reviews for; None means all of them."""
    return None if is_secretariat(user) else sorted(national_reviews(user))


def reviews_for(user: Any, country: str) -> bool:
    return is_secretariat(user) or country in national_reviews(user)


def reviews_anything(user: Any) -> bool:
    return is_secretariat(user) or bool(national_reviews(user))


def bodies_of(country: str) -> QuerySet[ReviewingBody]:
    """The reviewing bodies of a country, in the order they were named."""
    return ReviewingBody.objects.filter(country=country).select_related("organization").order_by("pk")


def overdue_before() -> dt.datetime:
    """What was submitted before this moment has waited longer than the operator's period."""
    return timezone.now() - dt.timedelta(days=settings.REVIEW_DAYS)


def is_overdue(record: Record) -> bool:
    return (
        record.publication_state == PublicationState.SUBMITTED
        and record.submitted_at is not None
        and record.submitted_at <= overdue_before()
    )


def stands_in(user: Any, record: Record) -> bool:
    """Whether the person would publish in place of the reviewing bodies of the country; False where it has none."""
    return (
        is_secretariat(user)
        and record.country_id not in national_reviews(user)
        and ReviewingBody.objects.filter(country=record.country_id).exists()
    )


def countries_left_to_bodies(user: Any) -> frozenset[str]:
    """Codes of the countries whose reviewing bodies have still to read what this person publishes; None: a command."""
    own = national_reviews(user) if user is not None else frozenset()
    return frozenset(ReviewingBody.objects.values_list("country_id", flat=True)) - own


def reviewers_of(country: str) -> list[User]:
    """Everybody who reviews for the country as one of theirs today, in order of id."""
    today = timezone.localdate()
    granted = Q(role_grants__role=CURATOR, role_grants__country=country)
    member = Q(memberships__organization__reviews__country=country, memberships__role__in=EDITING_ROLES)
    deputy = Q(
        deputyships__body__country=country,
        deputyships__starts_on__lte=today,
        deputyships__ends_on__gte=today,
    )
    return list(User.objects.filter(granted | member | deputy, is_active=True).distinct().order_by("pk"))
