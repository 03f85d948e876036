"""The calendar is read by a parser of our own, so that the writer's mistakes are not its reader's."""

from __future__ import annotations

import datetime as dt

import pytest
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
