"""Cities on locator maps, with the same places as a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tricity.directory import queries
from tricity.directory.maps import MOST_POINTS, LocatorMap, MapPoint, locator
from tricity.directory.models import City
from tricity.directory.names import city_name
from tricity.web.text import LocalizedText

NEIGHBOURS = 30
NEAR_DEGREES = 1.5
LISTED = 200


@dataclass(frozen=True, slots=True)
class Place:
    """A city in a list beside a map."""

    name: LocalizedText
    url: str


@dataclass(frozen=True, slots=True)
class PlacesMap:
    """A map, the places on it by name, and how many places there are in all (0: nothing to draw)."""

    map: LocatorMap
    places: tuple[Place, ...]
    total: int

    @property
    def is_listed(self) -> bool:
        return bool(self.places)


def map_of(rows: QuerySet[City], language: str, *, listed: bool = False) -> PlacesMap:
    """A map of all these cities; `listed` adds them by name where they are few. One query, two for few cities."""
    positions = queries.placed(rows)
    found: Sequence[City] = ()
    if len(positions) <= MOST_POINTS:
        found = list(
            rows.filter(pk__in=[pk for pk, _, _ in positions]).order_by(queries.name_order(language), "pk")
        )
        points = [_point(city, language) for city in found]
    else:
        points = [MapPoint(latitude, longitude) for _pk, latitude, longitude in positions]
    drawn = locator(points, title=_("Map of the cities"), description=_("The land and where the cities lie."))
    places = tuple(_place(city, language) for city in found) if listed and len(found) <= LISTED else ()
    return PlacesMap(drawn, places, len(positions))


def map_around(city: City, language: str) -> PlacesMap | None:
    """The city and the nearest others around it; None where its place is not known."""
    if city.latitude is None or city.longitude is None:
        return None
    latitude, longitude = city.latitude, city.longitude
    around = list(queries.cities_around(city, degrees=NEAR_DEGREES))
    around.sort(key=lambda each: _square(each, latitude, longitude))
    others = sorted(around[:NEIGHBOURS], key=lambda each: each.sort_keys.get(language, ""))
    drawn = locator(
        [_point(each, language) for each in others],
        current=MapPoint(latitude, longitude, str(city_name(city, language))),
        title=_("Where the city lies"),
        description=_("The land, the city, and other cities near it that are in this directory."),
    )
    return PlacesMap(drawn, tuple(_place(each, language) for each in others), len(others) + 1)


def _point(city: City, language: str) -> MapPoint:
    assert city.latitude is not None
    assert city.longitude is not None
    name = city_name(city, language)
    return MapPoint(city.latitude, city.longitude, name.text, name.language, city.get_absolute_url())


def _place(city: City, language: str) -> Place:
    return Place(city_name(city, language), city.get_absolute_url())


def _square(city: City, latitude: float, longitude: float) -> float:
    return ((city.latitude or 0) - latitude) ** 2 + ((city.longitude or 0) - longitude) ** 2
