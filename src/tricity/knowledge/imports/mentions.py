"""Named mentions of bodies and cities, tied to the directory where exactly one name fits."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db import transaction

from tricity.directory.models import City, Organization
from tricity.knowledge.actions import records_changed
from tricity.knowledge.imports.cities import CityIndex, name_key
from tricity.knowledge.imports.problems import Wrong
from tricity.knowledge.models import Deployment, Participation

CHUNK = 1000


class OrganizationIndex:
    """Organizations by every name they have; a name two bodies of one country share ties to neither."""

    def __init__(self) -> None:
        self._by_name: dict[str, set[tuple[str | None, int]]] = defaultdict(set)
        rows = Organization.objects.filter(deleted_at=None).values_list("pk", "country_id", "names")
        for pk, country, names in rows.iterator(chunk_size=2000):
            for name in names.values():
                self._by_name[name_key(name)].add((country, pk))

    def find(self, *names: str | None, country: str) -> int | None:
        """Row id of the one body so called in the country, or else anywhere; the native name counts first."""
        for name in filter(None, names):
            bodies = self._by_name.get(name_key(name), set())
            at_home = {pk for where, pk in bodies if where == country}
            anywhere = {pk for _where, pk in bodies}
            for fitting in (at_home, anywhere):
                if len(fitting) == 1:
                    return next(iter(fitting))
        return None


class CityIds:
    """Row ids of cities by country and any of their names."""

    def __init__(self) -> None:
        self._index = CityIndex()
        self._ids = {
            (country, native): pk
            for pk, country, native in City.objects.values_list("pk", "country_id", "native_name")
        }

    def find(self, country: str, name: str | None) -> int | None:
        if not name:
            return None
        try:
            return self._ids.get((country, self._index.find(country, native=name)))
        except Wrong:
            return None


@transaction.atomic
def resolve_mentions() -> int:
    """Tie every mention that names a body or a city of the directory by now; returns how many were tied."""
    records: set[int] = set()
    tied = _tie_participations(records) + _tie_deployments(records)
    records_changed(records)
    return tied


def _tie_participations(records: set[int]) -> int:
    organizations = OrganizationIndex()
    tied: list[Any] = []
    mentions = Participation.objects.filter(organization=None).select_related("record")
    for mention in mentions.only("name", "name_en", "record__country_id").iterator(chunk_size=CHUNK):
        body = organizations.find(mention.name, mention.name_en, country=mention.record.country_id)
        if body is not None:
            mention.organization_id = body
            tied.append(mention)
            records.add(mention.record_id)
    Participation.objects.bulk_update(tied, ["organization"], batch_size=300)
    return len(tied)


def _tie_deployments(records: set[int]) -> int:
    cities = CityIds()
    tied: list[Any] = []
    for mention in Deployment.objects.filter(city=None).iterator(chunk_size=CHUNK):
        city = cities.find(mention.country_code, mention.city_name)
        if city is not None:
            mention.city_id = city
            tied.append(mention)
            records.add(mention.record_id)
    Deployment.objects.bulk_update(tied, ["city"], batch_size=300)
    return len(tied)
