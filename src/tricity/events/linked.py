"""An event in the words of schema.org, for search engines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tricity.events.digests import EventPage
from tricity.events.models import Event
from tricity.language import LANGUAGES, bcp47
from tricity.translation.names import name_in
from tricity.web.languages import reader_language


def linked_data(event: Event, page: EventPage, address: Callable[[str], str]) -> dict[str, Any]:
    """Times are instants; where no place is named none is made up."""
    language = reader_language()
    about = {
        "@type": "Event",
        "@id": event.uri,
        "url": address(event.get_absolute_url()),
        "name": page.event.title.text,
        "description": page.event.summary.text if page.event.summary else "",
        "startDate": event.starts_at.isoformat(),
        "endDate": event.ends_at.isoformat(),
        "inLanguage": [bcp47(code) for code in event.languages if code in LANGUAGES],
        "organizer": [
            {"@type": "Organization", "name": name_in(names, language).text}
            for names in event.organizer_names
        ],
        "location": {"@type": "Place", "name": name_in(event.places, language).text}
        if event.places
        else None,
    }
    return {name: value for name, value in about.items() if value}
