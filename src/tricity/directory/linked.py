"""Cities and organizations in the words of schema.org, for search engines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tricity.directory.digests import CityView, OrganizationView
from tricity.directory.models import City, Organization, OrganizationType

TYPES = {
    OrganizationType.ASSOCIATION.value: "Organization",
    OrganizationType.GOVERNMENT.value: "GovernmentOrganization",
    OrganizationType.CITY.value: "GovernmentOrganization",
    OrganizationType.COMPANY.value: "Corporation",
    OrganizationType.UNIVERSITY.value: "CollegeOrUniversity",
    OrganizationType.INTERNATIONAL.value: "Organization",
}
Address = Callable[[str], str]


def of_city(row: City, view: CityView, address: Address) -> dict[str, Any]:
    about = {
        "@type": "City",
        "@id": row.uri,
        "url": address(view.url),
        "name": str(view.name),
        "alternateName": _others(row.names, str(view.name)),
        "containedInPlace": {"@type": "Country", "name": view.country.text, "identifier": row.country_id},
    }
    if row.latitude is not None and row.longitude is not None:
        about["geo"] = {"@type": "GeoCoordinates", "latitude": row.latitude, "longitude": row.longitude}
    return about


def of_organization(row: Organization, view: OrganizationView, address: Address) -> dict[str, Any]:
    about = {
        "@type": TYPES[row.type],
        "@id": row.uri,
        "mainEntityOfPage": address(view.url),
        "name": str(view.name),
        "alternateName": _others(row.names, str(view.name)),
        "description": view.role.text,
        "url": row.url,
    }
    return {name: value for name, value in about.items() if value}


def _others(names: Mapping[str, str], shown: str) -> list[str]:
    return sorted(set(names.values()) - {shown})
