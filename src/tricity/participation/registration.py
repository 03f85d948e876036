"""What the pages of events and the desk must know of this app."""

from __future__ import annotations

from tricity.accounts import desk
from tricity.events import panels
from tricity.events.panels import Place
from tricity.participation import desks, event_panels


def register_everywhere() -> None:
    panels.register(event_panels.registration_panel, Place.ABOVE)
    panels.register(event_panels.survey_panel, Place.BELOW)
    panels.register(event_panels.organizers_links, Place.ORGANIZE)
    desk.register_source(desks.SOURCE)
