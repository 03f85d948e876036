"""People register for an event of the furnished site: a guest by a code, the member by the account; the organizer decides."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tests.journeys.markup import parse
from tests.journeys.site import Site
from tests.journeys.visitor import Visitor


@dataclass(frozen=True, slots=True)
class Attending:
    """Codes of the event and of the guest's registration, which waits for the organizer; the guest's secret."""

    event: str
    registration: str
    secret: str


def attend(site: Site, people: dict[str, Visitor]) -> Attending:
    organizer = people["organizer"]
    event = _announce(site, organizer)
    manage = f"/en/events/{event}/registrations/"
    _send(
        organizer,
        f"{manage}settings/",
        {
            "is_open": "on",
            "needs_approval": "on",
            "online_places": "100",
            "on_site_places": "1",
            "words_ko": "환영합니다.",
        },
    )
    _send(
        organizer,
        f"{manage}questions/registration/",
        {
            "registration-0-texts_ja": "関心のある分野",
            "registration-0-kind": "many",
            "registration-0-choices_ja": "エネルギー\n交通",
            "registration-1-texts_en": "Anything else?",
            "registration-1-kind": "text",
        },
    )
    _send(
        organizer,
        f"{manage}questions/survey/",
        {"survey-0-texts_ko": "얼마나 도움이 되었습니까?", "survey-0-kind": "scale"},
    )
    _send(people["member"], f"/en/events/{event}/register/", _wish("山田花子", "ja"))
    sent = people["visitor"].send(f"/ko/events/{event}/register/", _wish("김하늘", "ko"))
    assert sent.status == 200, sent.alerts()
    secret = next(parse(sent.text).root.all("code")).text()
    registration = site.one("SELECT code FROM participation_registration WHERE user_id IS NULL")
    return Attending(event, str(registration), secret)


def _announce(site: Site, organizer: Visitor) -> str:
    day = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=30)
    values = {
        "titles_ja": "次回フォーラム",
        "starts": f"{day}T14:00",
        "ends": f"{day}T16:00",
        "time_zone": "Asia/Tokyo",
    }
    _send(organizer, "/en/events/new/", {**values, "languages": "ja"})
    code = str(site.one("SELECT code FROM events_event WHERE publication_state = 'draft' ORDER BY id DESC"))
    page = f"/en/events/{code}/"
    published = organizer.send(page, {}, at=f"{page}publish/")
    assert published.status == 302, published.alerts()
    return code


def _wish(name: str, reads: str) -> dict[str, str]:
    return {
        "name": name,
        "organization_named": "수원시",
        "role": "city",
        "way": "online",
        "reads": reads,
        "access_needs": "휠체어 자리가 필요합니다. " * 8,
        "agreed_event_registration": "on",
    }


def _send(person: Visitor, path: str, values: dict[str, str]) -> None:
    sent = person.send(path, values)
    assert sent.status == 302, sent.alerts()
