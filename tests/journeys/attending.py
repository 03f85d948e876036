"""People register for an event of the furnished site: a guest by a code, the member by the account; the organizer decides."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from tests.journeys.bringing import Brought, bring
from tests.journeys.markup import parse
from tests.journeys.site import Site
from tests.journeys.visitor import Visitor
from tests.journeys.webinar import SLIDES


@dataclass(frozen=True, slots=True)
class Attending:
    """Codes of the event and of the guest's registration, which waits for the organizer; the guest's secret.

    `invitation` is the code of one that was sent, `invited` the secret in its link; `talk` and `speaking` the talk of a
    speaker and the secret of the speaker's page; `brought` what was brought in from a meeting platform.
    """

    event: str
    registration: str
    secret: str
    invitation: str
    invited: str
    talk: int
    speaking: str
    brought: Brought


def attend(site: Site, people: dict[str, Visitor]) -> Attending:
    organizer = people["organizer"]
    event = announce(site, organizer)
    manage = f"/en/events/{event}/registrations/"
    send(
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
    send(
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
    send(
        organizer,
        f"{manage}questions/survey/",
        {"survey-0-texts_ko": "얼마나 도움이 되었습니까?", "survey-0-kind": "scale"},
    )
    send(people["member"], f"/en/events/{event}/register/", _wish("山田花子", "ja"))
    sent = people["visitor"].send(f"/ko/events/{event}/register/", _wish("김하늘", "ko"))
    assert sent.status == 200, sent.alerts()
    secret = next(parse(sent.text).root.all("code")).text()
    registration = site.one(
        "SELECT r.code FROM participation_registration r JOIN events_event e ON e.id = r.event_id"
        " WHERE e.code = ? AND r.user_id IS NULL",
        event,
    )
    return Attending(
        event,
        str(registration),
        secret,
        *_invite(site, organizer, event),
        *_ask_speaker(site, people, event),
        bring(site, organizer, event),
    )


def _invite(site: Site, organizer: Visitor, event: str) -> tuple[str, str]:
    """Somebody with a long name, from a list."""
    page = f"/en/events/{event}/invitations/"
    rows = "name,organization,language\n" + "김하늘" * 40 + ",수원시,ko\n"
    seen = organizer.send(f"{page}list/", {}, holding="upload", upload=("list.csv", rows.encode()))
    assert seen.status == 200, seen.alerts()
    hidden = [each.attributes for each in parse(seen.text).root.all("input")]
    values = {
        each["name"]: each["value"] for each in hidden if each.get("type") == "hidden" and "value" in each
    }
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Referer": site.url(page)}
    sheets = organizer.ask("POST", f"{page}send/", body=urlencode(values).encode(), headers=headers)
    assert sheets.status == 200, sheets.alerts()
    code = site.one(
        "SELECT i.code FROM invitations_invitation i JOIN events_event e ON e.id = i.event_id WHERE e.code = ?",
        event,
    )
    return str(code), _secret_of(sheets.text, "invited")


def _ask_speaker(site: Site, people: dict[str, Visitor], event: str) -> tuple[int, str]:
    """The speaker has written and answered most, and handed in slides that may be shown."""
    organizer, page = people["organizer"], f"/en/events/{event}/"
    send(organizer, f"{page}sessions/new/", {"kind": "panel", "titles_ja": "討論"})
    session = site.one(
        "SELECT s.id FROM events_session s JOIN events_event e ON e.id = s.event_id WHERE e.code = ?", event
    )
    send(organizer, f"{page}sessions/{session}/talks/new/", {"speaker_name": "Kim Haneul"})
    talk = int(str(site.one("SELECT id FROM events_talk WHERE session_id = ?", session)))
    day = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=20)
    values = {"language": "ko", "closes_at": f"{day}T12:00"}
    sheets = organizer.send(f"{page}speakers/talk/{talk}/", values)
    assert sheets.status == 200, sheets.alerts()
    secret = _secret_of(sheets.text, "speaking")
    said = {
        "native_name": "김하늘",
        "native_language": "ko",
        "title": "잠드는 거리",
        "biography": "이십 년 동안 거리를 설계했습니다. " * 10,
        "consent_slides": "yes",
        "consent_photograph": "no",
    }
    kept = people["visitor"].send(
        f"/ko/speaking/{secret}/", said, holding="biography", upload=("slides.pdf", SLIDES)
    )
    assert kept.status == 302, kept.alerts()
    return talk, secret


def _secret_of(text: str, path: str) -> str:
    link = next(each.text() for each in parse(text).root.all("code") if f"/{path}/" in each.text())
    return link.rstrip("/").rsplit("/", 1)[-1]


def announce(site: Site, organizer: Visitor, title: str = "次回フォーラム") -> str:
    """Make an event a month from now and publish it; its code."""
    day = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=30)
    values = {
        "titles_ja": title,
        "starts": f"{day}T14:00",
        "ends": f"{day}T16:00",
        "time_zone": "Asia/Tokyo",
    }
    send(organizer, "/en/events/new/", {**values, "languages": "ja"})
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


def send(person: Visitor, path: str, values: dict[str, str]) -> None:
    sent = person.send(path, values)
    assert sent.status == 302, sent.alerts()
