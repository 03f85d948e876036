"""What became of a question beyond its answer: apps above that follow questions up say so here.

Apps register in `AppConfig.ready()`; this app knows none of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tricity.events.models import Event
from tricity.rooms.models import Question
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class Became:
    """One thing that came of it, since `at`: a sentence, perhaps what it leads to, perhaps a remark (a reason)."""

    sentence: str
    at: dt.datetime
    title: LocalizedText | str | None = None
    url: str = ""
    remark: LocalizedText | None = None
    is_good: bool = True


@dataclass(frozen=True, slots=True)
class Deed:
    """A link for people who may follow it up."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class FollowUp:
    became: tuple[Became, ...] = ()
    deeds: tuple[Deed, ...] = ()


NOTHING = FollowUp()
# Called with the event, questions everybody in its room sees, the reader's language and the person.
Follower = Callable[[Event, Sequence[Question], str, Any], Mapping[int, FollowUp]]
_followers: list[Follower] = []


def register(follower: Follower) -> None:
    if follower not in _followers:
        _followers.append(follower)


def follow_ups(event: Event, questions: Sequence[Question], language: str, user: Any) -> dict[int, FollowUp]:
    """Question id → what became of it, as this person may know, and what the person may do; only where there is any."""
    found: dict[int, FollowUp] = {}
    for follower in _followers if questions else ():
        for pk, one in follower(event, questions, language, user).items():
            before = found.get(pk, NOTHING)
            found[pk] = FollowUp(before.became + one.became, before.deeds + one.deeds)
    return found
