"""Cities on locator maps, with the same places as a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tricity.directory import queries
from tricity.directory.maps import MOST_POINTS, LocatorMap, MapPoint, crowd, locator
from tricity.directory.models import City, Country
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


def map_of(spots: Sequence[queries.Spot], rows: Mapping[int, City], language: str) -> PlacesMap:
    """A map of these cities, which are in the order of their names.

    Where they are few, `rows` holds every one of them: then the points are links, and a short list stands beside them.
    """
    title, description = _("Map of the cities"), _("The land and where the cities lie.")
    if len(spots) > MOST_POINTS:
        positions = [(north, east) for _pk, north, east in spots if north is not None and east is not None]
        return PlacesMap(crowd(positions, title=title, description=description), (), len(positions))
    placed = [rows[pk] for pk, north, east in spots if north is not None and east is not None and pk in rows]
    drawn = locator([_point(city, language) for city in placed], title=title, description=description)
    places = tuple(_place(city, language) for city in placed) if len(placed) <= LISTED else ()
    return PlacesMap(drawn, places, len(placed))


def map_of_country(country: Country, language: str) -> PlacesMap:
    """A map of the country's cities; two queries, one where they are many."""
    spots = queries.spots(queries.cities().filter(country=country), language=language)
    rows = queries.cities_of(country) if needed(spots) else ()
    return map_of(spots, {city.pk: city for city in rows}, language)


def needed(spots: Sequence[queries.Spot]) -> list[int]:
    """Row ids `map_of` needs the names of: all where they are few, else none."""
    return [pk for pk, _, _ in spots] if len(spots) <= MOST_POINTS else []


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
