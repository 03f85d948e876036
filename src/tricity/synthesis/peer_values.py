"""Two initiatives side by side: what they share, how far each is, and what each leaves unsaid."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tricity.language import FeatureKind
from tricity.synthesis.records import RUNNING, Status
from tricity.synthesis.values import Quotation


class Ahead(StrEnum):
    """Which of two initiatives is further: planned, then tried, then running or completed."""

    NEITHER = "neither"
    ONE = "one"
    OTHER = "other"
    UNKNOWN = "unknown"  # one of them does not say how far it is


@dataclass(frozen=True, slots=True)
class PeerReason:
    """Both say the same, as in `MatchReason`: a topic both have, or else a related one, or a word."""

    kind: FeatureKind
    key: str
    one: Quotation
    other: Quotation
    score: float
    concept_id: str | None = None
    related_id: str | None = None


@dataclass(frozen=True, slots=True)
class PeerSide:
    """One of the two. `only` are topics the other has not, main one first; `untold` what it leaves unsaid of what is asked.

    None is "not stated": it speaks neither for nor against anybody.
    """

    id: str
    status: Status | None
    start_year: int | None
    end_year: int | None
    only: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Peers:
    """Two initiatives of different cities that are alike; `one.id < other.id`.

    `score` in (0, 1] is the same from both sides, and orders the peers of one initiative; it is no grade. `close`
    says that the pair is worth showing unasked. A pair is kept where either counts the other among its nearest.
    """

    one: PeerSide
    other: PeerSide
    score: float
    close: bool
    same_country: bool
    ahead: Ahead
    reasons: tuple[PeerReason, ...] = ()


_STEPS: Final = {Status.PLANNED: 0, Status.PILOT: 1, **dict.fromkeys(RUNNING, 2)}


def ahead(one: Status | None, other: Status | None) -> Ahead:
    """Return which is further; who has completed its work is not further than who runs it."""
    if one is None or other is None:
        return Ahead.UNKNOWN
    if _STEPS[one] == _STEPS[other]:
        return Ahead.NEITHER
    return Ahead.ONE if _STEPS[one] > _STEPS[other] else Ahead.OTHER
