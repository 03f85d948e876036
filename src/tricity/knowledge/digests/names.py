"""Names of bodies and places for one reader: in the reader's language, else in Latin letters and marked."""

from __future__ import annotations

from collections.abc import Mapping

from tricity.directory.models import City, Country, Organization
from tricity.knowledge.digests.views import PartyView, PlaceView
from tricity.knowledge.models import Participation
from tricity.language import identify, romanize
from tricity.translation.names import name_in
from tricity.web.text import LocalizedText, Origin

LATIN = "en"


def shown_name(names: Mapping[str, str], native_language: str, reader: str) -> LocalizedText:
    """A kept name in the reader's language; else in English or romanized, marked DIGEST."""
    native = names.get(native_language) or next(iter(names.values()), "")
    if names.get(reader):
        return LocalizedText(names[reader], reader)
    if names.get(LATIN):
        return LocalizedText(names[LATIN], LATIN, Origin.DIGEST, native, native_language)
    if reader == native_language or not native:
        return name_in(names, reader)
    return LocalizedText(romanize(native, native_language), LATIN, Origin.DIGEST, native, native_language)


def country_view(country: Country, reader: str) -> PlaceView:
    return PlaceView(
        code=country.code,
        name=shown_name(country.names, country.language, reader),
        native=LocalizedText(country.names.get(country.language, country.code), country.language),
        url=country.get_absolute_url(),
    )


def city_view(city: City, reader: str) -> PlaceView:
    language = city.country.language
    return PlaceView(
        code=city.code,
        name=shown_name(city.names or {language: city.native_name}, language, reader),
        native=LocalizedText(city.native_name, language),
        url=city.get_absolute_url(),
    )


def party_view(participation: Participation, reader: str, *, written_in: str, readings: bool) -> PartyView:
    """A body that takes part; one outside the directory is shown by the names the record gives."""
    body = participation.organization
    if body is None:
        return _mentioned(participation, reader, written_in, readings)
    native = LocalizedText(str(body), body.language)
    name = shown_name(body.names, body.language, reader)
    foreign = body.language != reader and native.text != name.text
    return PartyView(
        role=participation.role,
        role_label=participation.get_role_display(),
        name=name,
        native=native if foreign else None,
        reading=_reading(body, native) if foreign and readings else "",
        url=body.get_absolute_url(),
    )


def _mentioned(participation: Participation, reader: str, written_in: str, readings: bool) -> PartyView:
    native_language = identify(participation.name, default=written_in)
    native = LocalizedText(participation.name, native_language)
    names = {native_language: participation.name}
    if participation.name_en:
        names[LATIN] = participation.name_en
    name = shown_name(names, native_language, reader)
    foreign = native.text != name.text
    return PartyView(
        role=participation.role,
        role_label=participation.get_role_display(),
        name=name,
        native=native if foreign else None,
        reading=romanize(native.text, native_language)
        if foreign and readings and participation.name_en
        else "",
    )


def _reading(body: Organization, native: LocalizedText) -> str:
    kept = body.readings.get(body.language, "")
    return kept if kept.isascii() and kept else romanize(native.text, native.language)
