"""Names of bodies and places in a record, for one reader."""

from __future__ import annotations

from tricity.directory.models import City, Country
from tricity.directory.names import city_name, country_name, mention, organization_display
from tricity.knowledge.digests.views import PartyView, PlaceView
from tricity.knowledge.models import Participation
from tricity.web.text import LocalizedText


def country_view(country: Country, reader: str) -> PlaceView:
    return PlaceView(
        code=country.code,
        name=country_name(country, reader),
        native=LocalizedText(country.names.get(country.language, country.code), country.language),
        url=country.get_absolute_url(),
    )


def city_view(city: City, reader: str) -> PlaceView:
    return PlaceView(
        code=city.code,
        name=city_name(city, reader),
        native=LocalizedText(city.native_name, city.country.language),
        url=city.get_absolute_url(),
    )


def party_view(participation: Participation, reader: str, *, written_in: str) -> PartyView:
    """A body that takes part; one outside the directory is shown by the names the record gives."""
    body = participation.organization
    if body is None:
        shown = mention(participation.name, participation.name_en, reader, written_in)
    else:
        shown = organization_display(body, reader)
    return PartyView(
        role=participation.role,
        role_label=participation.get_role_display(),
        name=shown.text,
        native=shown.native,
        reading=shown.romanized,
        url=body.get_absolute_url() if body and body.deleted_at is None else "",
    )
