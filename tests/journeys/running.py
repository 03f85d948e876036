"""An event of the furnished site that is on: people have registered, come and answered; its room is full of life."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tests.journeys.markup import parse
from tests.journeys.site import Site
from tests.journeys.visitor import Visitor
from tests.journeys.webinar import ask, make_webinar, publish, sent

SURVEY = {
    "survey-0-texts_ko": "얼마나 도움이 되었습니까?",
    "survey-0-kind": "scale",
    "survey-1-texts_ja": "次に聞きたいこと",
    "survey-1-kind": "many",
    "survey-1-choices_ja": "エネルギー\n交通",
}


@dataclass(frozen=True, slots=True)
class Running:
    """Code of the event; the code and secret of a guest who came, and has not answered the survey yet."""

    event: str
    registration: str
    secret: str


def run(site: Site, people: dict[str, Visitor]) -> Running:
    """The editor has answered the survey, the member has not."""
    organizer = people["organizer"]
    webinar = make_webinar(site, organizer, "ja", begins_in=dt.timedelta(minutes=-20), published=False)
    join = {
        "platform": "Elsewhere",
        "url": "https://example.org/join",
        "country": "KR",
        "notes_ja": "名前で入室",
    }
    sent(organizer, f"/en{webinar.page}sessions/{webinar.session}/links/new/", join)
    publish(organizer, webinar.code)
    manage = f"/en{webinar.page}registrations/"
    sent(organizer, f"{manage}settings/", {"is_open": "on", "online_places": "100", "survey_is_open": "on"})
    sent(organizer, f"{manage}questions/survey/", SURVEY)
    for role, name in (("member", "Park Jiwoo"), ("editor", "김하늘")):
        sent(people[role], f"/en{webinar.page}register/", _wish(name))
    answers = people["visitor"].send(f"/ko{webinar.page}register/", _wish("이서준"))
    secret = next(parse(answers.text).root.all("code")).text()
    guest = str(
        site.one(
            "SELECT r.code FROM participation_registration r JOIN events_event e ON e.id = r.event_id"
            " WHERE e.code = ? AND r.user_id IS NULL",
            webinar.code,
        )
    )
    sent(organizer, f"{manage}door/", {"code": guest})
    _answer_survey(people["editor"], webinar.page)
    _fill_room(site, people, webinar.page, webinar.code)
    return Running(webinar.code, guest, secret)


def _wish(name: str) -> dict[str, str]:
    agreed = {"agreed_event_registration": "on", "agreed_event_recording": "on"}
    return {
        "name": name,
        "organization_named": "수원시",
        "role": "city",
        "way": "online",
        "reads": "ko",
        **agreed,
    }


def _answer_survey(person: Visitor, page: str) -> None:
    form = parse(person.get(f"/ko{page}survey/").text).root
    names = {
        each.attributes["name"]
        for each in form.all("input")
        if each.attributes.get("name", "").startswith("question_")
    }
    sent(person, f"/ko{page}survey/", dict.fromkeys(names, "1"))


def _fill_room(site: Site, people: dict[str, Visitor], page: str, code: str) -> None:
    """Captions, a poll that is open, an announcement; a question that waits, one that is hidden, one everybody sees."""
    organizer, desk = people["organizer"], f"/en{page}room/moderate/"
    for line in ("皆さん、こんにちは。", "駐車場から始めます。"):
        sent(organizer, f"/en{page}room/captions/?language=ja", {"text": line})
    sent(organizer, desk, {"texts_ko": "곧 시작합니다.", "texts_en": "We begin soon."}, at=f"{desk}announce/")
    poll = {
        "texts_ja": "何から始めますか。",
        "kind": "single",
        "options-0-texts_ja": "駐車",
        "options-1-texts_ja": "河川",
    }
    sent(organizer, f"{desk}polls/new/", poll)
    opened = site.one(
        "SELECT p.code FROM rooms_poll p JOIN events_event e ON e.id = p.event_id WHERE e.code = ?", code
    )
    sent(organizer, desk, {"deed": "open"}, at=f"{desk}polls/{opened}/state/")
    for role, text, language in (
        ("member", "How is parking data published?", "en"),
        ("editor", "다음 모임은 언제입니까?", "ko"),
        ("curator", "資料はどこにありますか。", "ja"),
    ):
        ask(people[role], page, text, language)
    shown, hidden, _waits = (
        each
        for (each,) in site.rows(
            "SELECT q.code FROM rooms_question q JOIN events_event e ON e.id = q.event_id WHERE e.code = ? ORDER BY q.id",
            code,
        )
    )
    sent(organizer, f"{desk}questions/{shown}/", {"deed": "let-through"}, at=f"{desk}questions/{shown}/")
    sent(organizer, f"{desk}questions/{hidden}/", {"deed": "hide", "text": "주제에서 벗어납니다."})
