"""What apps above keep about questions: it is told before questions are deleted for good, and cleared up in the same deed.

Apps register in `AppConfig.ready()`; this app knows none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tricity.rooms.following import FollowUp
from tricity.rooms.models import Question
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class Kept:
    """Something kept about a question: `key` names it, `url` shows it, `followed` says what it is, for one reader."""

    key: str
    url: str
    text: LocalizedText
    followed: FollowUp


@dataclass(frozen=True, slots=True)
class Keeper:
    """What an app answers for questions of one event: the keys of all it keeps; the same for a reader (language, person);
    and that it forgets it, for the one who deletes them.
    """

    keys: Callable[[Sequence[Question]], set[str]]
    views: Callable[[Sequence[Question], str, Any], Sequence[Kept]]
    forget: Callable[[Sequence[Question], Any], None]


_keepers: list[Keeper] = []


def register(keeper: Keeper) -> None:
    """Ask this app, too, before questions are deleted; once, however often it is called."""
    if keeper not in _keepers:
        _keepers.append(keeper)


def keys_of(questions: Sequence[Question]) -> set[str]:
    """The keys of all that is kept about these questions of one event, by whichever app."""
    return set().union(*(keeper.keys(questions) for keeper in _keepers)) if questions else set()


def kept_about(questions: Sequence[Question], language: str, user: Any) -> list[Kept]:
    """The same as a reader of the language gets it, in the order of the apps."""
    return list(_views(questions, language, user)) if questions else []


def forget(questions: Sequence[Question], *, by: Any) -> None:
    """Call it in the transaction that deletes them."""
    for keeper in _keepers if questions else ():
        keeper.forget(questions, by)


def _views(questions: Sequence[Question], language: str, user: Any) -> Iterator[Kept]:
    for keeper in _keepers:
        yield from keeper.views(questions, language, user)
