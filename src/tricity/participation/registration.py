"""What the pages of events and the desk must know of this app."""

from __future__ import annotations

from typing import Any

from tricity.accounts import desk
from tricity.events import panels
from tricity.events.joining import register_admission
from tricity.events.models import Event
from tricity.events.panels import Place
from tricity.participation import desks, event_panels, papers
from tricity.participation.queries import own_registration
from tricity.participation.rules import takes_part


def register_everywhere() -> None:
    panels.read_alongside("admission")
    papers.register_sections()
    panels.register(event_panels.registration_panel, Place.ABOVE)
    panels.register(event_panels.survey_panel, Place.BELOW)
    panels.register(event_panels.organizers_links, Place.ORGANIZE)
    desk.register_source(desks.SOURCE)
    register_admission(is_registered)


def is_registered(user: Any, event: Event) -> bool:
    """Whether the account takes part in the event: its links to join are told to no others."""
    return takes_part(own_registration(event, user))
