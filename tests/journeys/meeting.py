"""An event of the furnished site at which people meet: the member asks the editor, who has not answered yet."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tests.journeys.attending import announce, send
from tests.journeys.site import Site
from tests.journeys.visitor import Visitor

LONG = "주차 안내를 함께 만들 도시를 찾습니다. " * 6


@dataclass(frozen=True, slots=True)
class Meeting:
    """Codes of the event, of the editor's entry on the list, and of the meeting the member asked for."""

    event: str
    partner: str
    meeting: str


def meet(site: Site, people: dict[str, Visitor]) -> Meeting:
    organizer = people["organizer"]
    event = announce(site, organizer, "面談の会")
    page = f"/en/events/{event}/"
    send(organizer, f"{page}registrations/settings/", {"is_open": "on", "online_places": "100"})
    day = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=30)
    send(
        organizer,
        f"{page}meetings/manage/settings/",
        {
            "is_on": "on",
            "starts_0": f"{day}T14:00",
            "ends_0": f"{day}T16:00",
            "slot_minutes": "20",
            "break_minutes": "5",
            "tables": "2",
            "is_online": "on",
            "join_template": "https://meet.example.org/{code}",
            "join_notes_ko": "면담 페이지에서 들어오세요.",
            "has_interpreters": "on",
            "most_meetings": "8",
        },
    )
    send(
        organizer,
        f"{page}meetings/manage/interpreters/",
        {
            "native_name": "王明",
            "native_language": "zh-hans",
            "from_language": "zh-hans",
            "to_language": "ko",
        },
    )
    for role, name in (("member", "山田花子"), ("editor", "김하늘")):
        send(people[role], f"{page}register/", {**_WISH, "name": name})
        send(people[role], f"{page}meetings/entry/", _ENTRY)
    partner = site.one(
        "SELECT p.code FROM meetings_partner p JOIN participation_registration r ON r.id = p.registration_id"
        " JOIN events_event e ON e.id = r.event_id WHERE e.code = ? AND r.name = '김하늘'",
        event,
    )
    slot = site.one(
        "SELECT s.id FROM meetings_slot s JOIN meetings_arrangement a ON a.id = s.arrangement_id"
        " JOIN events_event e ON e.id = a.event_id WHERE e.code = ? ORDER BY s.starts_at",
        event,
    )
    asked = {"subject": LONG[:200], "text": LONG, "language": "ko", "pair": "ko,zh-hans", "slots": str(slot)}
    send(people["member"], f"{page}meetings/people/{partner}/", asked)
    meeting = site.one(
        "SELECT m.code FROM meetings_meeting m JOIN events_event e ON e.id = m.event_id WHERE e.code = ?",
        event,
    )
    return Meeting(event, str(partner), str(meeting))


_WISH = {
    "organization_named": "수원시",
    "role": "city",
    "way": "online",
    "reads": "ko",
    "agreed_event_registration": "on",
}
_ENTRY = {"languages": "ko", "seeks_ko": LONG, "offers_ja": "経験", "agreed_event_meetings": "on"}
