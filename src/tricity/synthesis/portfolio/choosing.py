"""Choosing: most demand met, then fewest projects, then the first by id; or which limits clash."""

from collections.abc import Iterable, Sequence
from typing import Final

from tricity.synthesis.portfolio.candidates import Candidate
from tricity.synthesis.portfolio.clashes import clash
from tricity.synthesis.portfolio.errors import TooMany, Undecided
from tricity.synthesis.portfolio.limits import Limits, Ruled, countries_of, ruled
from tricity.synthesis.portfolio.solving import THOROUGH, Effort, Programme, Row, Solved, Solver
from tricity.synthesis.portfolio.units import Unit, units_of
from tricity.synthesis.portfolio.values import Clash, Portfolio, Step

MOST_CANDIDATES: Final = 5_000
TIES_UP_TO: Final = 64  # candidates; of more the set is the solver's, which gets them in order of id
BLOCK: Final = 16  # candidates that one programme decides by id: 2 to the 16th is far within precision


def choose(candidates: Iterable[Candidate], limits: Limits, effort: Effort = THOROUGH) -> Portfolio | Clash:
    """Return the set that meets most demand within the limits, or the limits that clash.

    The same whatever the order of the candidates, unless it is the time of the effort that runs out, not the work.
    Raises BadLimits, TooMany, Undecided.
    """
    ordered = sorted(candidates, key=lambda each: each.id)
    if len(ordered) > MOST_CANDIDATES:
        raise TooMany(len(ordered), MOST_CANDIDATES)
    solver = Solver(effort)
    rules, units = ruled(limits, ordered), units_of(ordered)
    programme = _most_met(len(ordered), units, rules)
    best = solver.solve(programme)
    if best is None:
        return clash(limits, rules, len(ordered), solver)
    chosen, is_first = best.chosen, False
    if best.is_proven and len(ordered) <= TIES_UP_TO:
        chosen, is_first = _first_by_id(best, programme, solver)
    bound = -(-best.bound // (len(ordered) + 1))
    return _portfolio(limits, ordered, units, chosen, bound, is_exact=best.is_proven, ties_by_id=is_first)


def _most_met(count: int, units: Sequence[Unit], rules: Sequence[Ruled]) -> Programme:
    """Return the programme in which a unit counts where one of the candidates that name it is chosen.

    A point of weight is worth more than all projects, each of which costs one: of sets that meet as much the smallest is
    best.
    """
    worth = [-1] * count + [unit.weight * (count + 1) for unit in units]
    rows = [row for rule in rules for row in rule.rows]
    rows += [
        Row((*((number, -1.0) for number in unit.by), (count + place, 1.0)), None, 0.0)
        for place, unit in enumerate(units)
    ]
    return Programme(worth, count, rows)


def _first_by_id(best: Solved, programme: Programme, solver: Solver) -> tuple[tuple[int, ...], bool]:
    """Return of all solutions that are worth as much the first by id, and whether it is sure."""
    count, width = programme.binary, len(programme.worth)
    as_good = Row(
        tuple((column, float(worth)) for column, worth in enumerate(programme.worth)), best.value - 0.5
    )
    rows, chosen = [*programme.rows, as_good], best.chosen
    for start in range(0, count, BLOCK):
        block = range(start, min(start + BLOCK, count))
        worth = [0] * width
        for number in block:
            worth[number] = 1 << (block[-1] - number)
        try:
            found = solver.solve(Programme(worth, count, rows))
        except Undecided:
            return chosen, False
        if found is None or not found.is_proven:
            return chosen, False
        chosen = found.chosen
        rows += [Row(((number, 1.0),), float(number in chosen), float(number in chosen)) for number in block]
    return chosen, True


def _portfolio(
    limits: Limits,
    candidates: Sequence[Candidate],
    units: Sequence[Unit],
    chosen: Sequence[int],
    bound: int,
    *,
    is_exact: bool,
    ties_by_id: bool,
) -> Portfolio:
    named = set(chosen)
    met = [unit for unit in units if named.intersection(unit.by)]
    covered = sum(unit.weight for unit in met)
    bound = covered if is_exact else max(bound, covered)
    met_ids = {each for unit in met for each in unit.record_ids}
    every_id = {each for unit in units for each in unit.record_ids}
    return Portfolio(
        limits=limits,
        steps=tuple(_steps(limits, candidates, units, chosen)),
        covered=covered,
        bound=bound,
        possible=sum(unit.weight for unit in units),
        gap=round((bound - covered) / bound, 4) if bound else 0.0,
        is_exact=is_exact,
        ties_by_id=ties_by_id,
        countries=tuple(
            (code, sum(1 for number in chosen if code in candidates[number].countries))
            for code in countries_of(candidates)
        ),
        covered_ids=tuple(sorted(met_ids)),
        missed_ids=tuple(sorted(every_id - met_ids)),
    )


def _steps(
    limits: Limits, candidates: Sequence[Candidate], units: Sequence[Unit], chosen: Sequence[int]
) -> Iterable[Step]:
    """Take next what adds most to those before it; of equals the first by id."""
    rest, met, so_far = sorted(chosen), set[int](), 0
    names = {number: {place for place, unit in enumerate(units) if number in unit.by} for number in rest}
    while rest:
        adding = {number: sum(units[place].weight for place in names[number] - met) for number in rest}
        taken = min(rest, key=lambda number: (-adding[number], number))
        rest.remove(taken)
        new = names[taken] - met
        met |= new
        so_far += adding[taken]
        others = set().union(*(names[number] for number in chosen if number != taken))
        yield Step(
            id=candidates[taken].id,
            adds=adding[taken],
            so_far=so_far,
            record_ids=tuple(sorted(each for place in new for each in units[place].record_ids)),
            only_it=sum(units[place].weight for place in names[taken] - others),
            is_pinned=candidates[taken].id in limits.pinned,
        )
