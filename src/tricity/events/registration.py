"""What the search, the desk and the pages of candidates must know of this app."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tricity.accounts import desk
from tricity.cooperation import panels
from tricity.cooperation.models import Opportunity
from tricity.directory.panels import Panel
from tricity.events import desks, queries
from tricity.events.digests import EventView, present
from tricity.events.digests.programme import programme_panel
from tricity.events.documents import documents
from tricity.events.models import Event
from tricity.events.papers.own import register_papers
from tricity.search.registry import Indexed, register


def register_everywhere() -> None:
    register(
        Indexed(
            kind="event",
            model=Event,
            documents=documents,
            present=present_found,
            template="events/event_card.html",
        )
    )
    for source in desks.SOURCES:
        desk.register_source(source)
    panels.register(opportunity_panel)
    register_papers()


def present_found(ids: Sequence[int], language: str) -> dict[int, EventView]:
    """Row id → the event as a card, only of those everybody may see; one query."""
    rows = queries.public_events().in_bulk(ids)
    return {view.pk: view for view in present([rows[pk] for pk in ids if pk in rows], language)}


def opportunity_panel(opportunity: Opportunity, language: str, user: Any) -> Panel | None:
    context = programme_panel(opportunity, language, user)
    return Panel("events/programme_panel.html", context) if context else None
