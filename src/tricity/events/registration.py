"""What the search, the desk and the pages of candidates must know of this app."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tricity.accounts import desk
from tricity.accounts.desk import DeskSection
from tricity.cooperation import panels
from tricity.cooperation.models import Opportunity
from tricity.directory.panels import Panel
from tricity.events import queries
from tricity.events.digests import EventView, present
from tricity.events.digests.programme import programme_panel
from tricity.events.documents import documents
from tricity.events.models import Event
from tricity.search.registry import Indexed, register

DESK_ITEMS = 5


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
    desk.register(desk_section)
    panels.register(opportunity_panel)


def present_found(ids: Sequence[int], language: str) -> dict[int, EventView]:
    """Row id → the event as a card, only of those everybody may see; one query."""
    rows = queries.public_events().in_bulk(ids)
    return {view.pk: view for view in present([rows[pk] for pk in ids if pk in rows], language)}


def desk_section(user: Any, language: str) -> DeskSection | None:
    """The events a person prepares: drafts, then those published and still to come."""
    mine = queries.editable_events(user)
    waiting = [*queries.drafts(user), *queries.upcoming(mine.filter(pk__in=queries.public_events()))]
    if not waiting:
        return None
    views = present(waiting[:DESK_ITEMS], language)
    items = [(view.title, view.url, "" if view.is_public else _("Draft")) for view in views]
    return DeskSection(_("Events"), items, reverse("events:events"), len(waiting))


def opportunity_panel(opportunity: Opportunity, language: str, user: Any) -> Panel | None:
    context = programme_panel(opportunity, language, user)
    return Panel("events/programme_panel.html", context) if context else None
