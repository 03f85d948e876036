"""Reading the directory: countries, cities, organizations, always ordered by name in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection
from django.db.models import Count, Expression, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Collate

from tricity.accounts.models import User
from tricity.directory.models import City, Country, Membership, Organization
from tricity.directory.names import squeeze

Spot = tuple[int, float | None, float | None]


def name_order(language: str, keys: str = "sort_keys") -> Expression:
    """The stored sort key of the reader's language, compared by code point on every database; `keys` leads to the column."""
    key = KeyTextTransform(language, keys)
    return Collate(key, "C") if connection.vendor == "postgresql" else key


def countries_in_order(language: str) -> list[Country]:
    """All countries by name in the reader's language: none of them is the first."""
    return sorted(
        Country.objects.all(), key=lambda country: (country.sort_keys.get(language, ""), country.code)
    )


def bodies_of(country: Country, *, language: str, limit: int) -> list[Organization]:
    """At most `limit` organizations of a country by name, those that act for all its cities before the others."""
    rows = organizations().filter(country=country)
    return list(rows.order_by("-is_national_body", name_order(language), "pk")[:limit])


def cities() -> QuerySet[City]:
    return City.objects.select_related("country")


def organizations() -> QuerySet[Organization]:
    """Every organization that has not been deleted."""
    return Organization.objects.filter(deleted_at=None).select_related("country")


def national_bodies() -> QuerySet[Organization]:
    """The bodies that act for the cities of their whole country."""
    return organizations().filter(is_national_body=True, country__isnull=False)


def called(text: str) -> Q:
    """Rows some form of whose name holds `text`: a name in any language, its reading, its romanization."""
    form = squeeze(text)
    return Q(name_forms__contains=form) if form else Q()


def exactly_called(text: str) -> Q:
    """Rows one form of whose name is `text`, apart from case, accents, spaces and the shape of Han characters."""
    form = squeeze(text)
    return Q(name_forms__contains=f"\n{form}\n") if form else Q(pk__in=[])


def city_counts() -> dict[str, int]:
    """Country code → how many of its cities are in the directory."""
    rows = City.objects.order_by().values_list("country_id").annotate(Count("pk"))
    return dict(rows)


def find_city(
    country: str,
    official_code: str | None = None,
    native_name: str | None = None,
    name: str | None = None,
) -> City | None:
    """The city of a country by official code, else native name, else any of its names; None where none or several fit."""
    here = City.objects.filter(country_id=country)
    if official_code and (found := here.filter(official_code=official_code).first()):
        return found
    if native_name and (found := here.filter(native_name=native_name).first()):
        return found
    for text in filter(None, (native_name, name)):
        matches = list(here.filter(exactly_called(text))[:2])
        if len(matches) == 1:
            return matches[0]
    return None


def find_organization(name: str, country: str | None = None) -> Organization | None:
    """The organization that is so called in any language; None where none or several fit."""
    bodies = organizations().filter(exactly_called(name))
    if country:
        bodies = bodies.filter(Q(country_id=country) | Q(country=None))
    matches = list(bodies[:2])
    return matches[0] if len(matches) == 1 else None


def cities_around(city: City, *, degrees: float) -> QuerySet[City]:
    """Other cities at most so many degrees north, south, east or west of this one."""
    if city.latitude is None or city.longitude is None:
        return City.objects.none()
    return (
        cities()
        .exclude(pk=city.pk)
        .filter(
            latitude__range=(city.latitude - degrees, city.latitude + degrees),
            longitude__range=(city.longitude - degrees, city.longitude + degrees),
        )
    )


def administering(city: City) -> QuerySet[Organization]:
    """The bodies that administer the city."""
    return organizations().filter(city=city)


def spots(rows: QuerySet[City], *, language: str) -> list[Spot]:
    """(row id, latitude, longitude) of these cities, by name in the reader's language; cheap for thousands."""
    return list(rows.order_by(name_order(language), "pk").values_list("pk", "latitude", "longitude"))


def cities_of(country: Country) -> list[City]:
    """The cities of the country, with no more than their names and places."""
    rows = City.objects.filter(country=country)
    found = list(rows.only("code", "names", "native_name", "latitude", "longitude", "country_id"))
    for city in found:
        city.country = country
    return found


def cities_by_id(ids: Iterable[int]) -> dict[int, City]:
    return cities().defer("name_forms").in_bulk(list(ids))


def body_called(text: str) -> Organization | None:
    """The organization with this code, or the only one with this name in any language."""
    return organizations().filter(code=text).first() or find_organization(text)


def city_called(text: str) -> City | None:
    """The city with this code, or the only one with this name in any language."""
    found = list(cities().filter(Q(code=text) | exactly_called(text))[:2])
    return found[0] if len(found) == 1 else None


def people_of(bodies: Iterable[int], *, editing: bool = False) -> QuerySet[User]:
    """Active people who act for any of these organizations; with `editing`, only those who edit for it."""
    rows = Membership.objects.filter(organization__in=list(bodies))
    if editing:
        rows = rows.filter(role__in=(Membership.Role.EDITOR, Membership.Role.ADMINISTRATOR))
    return User.objects.filter(pk__in=rows.values("user"), is_active=True).order_by("pk")
