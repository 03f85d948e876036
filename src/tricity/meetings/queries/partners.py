from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from tricity.cooperation.models import Match
from tricity.cooperation.queries import matches_between
from tricity.directory.models import Organization, OrganizationType
from tricity.discussion.queries.messages import apart_from
from tricity.events.models import Event
from tricity.knowledge.queries import public_records
from tricity.meetings.models import Partner
from tricity.participation.models import Registration

MOST_SUGGESTED = 6


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom somebody looks for; `records` is a kind of record their organization has published."""

    country: str = ""
    language: str = ""
    role: str = ""
    records: str = ""


def own_partner(registration: Registration) -> Partner | None:
    return _rows().filter(registration=registration).first()


def partner_by_code(event: Event, code: str, *, user: Any) -> Partner | None:
    """One who is listed; nobody whom the user has blocked, or who has blocked the user."""
    return _listed(event, user).filter(code=code).first()


def partners_to_meet(event: Event, wanted: Wanted, *, user: Any) -> QuerySet[Partner]:
    """The others who wish to be found, the first who came first."""
    rows = _listed(event, user).order_by("listed_at", "pk")
    if wanted.country:
        rows = rows.filter(registration__country=wanted.country)
    if wanted.role:
        rows = rows.filter(registration__role=wanted.role)
    if wanted.language:
        # Kept as JSON, in which the two databases look for a value in different ways.
        speaking = [pk for pk, known in rows.values_list("pk", "languages") if wanted.language in known]
        rows = rows.filter(pk__in=speaking)
    if wanted.records:
        rows = rows.filter(_has_published(wanted.records))
    return rows


def matches_with(mine: Organization | None, theirs: Collection[Organization]) -> Mapping[int, Match]:
    """Id of a body → the best match between a published record of it and one of mine; one query."""
    if mine is None or not theirs:
        return {}
    others = public_records().filter(_about(theirs))
    found: dict[int, Match] = {}
    matches = matches_between(public_records().filter(_about([mine])), others).select_related("need", "other")
    for match in matches[:200]:
        for body in theirs:
            if any(_is_of(record, body) for record in (match.need, match.other)):
                found.setdefault(body.pk, match)
    return found


def _rows() -> QuerySet[Partner]:
    return Partner.objects.select_related(
        "user", "registration__event", "registration__country", "registration__organization__country"
    )


def _listed(event: Event, user: Any) -> QuerySet[Partner]:
    return (
        _rows()
        .filter(
            registration__event=event,
            registration__state=Registration.State.CONFIRMED,
            user__is_active=True,
            listed_at__isnull=False,
        )
        .exclude(user=user.pk)
        .exclude(user__in=apart_from(user))
    )


def _has_published(kind: str) -> Exists:
    """A record is a body's own where it owns it, or administers the city of one that nobody owns."""
    body = OuterRef("registration__organization")
    city = OuterRef("registration__organization__city")
    of_city = Q(owner=None, city=city) & Q(city__isnull=False)
    rows = public_records().filter(Q(owner=body) | of_city, kind=kind)
    return Exists(rows)


def _about(bodies: Collection[Organization]) -> Q:
    cities = [each.city_id for each in bodies if each.type == OrganizationType.CITY and each.city_id]
    return Q(owner__in=[each.pk for each in bodies]) | Q(owner=None, city__in=cities)


def _is_of(record: Any, body: Organization) -> bool:
    if record.owner_id is not None:
        return bool(record.owner_id == body.pk)
    return body.type == OrganizationType.CITY and body.city_id is not None and record.city_id == body.city_id
