"""Which limits clash: a set of them that no choice keeps, from which none can be left out (deletion filtering).

Chinneck, Feasibility and Infeasibility in Optimization (2008), chapter 6: leave each limit out in turn; what still
clashes without it does not need it.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from tricity.synthesis.portfolio.candidates import Place
from tricity.synthesis.portfolio.errors import Undecided
from tricity.synthesis.portfolio.limits import Limits, Ruled
from tricity.synthesis.portfolio.solving import Programme, Row, Solver
from tricity.synthesis.portfolio.values import Clash

_Part = TypeVar("_Part")


def clash(limits: Limits, rules: Sequence[Ruled], count: int, solver: Solver) -> Clash:
    """Return the limits that clash; together `rules` must be known to allow no set of `count` candidates."""
    allowing = _Allowing(count, solver)

    def allow(some: Sequence[Ruled]) -> bool:
        return allowing(row for rule in some for row in rule.rows)

    # A limit that cannot be kept even alone says more than how it fares with others.
    hopeless = next((rule for rule in rules if not allow([rule])), None)
    kept = [hopeless] if hopeless is not None else _needed(rules, allow)
    return Clash(limits, tuple(rule.limit for rule in kept), _places(kept, allowing), allowing.is_sure)


def _needed(parts: Sequence[_Part], allow: Callable[[Sequence[_Part]], bool]) -> list[_Part]:
    """Return some of the parts that allow nothing, without any of which they would; the last are left out first."""
    kept = list(parts)
    for number in reversed(range(len(kept))):
        rest = [*kept[:number], *kept[number + 1 :]]
        if not allow(rest):
            kept = rest
    return kept


def _places(kept: Sequence[Ruled], allowing: "_Allowing") -> tuple[Place, ...]:
    rule = next((rule for rule in kept if rule.places), None)
    if rule is None:
        return ()
    others = [row for each in kept if each is not rule for row in each.rows]
    by_place = list(zip(rule.places, rule.rows, strict=True))
    needed = _needed(by_place, lambda some: allowing([*others, *(row for _, row in some)]))
    return tuple(place for place, _ in needed)


class _Allowing:
    """Asks whether any set keeps some rows; remembers whether it always got an answer."""

    def __init__(self, count: int, solver: Solver) -> None:
        self.count, self.solver, self.is_sure = count, solver, True

    def __call__(self, rows: Iterable[Row]) -> bool:
        try:
            return self.solver.solve(Programme([0] * self.count, self.count, list(rows))) is not None
        except Undecided:
            self.is_sure = False
            return True  # what was asked about stays among those that clash: it may be needed
