from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from tricity.accounts.rules import grants, is_operator
from tricity.harvest.models import Entry, Joining, Pair, Run, Source
from tricity.knowledge.models import Record
from tricity.knowledge.queries import curated_countries, edited_bodies
from tricity.web.identity import PublicationState


def sources() -> QuerySet[Source]:
    return Source.objects.select_related("owner__country", "owner__city", "city")


def kept_countries(user: Any) -> list[str] | None:
    """Codes of the countries whose bodies' sources the person keeps; None means all."""
    held = {country for role, country in grants(user) if role == "curator"}
    return None if is_operator(user) or "" in held else sorted(held)


def visible_sources(user: Any) -> QuerySet[Source]:
    """Sources the person keeps or whose body the person edits for, each with the state and the end of its last run."""
    countries = kept_countries(user)
    last = Run.objects.filter(source=OuterRef("pk")).order_by("-started_at", "-pk")
    rows = sources().annotate(
        last_state=Subquery(last.values("state")[:1]), last_at=Subquery(last.values("touched_at")[:1])
    )
    if countries is not None:
        rows = rows.filter(Q(owner__country__in=countries) | Q(owner__in=edited_bodies(user)))
    return rows


def runs() -> QuerySet[Run]:
    return Run.objects.select_related("source__owner__country", "source__owner__city", "source__city", "by")


def entries() -> QuerySet[Entry]:
    return Entry.objects.select_related("source__owner__country", "record__owner", "record__city")


def entry_of(record_id: int) -> Entry | None:
    return entries().filter(record=record_id).first()


def open_pairs(user: Any) -> QuerySet[Pair]:
    """What the person may look at: both records still there, one of them theirs to edit, the likeliest first."""
    rows = pairs().filter(state=Pair.State.OPEN, first__deleted_at=None, second__deleted_at=None)
    rows = rows.exclude(first__publication_state=PublicationState.ARCHIVED)
    rows = rows.exclude(second__publication_state=PublicationState.ARCHIVED)
    countries = curated_countries(user)
    if countries is None:
        return rows
    return rows.filter(
        _editable("first", user, countries) & _readable("second", user, countries)
        | _editable("second", user, countries) & _readable("first", user, countries)
    )


def pairs() -> QuerySet[Pair]:
    return Pair.objects.select_related(
        "first__owner", "first__city", "second__owner", "second__city", "decided_by"
    )


def _editable(side: str, user: Any, countries: list[str]) -> Q:
    bodies = edited_bodies(user)
    waiting = Q(**{f"{side}__publication_state": PublicationState.SUBMITTED})
    return Q(**{f"{side}__country__in": countries}) | (Q(**{f"{side}__owner__in": bodies}) & ~waiting)


def _readable(side: str, user: Any, countries: list[str]) -> Q:
    public = Q(**{f"{side}__publication_state": PublicationState.PUBLISHED})
    return (
        public | Q(**{f"{side}__country__in": countries}) | Q(**{f"{side}__owner__in": edited_bodies(user)})
    )


def successor_of(record: Record) -> Record | None:
    """The record this one was joined with, followed to the last; None where it was not."""
    seen = {record.pk}
    joining = Joining.objects.filter(gone=record.pk, undone_at=None).select_related("kept").first()
    found = None
    while joining is not None and joining.kept_id not in seen:
        found = joining.kept
        seen.add(found.pk)
        joining = Joining.objects.filter(gone=found.pk, undone_at=None).select_related("kept").first()
    return found if found is not None and found.deleted_at is None else None


def joinings_into(record: Record) -> QuerySet[Joining]:
    return Joining.objects.filter(kept=record.pk, undone_at=None).select_related("gone")
