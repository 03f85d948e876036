"""A webinar made ready for a story, through the same forms people use, over plain HTTP."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from tests.journeys.markup import parse
from tests.journeys.site import Site
from tests.journeys.visitor import Answer, Visitor

TITLES = {
    "en": "Webinar on quiet streets",
    "ja": "静かな街路のウェビナー",
    "ko": "조용한 거리 웨비나",
    "zh-hans": "安静街道网络研讨会",
}
# Whose account reads a language; who reads English works for a company in Korea.
OFFICERS = {"en": "company-en", "ja": "city-ja", "ko": "city-ko", "zh-hans": "city-zh"}
# Somebody of another language for each.
OTHERS = {"en": "ja", "ja": "ko", "ko": "zh-hans", "zh-hans": "ja"}
HOUR = dt.timedelta(hours=1)
# A page without anything on it.
SLIDES = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


@dataclass(frozen=True, slots=True)
class Webinar:
    """`page` is the address of the event without the language; `session` its only session."""

    code: str
    session: int

    @property
    def page(self) -> str:
        return f"/events/{self.code}/"


def make_webinar(
    site: Site, organizer: Visitor, language: str, *, begins_in: dt.timedelta, published: bool = True
) -> Webinar:
    """Two hours long, with a title in the reader's language and in another; it may have begun already."""
    starts = dt.datetime.now(dt.UTC).replace(second=0, microsecond=0) + begins_in
    titles = {f"titles_{each}": TITLES[each] for each in (language, OTHERS[language])}
    hours = {"starts": _shown(starts), "ends": _shown(starts + 2 * HOUR), "time_zone": "UTC"}
    sent(organizer, "/en/events/new/", {**titles, **hours, "languages": language})
    code = str(site.one("SELECT code FROM events_event ORDER BY id DESC"))
    page = f"/en/events/{code}/"
    values = {**titles, "kind": "panel", "starts": _shown(starts), "duration_minutes": "120"}
    sent(organizer, f"{page}sessions/new/", values)
    session = site.one(
        "SELECT s.id FROM events_session s JOIN events_event e ON e.id = s.event_id WHERE e.code = ?", code
    )
    if published:
        publish(organizer, code)
    return Webinar(code, int(session))


def publish(organizer: Visitor, code: str) -> None:
    page = f"/en/events/{code}/"
    answer = organizer.send(page, {}, at=f"{page}publish/")
    assert answer.status == 302, answer.alerts()


def open_registration(organizer: Visitor, webinar: Webinar, language: str) -> None:
    """Whoever asks for a place has one; one question must be answered."""
    manage = f"/en{webinar.page}registrations/"
    sent(organizer, f"{manage}settings/", {"is_open": "on", "online_places": "100", "on_site_places": "0"})
    question = {
        f"registration-0-texts_{language}": TITLES[language],
        "registration-0-kind": "one",
        f"registration-0-choices_{language}": "A\nB",
        "registration-0-is_required": "on",
    }
    sent(organizer, f"{manage}questions/registration/", question)


def name_for_room(organizer: Visitor, webinar: Webinar, username: str, role: str) -> None:
    settings = f"/en{webinar.page}room/settings/"
    sent(organizer, settings, {"username": username, "role": role}, at=f"{settings}people/")


def ask(person: Visitor, page: str, text: str, language: str) -> None:
    room = f"/en{page}room/"
    sent(person, room, {"text": text, "language": language}, at=f"{room}ask/")


def secret_in(answer: Answer, path: str) -> str:
    """The secret of the only link on a sheet that was just shown."""
    (link,) = (each.text() for each in parse(answer.text).root.all("code") if f"/{path}/" in each.text())
    return link.rstrip("/").rsplit("/", 1)[-1]


def sent(person: Visitor, path: str, values: Mapping[str, str], *, at: str = "") -> None:
    """Fill in the form and have it taken."""
    answer = person.send(path, dict(values), at=at)
    assert answer.status == 302, answer.alerts()


def _shown(moment: dt.datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M}"
