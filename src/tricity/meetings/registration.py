"""What the pages of events, the desk and the checks of a programme must know of this app."""

from __future__ import annotations

from tricity.accounts import desk
from tricity.events import panels
from tricity.events.checking.work import register_work
from tricity.events.panels import Place
from tricity.meetings import desks, event_panels, papers
from tricity.meetings.actions import leave
from tricity.meetings.working import work_in_meetings
from tricity.participation import leaving, ways_in


def register_everywhere() -> None:
    panels.read_alongside("meeting_arrangement")
    panels.register(event_panels.meetings_panel, Place.ABOVE)
    panels.register(event_panels.organizers_links, Place.ORGANIZE)
    papers.register_sections()
    desk.register_source(desks.SOURCE)
    ways_in.register(event_panels.way_to_meetings)
    leaving.register_listener(leave)
    register_work(work_in_meetings)
