"""Which records may be about the same thing as one: candidates from the index, the city and the sources, then compared."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet

from tricity.directory.models import Country
from tricity.harvest.duplicates.likeness import Described, described, likeness, same_address
from tricity.harvest.models import Pair
from tricity.harvest.notices import tell_editors
from tricity.jobs.actions import enqueue
from tricity.knowledge.models import Record
from tricity.knowledge.topics import rarity
from tricity.language import CollectionStatistics
from tricity.search import folder
from tricity.search.engine import engine
from tricity.web.identity import PublicationState

FROM_INDEX: Final = 25
OF_A_CITY: Final = 40
OF_A_HOST: Final = 200  # records looked at for one of the same address
AT_ONCE: Final = 25  # records of one job: some seconds of work


def compare_record(pk: int) -> None:
    """Find what may be the same as a record and keep it for people; what was decided is never asked again."""
    record = _comparable().filter(pk=pk).first()
    if record is None:
        return
    own = _described(record)
    statistics = rarity(engine())
    others = _comparable().filter(pk__in=_candidates(record, own))
    _keep(own, others, statistics)


def compare_all(after: int = 0) -> None:
    """Compare every record, some at a time; the rest is a job of its own."""
    ids = list(_comparable().filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    for pk in ids:
        compare_record(pk)
    if len(ids) == AT_ONCE:
        enqueue("harvest.compare-all", key=f"harvest.compare-all:{ids[-1]}", after=ids[-1])


def compare_all_later() -> None:
    enqueue("harvest.compare-all", key="harvest.compare-all")


def compare_later(record: Record) -> None:
    enqueue("harvest.compare", key=f"harvest.compare:{record.pk}", pk=record.pk)


def _comparable() -> QuerySet[Record]:
    rows = Record.objects.filter(deleted_at=None).exclude(publication_state=PublicationState.ARCHIVED)
    return rows.select_related("city", "owner")


def _candidates(record: Record, own: Described) -> set[int]:
    """Row ids of records of the same kind worth comparing."""
    rows = _comparable().filter(kind=record.kind).exclude(pk=record.pk)
    found: set[int] = set()
    if record.city_id is not None:
        found.update(
            rows.filter(city=record.city_id).order_by("-pk").values_list("pk", flat=True)[:OF_A_CITY]
        )
    found.update(_of_the_same_address(rows, own.addresses))
    index = folder.searchable()
    if index is not None:
        visibility = [
            "public",
            *(f"country:{code}" for code in Country.objects.values_list("code", flat=True)),
        ]
        hits = index.search(
            own.whole, filters={"kind": [record.kind]}, visibility=visibility, limit=FROM_INDEX + 1
        ).hits
        found.update(int(hit.id.partition(":")[2]) for hit in hits)
    found.discard(record.pk)
    return found


def _of_the_same_address(rows: QuerySet[Record], addresses: Iterable[str]) -> Iterable[int]:
    wanted = set(addresses)
    for address in islice(sorted(wanted), 5):
        # JSON is looked into as text by its most telling part, then compared exactly.
        last = address.rpartition("/")[2]
        if not last.isascii() or len(last) < 3:
            continue
        for pk, sources in rows.filter(sources__icontains=last).values_list("pk", "sources")[:OF_A_HOST]:
            if wanted & {same_address(_url(each)) for each in sources}:
                yield pk


def _url(source: object) -> str:
    return str(source.get("url", "")) if isinstance(source, dict) else str(source)


def _described(record: Record) -> Described:
    return described(
        engine(), id=record.pk, country=record.country_id, city=record.city.code if record.city else "",
        language=record.language, title=record.title, summary=record.summary, urls=map(_url, record.sources),
    )  # fmt: skip


def _keep(own: Described, others: Iterable[Record], statistics: CollectionStatistics) -> None:
    known = {
        (pair.first_id, pair.second_id): pair
        for pair in Pair.objects.filter(Q(first=own.id) | Q(second=own.id))
    }
    fresh: list[int] = []
    for record in others:
        other = _described(record)
        one, two = (own, other) if own.id < other.id else (other, own)
        pair, found = known.get((one.id, two.id)), likeness(one, two, statistics)
        if pair is not None and pair.state != Pair.State.OPEN:
            continue
        with transaction.atomic():
            if found.is_likely:
                values = {"score": found.score, "reasons": list(found.reasons)}
                _pair, is_new = Pair.objects.update_or_create(
                    first_id=one.id, second_id=two.id, defaults=values
                )
                fresh += [record.pk] if is_new else []
            elif pair is not None:
                pair.delete()
    if fresh:
        bodies = Record.objects.filter(pk__in=[own.id, *fresh], owner__isnull=False)
        tell_editors(bodies.values_list("owner_id", flat=True))
