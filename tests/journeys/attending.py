"""People register for an event of the furnished site: a guest by a code, the member by the account; the organizer decides."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from tests.journeys.bringing import Brought, bring
from tests.journeys.markup import parse
from tests.journeys.site import Site
from tests.journeys.visitor import Visitor


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
    return Attending(
        event,
        str(registration),
        secret,
        *_invite(site, organizer, event),
        *_ask_speaker(site, organizer, event),
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
    code = site.one("SELECT code FROM invitations_invitation")
    return str(code), _secret_of(sheets.text, "invited")


def _ask_speaker(site: Site, organizer: Visitor, event: str) -> tuple[int, str]:
    page = f"/en/events/{event}/"
    _send(organizer, f"{page}sessions/new/", {"kind": "panel", "titles_ja": "討論"})
    session = site.one(
        "SELECT s.id FROM events_session s JOIN events_event e ON e.id = s.event_id WHERE e.code = ?", event
    )
    _send(organizer, f"{page}sessions/{session}/talks/new/", {"speaker_name": "Kim Haneul"})
    talk = int(str(site.one("SELECT id FROM events_talk WHERE session_id = ?", session)))
    day = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=20)
    values = {"language": "ko", "closes_at": f"{day}T12:00"}
    sheets = organizer.send(f"{page}speakers/talk/{talk}/", values)
    assert sheets.status == 200, sheets.alerts()
    return talk, _secret_of(sheets.text, "speaking")


def _secret_of(text: str, path: str) -> str:
    link = next(each.text() for each in parse(text).root.all("code") if f"/{path}/" in each.text())
    return link.rstrip("/").rsplit("/", 1)[-1]


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
