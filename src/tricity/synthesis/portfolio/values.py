"""What comes of choosing, as plain values. Weights are whole numbers: a need of high priority counts 100."""

from dataclasses import dataclass
from typing import Literal

from tricity.synthesis.portfolio.candidates import Place
from tricity.synthesis.portfolio.limits import Limit, Limits


@dataclass(frozen=True, slots=True)
class Step:
    """What one project adds to those before it: the weight, and the needs and plans that none of them meets.

    `so_far` is the weight of all up to it. `only_it` is what would be missing from the whole set without it.
    """

    id: str
    adds: int
    so_far: int
    record_ids: tuple[str, ...]
    only_it: int
    is_pinned: bool


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The set that was chosen, in the order in which each project adds most.

    `covered` is the weight of the needs and plans it meets, `possible` that of all; no set within the limits meets more
    than `bound`. `is_exact` says that it is proven to be best; else `gap` is the share of `bound` that may be missing, at
    most. `ties_by_id` says that of all sets as good and as small it is the first by id. `countries` says in how many of
    the projects each country takes part, in order of code.
    """

    limits: Limits
    steps: tuple[Step, ...]
    covered: int
    bound: int
    possible: int
    gap: float
    is_exact: bool
    ties_by_id: bool
    countries: tuple[tuple[str, int], ...]
    covered_ids: tuple[str, ...]
    missed_ids: tuple[str, ...]
    kind: Literal["portfolio"] = "portfolio"

    @property
    def ids(self) -> tuple[str, ...]:
        """The candidates chosen."""
        return tuple(each.id for each in self.steps)


@dataclass(frozen=True, slots=True)
class Clash:
    """No set keeps all of `together`, and any one of them left out, some set keeps the rest.

    Where one of them is about cities, `places` are cities that suffice for the clash, none of which could be left out.
    `is_irreducible` is false where the effort allowed did not suffice to see whether fewer of them clash already.
    """

    limits: Limits
    together: tuple[Limit, ...]
    places: tuple[Place, ...] = ()
    is_irreducible: bool = True
    kind: Literal["clash"] = "clash"
