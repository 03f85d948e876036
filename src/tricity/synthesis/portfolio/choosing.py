"""Choosing: most demand met, then fewest projects, then the first by id; or which limits clash."""

from collections.abc import Iterable, Sequence
from typing import Final

from tricity.synthesis.portfolio.candidates import Candidate
from tricity.synthesis.portfolio.clashes import clash
from tricity.synthesis.portfolio.errors import TooMany
from tricity.synthesis.portfolio.limits import Limits, Ruled, countries_of, ruled
from tricity.synthesis.portfolio.solving import THOROUGH, Effort, Programme, Row, Solved, solve
from tricity.synthesis.portfolio.units import Unit, units_of
from tricity.synthesis.portfolio.values import Clash, Portfolio, Step

MOST_CANDIDATES: Final = 5_000
BLOCK: Final = (
    16  # candidates whose order by id is decided in one programme: 2 to the 16th is far within precision
)


def choose(candidates: Iterable[Candidate], limits: Limits, effort: Effort = THOROUGH) -> Portfolio | Clash:
    """Return the set that meets most demand within the limits, or the limits that clash.

    The same whatever the order of the candidates, unless it is the time of the effort that runs out, not the work.
    Raises BadLimits, TooMany, Undecided.
    """
    ordered = sorted(candidates, key=lambda each: each.id)
    if len(ordered) > MOST_CANDIDATES:
        raise TooMany(len(ordered), MOST_CANDIDATES)
    rules = ruled(limits, ordered)
    units = units_of(ordered)
    best = solve(_most_met(len(ordered), units, rules), effort)
    if best is None:
        return clash(limits, rules, len(ordered), effort)
    chosen, is_decided = _decided(best, len(ordered), units, rules, effort)
    return _portfolio(limits, ordered, units, chosen, best, is_exact=best.is_proven and is_decided)


def _most_met(count: int, units: Sequence[Unit], rules: Sequence[Ruled]) -> Programme:
    """Return the programme in which a unit counts where one of the candidates that name it is chosen."""
    worth = [0] * count + [unit.weight for unit in units]
    rows = [row for rule in rules for row in rule.rows]
    return Programme(worth, count, [*rows, *_met(count, units)])


def _met(count: int, units: Sequence[Unit]) -> list[Row]:
    return [
        Row((*((number, -1.0) for number in unit.by), (count + place, 1.0)), None, 0.0)
        for place, unit in enumerate(units)
    ]


def _decided(
    best: Solved, count: int, units: Sequence[Unit], rules: Sequence[Ruled], effort: Effort
) -> tuple[tuple[int, ...], bool]:
    """Return of all sets that meet as much one of fewest projects, and of these the first by id; whether it is sure."""
    if not best.is_proven or not count:
        return best.chosen, best.is_proven
    weights = tuple((count + place, float(unit.weight)) for place, unit in enumerate(units))
    rows = [row for rule in rules for row in rule.rows]
    rows += [*_met(count, units), Row(weights, best.value - 0.5)]
    width = count + len(units)
    fewest = solve(Programme([-1] * count + [0] * len(units), count, rows), effort)
    if fewest is None or not fewest.is_proven:
        return best.chosen, False
    chosen = fewest.chosen
    rows.append(Row(tuple((number, 1.0) for number in range(count)), None, float(len(chosen))))
    for start in range(0, count, BLOCK):
        block = range(start, min(start + BLOCK, count))
        worth = [0] * width
        for number in block:
            worth[number] = 1 << (block[-1] - number)
        found = solve(Programme(worth, count, rows), effort)
        if found is None or not found.is_proven:
            return chosen, False
        chosen = found.chosen
        rows += [Row(((number, 1.0),), float(number in chosen), float(number in chosen)) for number in block]
        if len([number for number in chosen if number < block[-1] + 1]) == len(chosen):
            break  # all of them are in the blocks that are decided
    return chosen, True


def _portfolio(
    limits: Limits,
    candidates: Sequence[Candidate],
    units: Sequence[Unit],
    chosen: Sequence[int],
    best: Solved,
    *,
    is_exact: bool,
) -> Portfolio:
    named = set(chosen)
    met = [unit for unit in units if named.intersection(unit.by)]
    covered = sum(unit.weight for unit in met)
    bound = max(best.bound, covered)
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
