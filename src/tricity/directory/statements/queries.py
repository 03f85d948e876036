from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from tricity.accounts.models import RoleGrant
from tricity.accounts.rules import grants, is_operator
from tricity.directory import queries
from tricity.directory.models import Country, Organization, OrganizationType
from tricity.directory.statements.choices import State
from tricity.directory.statements.models import FRESH_DAYS, CardEntry, Service, Statement, StatementVersion


def services() -> QuerySet[Service]:
    """Every service of a body that has not been deleted, in whatever state."""
    rows = Service.objects.filter(organization__deleted_at=None)
    return rows.select_related("organization__country")


def entries() -> QuerySet[CardEntry]:
    return CardEntry.objects.select_related("country")


def statements(model: type[Statement]) -> QuerySet[Any]:
    return services() if model is Service else entries()


def public_services() -> QuerySet[Service]:
    """The kinds as `ServiceKind` has them are put in order by whoever shows them."""
    return services().filter(state=State.PUBLISHED)


def public_entries() -> QuerySet[CardEntry]:
    return entries().filter(state=State.PUBLISHED)


def services_of(organization: Organization, *, with_drafts: bool) -> QuerySet[Service]:
    """A body's services; taken back ones are left out."""
    rows = services().filter(organization=organization).exclude(state=State.WITHDRAWN)
    return (rows if with_drafts else rows.filter(state=State.PUBLISHED)).order_by("kind", "pk")


def stating_services(bodies: QuerySet[Organization]) -> QuerySet[Organization]:
    """The bodies with `states_services`: whether there is any to look up, which most have not."""
    return bodies.annotate(states_services=Exists(Service.objects.filter(organization=OuterRef("pk"))))


def card_of(country: Country, *, with_drafts: bool) -> QuerySet[CardEntry]:
    """The entries of a country's card, those of the latest day first; taken back ones are left out."""
    rows = entries().filter(country=country).exclude(state=State.WITHDRAWN)
    rows = rows if with_drafts else rows.filter(state=State.PUBLISHED)
    return rows.order_by("section", "-as_of", "-valid_from", "pk")


def section_of_all(section: str) -> QuerySet[CardEntry]:
    return public_entries().filter(section=section).order_by("-as_of", "-valid_from", "pk")


def bodies_with_services(language: str) -> QuerySet[Organization]:
    """National bodies, international ones, and whoever else states a service, by name."""
    stated = Service.objects.filter(state=State.PUBLISHED).values("organization")
    national = Q(is_national_body=True, country__isnull=False)
    international = Q(type=OrganizationType.INTERNATIONAL, country=None)
    rows = queries.organizations().filter(national | international | Q(pk__in=stated))
    return rows.order_by(queries.name_order(language), "pk")


def versions(row: Statement) -> QuerySet[StatementVersion]:
    """All versions kept, newest first."""
    kept = StatementVersion.objects.filter(subject_kind=row._meta.label_lower, subject_id=row.pk)
    return kept.select_related("by").order_by("-number")


def out_of_date(model: type[Statement], user: Any) -> QuerySet[Any]:
    """What is old of the person's country; oldest first."""
    return old(model).filter(_mine(model, user)).order_by("checked", "pk")


def old(model: type[Statement]) -> QuerySet[Any]:
    """Public statements that have ended, or that nobody confirmed for a year, with `checked`, the day it was last."""
    today = timezone.localdate()
    rows = statements(model).filter(state=State.PUBLISHED)
    rows = rows.annotate(checked=Coalesce("confirmed_on", "read_on", TruncDate("created_at")))
    is_old = Q(checked__lt=today - dt.timedelta(days=FRESH_DAYS)) | Q(valid_until__lt=today)
    return rows.filter(is_old)


def _mine(model: type[Statement], user: Any) -> Q:
    held = {country for role, country in grants(user) if role == RoleGrant.Role.CURATOR}
    if is_operator(user) or "" in held:
        return Q()
    column = "organization__country__in" if model is Service else "country__in"
    return Q(**{column: sorted(held)})
