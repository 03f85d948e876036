"""A record in the words of schema.org, for search engines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tricity.knowledge.digests import RecordView
from tricity.knowledge.models import Kind, Record
from tricity.language import bcp47
from tricity.web.text import LocalizedText

Address = Callable[[str], str]


def linked_data(record: Record, view: RecordView, address: Address) -> dict[str, Any]:
    """An initiative or a need is a work in words; a solution is a service. `address` makes a path absolute."""
    about: dict[str, Any] = {
        "@id": record.uri,
        "url": address(view.url),
        "name": view.title.text,
        "datePublished": record.published_at.date().isoformat() if record.published_at else None,
        "dateModified": record.updated_at.date().isoformat(),
    }
    if record.kind == Kind.SOLUTION:
        providers = [_body(party.name, party.url, address) for party in view.parties]
        own = {
            "@type": "Service",
            "description": view.summary.text,
            "provider": providers,
            "areaServed": _place(view),
        }
        dates = ("datePublished", "dateModified")
        return _told({**{name: value for name, value in about.items() if name not in dates}, **own})
    work: dict[str, Any] = {
        "@type": "CreativeWork",
        "abstract": view.summary.text,
        "inLanguage": bcp47(view.title.language),
        "about": [
            {"@type": "DefinedTerm", "name": topic.name.text, "url": address(topic.url)}
            for topic in view.topics
        ],
        "spatialCoverage": _place(view),
        "contributor": [_body(party.name, party.url, address) for party in view.parties],
        "isBasedOn": [source.url for source in view.sources],
        "translationOfWork": _original(record, view),
    }
    return _told({**about, **work})


def _place(view: RecordView) -> dict[str, Any]:
    country = {"@type": "Country", "name": view.country.name.text, "identifier": view.country.code}
    if view.city is None:
        return country
    return {"@type": "City", "name": view.city.name.text, "containedInPlace": country}


def _body(name: LocalizedText, url: str, address: Address) -> dict[str, Any]:
    return _told({"@type": "Organization", "name": name.text, "url": address(url) if url else None})


def _original(record: Record, view: RecordView) -> dict[str, Any] | None:
    if view.title.language == record.language:
        return None
    return {"@type": "CreativeWork", "name": record.title, "inLanguage": bcp47(record.language)}


def _told(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is not known."""
    return {name: value for name, value in values.items() if value}
