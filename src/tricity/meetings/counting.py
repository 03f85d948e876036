"""How many met, between which countries, and to what it led; never who."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from tricity.events.models import Event
from tricity.meetings.models import Meeting
from tricity.participation.queries import FEWEST, told_apart

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Counts:
    """`pairs` are agreed meetings not noted as missed, by the countries of the two ("" where not stated).

    Too small groups are in `others`; see `participation.queries.told_apart`. `followed` is per kind of object.
    """

    agreed: int
    held: int
    missed: int
    pairs: Mapping[Pair, int]
    others: int
    followed: Mapping[str, int]


def count(event: Event, *, fewest: int = FEWEST) -> Counts:
    """A meeting was held if one of the two says so. Two queries."""
    rows = (
        Meeting.objects.filter(event=event, state=Meeting.State.AGREED)
        .select_related("asker__registration", "asked__registration")
        .prefetch_related("outcomes")
    )
    meetings = list(rows)
    held, missed = 0, 0
    pairs: Counter[str] = Counter()
    followed: set[tuple[str, str]] = set()
    for meeting in meetings:
        noted = list(meeting.outcomes.all())
        is_held = any(each.is_held for each in noted)
        held += is_held
        missed += bool(noted) and not is_held
        if is_held or not noted:
            pairs["|".join(_countries(meeting))] += 1
        followed |= {(each.follow_kind, each.follow_code) for each in noted if each.follow_kind}
    kept, others = told_apart(pairs, fewest)
    return Counts(
        agreed=len(meetings),
        held=held,
        missed=missed,
        pairs={_pair(key): number for key, number in kept.items()},
        others=others,
        followed=Counter(kind for kind, _code in followed),
    )


def _countries(meeting: Meeting) -> list[str]:
    sides = (meeting.asker, meeting.asked)
    return sorted(each.registration.country_id or "" for each in sides)


def _pair(key: str) -> Pair:
    first, _, second = key.partition("|")
    return first, second
