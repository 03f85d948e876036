"""The calendar is read by a parser of our own, so that the writer's mistakes are not its reader's."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import vobject
from django.test import Client

from tests import factories
from tests.events.conftest import add_session
from tricity.events import actions
from tricity.events.models import Event

pytestmark = pytest.mark.django_db
START = dt.datetime(2027, 5, 20, 5, tzinfo=dt.UTC)


def entries(content: bytes) -> list[dict[str, str]]:
    """The VEVENTs of an iCalendar stream: name without parameters → unescaped value (RFC 5545, 3.1 and 3.3.11)."""
    assert content.endswith(b"\r\n")
    raw = content.split(b"\r\n")[:-1]
    assert all(len(line) <= 75 for line in raw)
    assert not any(b"\n" in line or b"\r" in line for line in raw)
    lines: list[str] = []
    folded: list[bytes] = []
    for line in raw:
        if line.startswith((b" ", b"\t")):
            folded[-1] += line[1:]
        else:
            folded.append(line)
    lines = [line.decode("utf-8") for line in folded]
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    found: list[dict[str, str]] = []
    for line in lines[1:-1]:
        name, _colon, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and line != "END:VEVENT":
            found[-1][name.split(";")[0]] = _unescaped(value)
    return found


def _unescaped(value: str) -> str:
    marks = (("\\n", "\n"), ("\\,", ","), ("\\;", ";"), ("\\\\", "\\"))
    for escaped, plain in marks:
        value = value.replace(escaped, plain)
    return value


def forum() -> Event:
    return factories.event(
        titles={"en": "Forum; second, part", "ko": "한중일 스마트시티 포럼, " * 6 + "끝"},
        summaries={"en": "One line.\nAnother."},
        places={"en": "Busan"},
        starts_at=START,
        ends_at=START + dt.timedelta(hours=2),
    )


def test_calendar_gives_hours_in_utc_and_texts_unharmed(client: Client) -> None:
    event = forum()

    response = client.get(f"/en/events/{event.code}.ics")

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    [entry] = entries(response.content)
    assert entry["SUMMARY"] == "Forum; second, part"
    assert entry["DESCRIPTION"] == "One line.\nAnother."
    assert entry["LOCATION"] == "Busan"
    assert (entry["DTSTART"], entry["DTEND"]) == ("20270520T050000Z", "20270520T070000Z")
    assert entry["URL"] == f"http://testserver/en/events/{event.code}/"


def test_long_korean_lines_are_folded_between_characters(client: Client) -> None:
    event = forum()

    [entry] = entries(client.get(f"/ko/events/{event.code}.ics").content)

    assert entry["SUMMARY"] == event.titles["ko"]


def test_identity_stays_in_every_language_and_the_sequence_grows_with_each_change(client: Client) -> None:
    event = forum()
    [before] = entries(client.get(f"/en/events/{event.code}.ics").content)

    event.ends_at += dt.timedelta(hours=1)
    actions.save_event(event, by=None)

    [after] = entries(client.get(f"/ja/events/{event.code}.ics").content)
    assert after["UID"] == before["UID"] == event.uri
    assert int(after["SEQUENCE"]) == int(before["SEQUENCE"]) + 1
    assert after["DTEND"] == "20270520T080000Z"


def test_sessions_with_hours_are_entries_of_their_own(client: Client) -> None:
    event = forum()
    timed = add_session(event, starts_at=START + dt.timedelta(minutes=30), duration_minutes=45)
    add_session(event, titles={"en": "No hours yet"}, position=1)

    _whole, session = entries(client.get(f"/en/events/{event.code}.ics").content)

    assert session["SUMMARY"] == "A panel"
    assert (session["DTSTART"], session["DTEND"]) == ("20270520T053000Z", "20270520T061500Z")
    assert session["UID"] == f"{event.uri}:session-{timed.pk}"


def test_changed_session_moves_the_sequence_on(client: Client) -> None:
    event = forum()
    session = add_session(event)

    actions.save_session(session, by=None)

    [entry] = entries(client.get(f"/en/events/{event.code}.ics").content)
    assert entry["SEQUENCE"] == "1"


def test_draft_has_no_calendar_for_the_public(client: Client, draft: Event) -> None:
    assert client.get(f"/en/events/{draft.code}.ics").status_code == 404


# --- Read by a second parser that shares no code with the writer ------------------------------------------------


def second(content: bytes) -> Any:
    return vobject.readOne(content.decode("utf-8"))


def test_second_parser_reads_the_same_hours_and_texts(client: Client) -> None:
    event = forum()
    add_session(event, starts_at=START, duration_minutes=45)

    calendar = second(client.get(f"/ko/events/{event.code}.ics").content)

    whole, session = calendar.vevent_list
    assert whole.summary.value == event.titles["ko"]
    assert whole.dtstart.value == event.starts_at
    assert session.dtend.value == START + dt.timedelta(minutes=45)
    assert whole.status.value == "CONFIRMED"


def test_session_has_a_calendar_of_its_own_under_the_same_identity(client: Client) -> None:
    event = forum()
    part = add_session(event, starts_at=START, duration_minutes=45)

    alone = second(client.get(f"/en/events/{event.code}/sessions/{part.pk}.ics").content).vevent

    together = second(client.get(f"/en/events/{event.code}.ics").content).vevent_list[1]
    assert alone.uid.value == together.uid.value == f"{event.uri}:session-{part.pk}"


def test_withdrawn_event_goes_out_as_cancelled_and_says_nothing_else(client: Client) -> None:
    event = forum()
    add_session(event, starts_at=START, duration_minutes=45)
    before = second(client.get(f"/en/events/{event.code}.ics").content).vevent_list[0]
    actions.withdraw(event, by=None)

    response = client.get(f"/en/events/{event.code}.ics")

    calendar = second(response.content)
    assert calendar.method.value == "CANCEL"
    assert {each.status.value for each in calendar.vevent_list} == {"CANCELLED"}
    assert calendar.vevent_list[0].uid.value == before.uid.value
    assert int(calendar.vevent_list[0].sequence.value) > int(before.sequence.value)
    assert "Forum" not in response.content.decode()


def test_deleted_session_is_cancelled_in_calendars_that_hold_it(client: Client) -> None:
    event = forum()
    part = add_session(event, starts_at=START, duration_minutes=45)
    address = f"/en/events/{event.code}/sessions/{part.pk}.ics"
    uid = second(client.get(address).content).vevent.uid.value

    actions.delete_session(part, by=None)

    gone = second(client.get(address).content).vevent
    assert (gone.uid.value, gone.status.value) == (uid, "CANCELLED")
    states = [
        each.status.value for each in second(client.get(f"/en/events/{event.code}.ics").content).vevent_list
    ]
    assert states == ["CONFIRMED", "CANCELLED"]


def test_session_nobody_ever_saw_has_no_calendar(client: Client, draft: Event) -> None:
    part = add_session(draft, starts_at=draft.starts_at, duration_minutes=45)

    assert client.get(f"/en/events/{draft.code}/sessions/{part.pk}.ics").status_code == 404
