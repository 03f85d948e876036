"""Files of a meeting platform on the furnished site: one brought in, one taken back, three that are being looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tests.journeys.site import Site
from tests.journeys.visitor import Visitor

QUESTIONS = (
    "#,Question,Asker Name,Asker Email,Answer(s)\n"
    '1,"停车数据向谁开放？",李娜,,"向全体市民开放。"\n'
    "2,駐車場の予算はいくらですか。,Anonymous Attendee,,live answered\n"
    "3,주차 예산은 얼마입니까?,,,\n"
    "4,Will the slides be shared?,Kim,,Yes.\n"
)
LIST = (
    "Name,Join Time,Duration\n山田花子,15:00,60\n김하늘,15:05,50\n" + "가나다라" * 40 + ",15:06,1\n,15:00,1\n"
)
UNKNOWN = "wer,wann\nLi Na,soon\n"


@dataclass(frozen=True, slots=True)
class Brought:
    """Row ids of the session and of the file that stands; what is looked at by what it shows."""

    session: int
    file: int
    tokens: Mapping[str, str]


def bring(site: Site, organizer: Visitor, event: str) -> Brought:
    session = int(
        str(
            site.one(
                "SELECT s.id FROM events_session s JOIN events_event e ON e.id = s.event_id WHERE e.code = ?",
                event,
            )
        )
    )
    page = f"/en/events/{event}/elsewhere/{session}/"
    for name in ("stays.csv", "taken-back.csv"):
        token = _choose(organizer, page, name, QUESTIONS.replace("#", name))
        _confirm(organizer, f"{page}{token}/")
    rows = site.rows("SELECT id FROM elsewhere_broughtfile ORDER BY id")
    stands, gone = int(rows[0][0]), int(rows[1][0])
    undo = f"/en/events/{event}/elsewhere/files/{gone}/take-back/"
    taken = organizer.send(undo, {}, at=undo)
    assert taken.status == 302, taken.alerts()
    files = {"list": LIST, "questions": QUESTIONS, "unknown": UNKNOWN}
    tokens = {label: _choose(organizer, page, f"{label}.csv", text) for label, text in files.items()}
    return Brought(session, stands, tokens)


def _choose(organizer: Visitor, page: str, name: str, text: str) -> str:
    sent = organizer.send(page, {}, holding="upload", upload=(name, text.encode()))
    assert sent.status == 302, sent.alerts()
    return sent.headers["Location"].rstrip("/").rsplit("/", 1)[-1]


def _confirm(organizer: Visitor, page: str) -> None:
    """As the form stands."""
    done = organizer.send(page, {"deed": "bring"})
    assert done.status == 302, done.alerts()
