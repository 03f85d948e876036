"""A staged file read as the organizer says: what would be brought in, before anything is written."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tricity.elsewhere import queries
from tricity.elsewhere.actions import Source
from tricity.elsewhere.forms import CLOCK, ELAPSED, ReadingForm
from tricity.elsewhere.matching import Found, Person, match, people
from tricity.elsewhere.reading import Choices, Clock, Kind, Order, Reading, Unreadable, read
from tricity.elsewhere.reading.clocks import counts_from_the_beginning
from tricity.events.models import Session
from tricity.participation.models import Registration


@dataclass(frozen=True, slots=True)
class Prepared:
    """`reading` is None where the file cannot be read so, `problem` then says why. `form` says how it is read."""

    session: Session
    name: str
    digest: str
    form: ReadingForm
    clock: Clock
    reading: Reading | None
    problem: Unreadable | None

    def source(self) -> Source:
        assert self.reading is not None
        return Source(
            session=self.session,
            kind=self.reading.kind.value,
            platform=self.reading.platform.value,
            name=self.name,
            digest=self.digest,
            zone=self.clock.zone,
            shift_seconds=int(self.clock.shift.total_seconds()),
            rows=self.reading.rows,
        )


@dataclass(frozen=True, slots=True)
class Attendance:
    """The people of a list beside the registered."""

    persons: tuple[Person, ...]
    found: Found
    registrations: Mapping[str, Registration]

    def matched(self, chosen: Mapping[int, str]) -> dict[int, Registration]:
        """With what was chosen (index of a person → code of a registration) for those that are open."""
        result = self.found.certain
        for index, candidates in self.found.open.items():
            codes = {each.code: each for each in candidates}
            row = codes.get(chosen.get(index, ""))
            if row is not None:
                result[index] = row
        return result


def prepare(session: Session, name: str, content: bytes, data: Mapping[str, Any] | None = None) -> Prepared:
    """`data` is what was sent with the form; without it the file speaks for itself."""
    digest = hashlib.sha256(content).hexdigest()
    first = _read(content, _first_choices(data))
    kind = _kind(first, data)
    form = ReadingForm(data, initial=_initial(session, first), headings=first.headings, kind=kind)
    begins = session.starts_at or session.event.starts_at
    if data is None or not form.is_valid():
        zone = form.initial["zone"]
        clock = Clock(zone, begins, is_elapsed=form.initial["times"] == ELAPSED)
        again = first
    else:
        given = form.cleaned_data
        clock = Clock(given["zone"], begins, form.shift, given["times"] == ELAPSED)
        guessed = first.columns if isinstance(first, Reading) else {}
        again = _read(content, form.choices(guessed))
    if isinstance(again, Reading):
        return Prepared(session, name, digest, form, clock, again, None)
    return Prepared(session, name, digest, form, clock, None, again)


def attendance_of(prepared: Prepared) -> Attendance:
    assert prepared.reading is not None
    registrations = list(queries.to_match(prepared.session.event))
    persons = people(prepared.reading.presences)
    return Attendance(tuple(persons), match(persons, registrations), {row.code: row for row in registrations})


def ends_of(session: Session) -> dt.datetime:
    """The end of a session, of the event where its length is not known."""
    if session.starts_at and session.duration_minutes:
        return session.starts_at + dt.timedelta(minutes=session.duration_minutes)
    return session.event.ends_at


def _read(content: bytes, choices: Choices) -> Reading | Unreadable:
    try:
        return read(content, choices)
    except Unreadable as error:
        return error


def _first_choices(data: Mapping[str, Any] | None) -> Choices:
    """Kind and encoding, as far as they are known words: the columns of the form depend on them."""
    if data is None:
        return Choices()
    kind = data.get("kind", "")
    named = data.get("encoding", "")
    return Choices(
        kind=Kind(kind) if kind in set(Kind) else None,
        encoding=named if named in ("utf-8", "utf-16", "gb18030", "cp932", "cp949") else "",
    )


def _kind(first: Reading | Unreadable, data: Mapping[str, Any] | None) -> Kind:
    if isinstance(first, Reading):
        return first.kind
    return _first_choices(data).kind or Kind.ATTENDANCE


def _initial(session: Session, first: Reading | Unreadable) -> dict[str, Any]:
    zone = session.event.time_zone
    values: dict[str, Any] = {
        "kind": Kind.ATTENDANCE.value,
        "zone": zone,
        "order": Order.MONTH_FIRST.value,
        "times": CLOCK,
        "shift_ms": 0,
        "encoding": "",
    }
    if not isinstance(first, Reading):
        return values
    shown = [*(each.at for each in first.asked), *(each.at for each in first.lines)]
    begins = session.starts_at or session.event.starts_at
    is_elapsed = counts_from_the_beginning(shown, zone, begins)
    columns = {f"column_{field.value}": str(place) for field, place in first.columns.items()}
    return (
        values
        | columns
        | {
            "kind": first.kind.value,
            "order": first.order.value,
            "times": ELAPSED if is_elapsed else CLOCK,
        }
    )
