from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import F, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from tricity.accounts.models import RoleGrant
from tricity.accounts.rules import grants, is_operator
from tricity.cooperation.models import Evidence, Interest, InterestNote, Opportunity
from tricity.cooperation.queries.opportunities import in_countries
from tricity.directory.models import Organization
from tricity.directory.queries import organizations
from tricity.directory.rules import memberships
from tricity.knowledge.models import Record

DAY = dt.timedelta(days=1)
# How far a contact must have come before the other side's limited fields are read.
IN_CONTACT = (
    Interest.Status.IN_CONTACT,
    Interest.Status.AGREED,
    Interest.Status.PILOT,
    Interest.Status.RESULT,
)


def _rows() -> QuerySet[Interest]:
    return Interest.objects.select_related(
        "organization__country",
        "record__country",
        "record__city__country",
        "opportunity__concept",
        "by",
    ).order_by("-created_at", "-pk")


def interests_of(user: Any) -> QuerySet[Interest]:
    """Threads the person takes part in, for either side or as a curator; operators see all. Newest first."""
    countries = _curated(user)
    if countries is None:
        return _rows()
    bodies = list(memberships(user))
    condition = Q(organization__in=bodies) | Q(pk__in=_addressed(bodies))
    rows = _rows()
    if countries:
        rows = rows.annotate(country_text=Cast("opportunity__countries", TextField()))
        condition |= Q(organization__country__in=countries) | Q(record__country__in=countries)
        condition |= in_countries(countries)
    return rows.filter(condition)


def _curated(user: Any) -> list[str] | None:
    """Codes of the countries whose curator the person is, None for all; who only stands in for reviewing reads no letters."""
    held = {country for role, country in grants(user) if role == RoleGrant.Role.CURATOR}
    return None if is_operator(user) or "" in held else sorted(held)


def sent_by(bodies: Iterable[int]) -> QuerySet[Interest]:
    return _rows().filter(organization__in=bodies)


def received_by(bodies: Iterable[int]) -> QuerySet[Interest]:
    """What others wrote to these bodies."""
    bodies = list(bodies)
    return _rows().filter(pk__in=_addressed(bodies)).exclude(organization__in=bodies)


def addressed_to(interest: Interest) -> QuerySet[Organization]:
    """The bodies on the other side: those written to at the time, and those the subject names now."""
    subject = interest.record or interest.opportunity
    now = recipients_of(subject) if subject is not None else Organization.objects.none()
    everyone = Q(pk__in=interest.recipients.values("pk")) | Q(pk__in=now.values("pk"))
    return organizations().filter(everyone).exclude(pk=interest.organization_id)


def recipients_of(subject: Record | Opportunity) -> QuerySet[Organization]:
    """Whom to write to about it: owner, administration of the city, bodies that take part; of a candidate, all of
    those of its records, and the bodies that could support it.
    """
    if isinstance(subject, Record):
        records = Record.objects.filter(pk=subject.pk)
    else:
        records = Record.objects.filter(evidence__opportunity=subject)
    named = (
        Q(pk__in=records.values("owner"))
        | Q(city__in=records.exclude(city=None).values("city"))
        | Q(participations__record__in=records.values("pk"))
    )
    if isinstance(subject, Opportunity):
        supporting = Evidence.objects.filter(opportunity=subject, role=Evidence.Role.SUPPORT)
        named |= Q(pk__in=supporting.values("organization"))
    return organizations().filter(named).distinct()


def sent_lately(body: Organization) -> int:
    """How often the body has written within a day."""
    return Interest.objects.filter(organization=body, created_at__gt=timezone.now() - DAY).count()


def similar_interest(
    body: Organization, subject: Record | Opportunity, *, kind: str, message: str
) -> Interest | None:
    """The thread a second press of the button belongs to: the same interest, or the same words within a day."""
    mine = _about(subject).filter(organization=body, kind=kind).exclude(status=Interest.Status.DROPPED)
    if kind == Interest.Kind.QUESTION or message:
        mine = mine.filter(message=message, created_at__gt=timezone.now() - DAY)
    return mine.order_by("-created_at").first()


def _about(subject: Record | Opportunity) -> QuerySet[Interest]:
    if isinstance(subject, Record):
        return Interest.objects.filter(record=subject)
    return Interest.objects.filter(opportunity=subject)


def _addressed(bodies: list[int]) -> QuerySet[Interest, int]:
    """Ids of the threads addressed to any of these bodies."""
    records = Record.objects.filter(
        Q(owner__in=bodies) | Q(city__organizations__in=bodies) | Q(participations__organization__in=bodies)
    )
    candidates = Evidence.objects.filter(Q(organization__in=bodies) | Q(record__in=records.values("pk")))
    condition = (
        Q(recipients__in=bodies)
        | Q(record__in=records.values("pk"))
        | Q(opportunity__in=candidates.values("opportunity"))
    )
    return Interest.objects.filter(condition).values_list("pk", flat=True)


def matched_among(user: Any, records: Collection[Record]) -> set[int]:
    """Ids of the records a body of the person is in contact about: one it was addressed to has said so itself.

    The asking side's own word is not enough, nor a contact that was dropped since.
    """
    answers = InterestNote.objects.filter(
        interest__record__in=[row.pk for row in records],
        interest__organization__in=list(memberships(user)),
        interest__status__in=IN_CONTACT,
        status__in=IN_CONTACT,
        organization=F("interest__recipients"),
    )
    answers = answers.exclude(organization=F("interest__organization")).order_by()
    return set(answers.values_list("interest__record_id", flat=True))
