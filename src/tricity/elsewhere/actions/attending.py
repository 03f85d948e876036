from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django.db import transaction

from tricity.elsewhere import queries
from tricity.elsewhere.actions.sources import Outcome, Source, note
from tricity.elsewhere.errors import NothingNew
from tricity.elsewhere.matching import Person
from tricity.elsewhere.models import BroughtFile, Presence
from tricity.elsewhere.reading import Clock
from tricity.elsewhere.spans import Stay, attended, stay_of
from tricity.events.models import Event
from tricity.participation.actions import forget_presence, note_presence
from tricity.participation.models import Arrival, Registration

_BATCH: Final = 500  # SQLite takes so many values in one statement


@transaction.atomic
def bring_attendance(
    source: Source, persons: Sequence[Person], matched: Mapping[int, Registration], clock: Clock, *, by: Any
) -> Outcome:
    """Note that the matched came, and how long; of all others only how many they are. Raises BroughtAlready, NothingNew.

    `matched` is index of a person → registration of the same event. Nobody's name is kept.
    """
    if not persons:
        raise NothingNew
    stays = {person.index: [stay_of(told, clock) for told in person.stays] for person in persons}
    strangers = [stays[person.index] for person in persons if person.index not in matched]
    file = note(
        source,
        by=by,
        unmatched=marks(strangers),
        strangers_seconds=sum(attended(each, clock.begins).seconds or 0 for each in strangers),
    )
    rows = [
        Presence(
            file=file,
            registration=matched[person.index],
            key=_key(matched[person.index].pk, stay),
            joined_at=stay.joined_at,
            left_at=stay.left_at,
            seconds=stay.seconds,
        )
        for person in persons
        if person.index in matched
        for stay in stays[person.index]
    ]
    people = {row.registration_id for row in rows}
    known = _known(file, people)
    Presence.objects.bulk_create({row.key: row for row in rows}.values(), batch_size=_BATCH)
    tell_arrivals(file.event, people)
    return Outcome(file, len(people - known), len(people & known))


def tell_arrivals(event: Event, registrations: Iterable[int]) -> None:
    """Have the arrivals of these people say what the standing files say now."""
    pks = sorted(registrations)
    for start in range(0, len(pks), _BATCH):
        some = pks[start : start + _BATCH]
        stays = queries.stays_of(event, some)
        for row in Registration.objects.filter(pk__in=some):
            if row.pk not in stays:
                forget_presence(row, Arrival.Channel.ELSEWHERE)
                continue
            told = [Stay(each.joined_at, each.left_at, each.seconds) for each in stays[row.pk]]
            found = attended(told, event.starts_at)
            note_presence(
                row,
                Arrival.Channel.ELSEWHERE,
                first_at=found.first_at,
                last_at=found.last_at,
                seconds=found.seconds,
            )


def marks(strangers: Iterable[Sequence[Stay]]) -> list[str]:
    """A mark for each person, of when they were there alone: the same in every file that tells of the same people.

    Who were there at the same seconds are told apart by being counted.
    """
    found = Counter()  # type: Counter[str]
    result = []
    for stays in strangers:
        spans = "|".join(sorted(_span(stay) for stay in stays))
        found[spans] += 1
        result.append(hashlib.sha256(f"{spans}#{found[spans]}".encode()).hexdigest()[:16])
    return result


def _known(file: BroughtFile, people: set[int]) -> set[int]:
    """Those of whom an earlier file of the session told."""
    rows = Presence.objects.filter(file__session=file.session, file__taken_back_at=None).exclude(file=file)
    return set(rows.values_list("registration", flat=True).distinct()) & people


def _key(registration: int, stay: Stay) -> str:
    return hashlib.sha256(f"{registration}|{_span(stay)}".encode()).hexdigest()


def _span(stay: Stay) -> str:
    if stay.joined_at or stay.left_at:
        return "–".join(each.isoformat() if each else "" for each in (stay.joined_at, stay.left_at))
    return f"{stay.seconds} s"
