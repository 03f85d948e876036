"""How long it takes to choose a portfolio exactly, and what taking the next best project one by one would miss.

    python benchmarks/synthesis_portfolio.py [--sizes 16 64 200 1000 5000] [--runs 10]

Candidates are drawn at random from a fixed seed: each names two to nine needs and plans out of a pool twice as large
as there are candidates, so that many of them overlap. “Greedy” is the usual approximation under the same limits.
"""

import argparse
import statistics
import time
from collections.abc import Sequence
from random import Random

from tricity.synthesis import Horizon
from tricity.synthesis.portfolio import QUICK, Candidate, Demand, Limits, Portfolio, Undecided, choose

COUNTRIES = ("CN", "JP", "KR")
WEIGHTS = (100, 85, 70, 60, 51)
LIMITS = {
    "number alone": Limits(most_projects=5),
    "all limits": Limits(most_projects=8, most_per_city=2, least_per_country=4, most_apart=2, least_long=2),
}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[16, 64, 200, 1000, 5000])
    parser.add_argument("--runs", type=int, default=10)
    arguments = parser.parse_args()
    for name, limits in LIMITS.items():
        for size in arguments.sizes:
            print(f"{name}, {size} candidates: {measured(size, limits, arguments.runs)}")


def measured(size: int, limits: Limits, runs: int) -> str:
    """Return a line of figures of so many sets of candidates."""
    times, gaps, missed, undecided = [], [], [], 0
    for seed in range(runs):
        candidates = drawn(size, Random(seed))
        began = time.perf_counter()
        try:
            found = choose(candidates, limits, QUICK)
        except Undecided:
            undecided += 1
            continue
        finally:
            times.append(1000 * (time.perf_counter() - began))
        if isinstance(found, Portfolio):
            gaps.append(found.gap)
            missed.append(1 - greedy(candidates, limits) / found.covered)
    exact = sum(gap == 0 for gap in gaps)
    return (
        f"p50 {statistics.median(times):.0f} ms, longest {max(times):.0f} ms; exact {exact} of {runs}, "
        f"largest gap {max(gaps, default=0):.1%}, undecided {undecided}; "
        f"greedy misses {statistics.median(missed or [0]):.1%} (at most {max(missed, default=0):.1%})"
    )


def drawn(size: int, draw: Random) -> list[Candidate]:
    """Return candidates that share demand, each of two or three countries."""
    cities = [(country, f"{country}-{number}") for country in COUNTRIES for number in range(20)]
    pool = [Demand(f"n{number}", draw.choice(WEIGHTS), draw.choice(cities)) for number in range(2 * size)]
    found = []
    for number in range(size):
        demand = draw.sample(pool, draw.randint(2, 9))
        countries = tuple(sorted(draw.sample(COUNTRIES, draw.choice((2, 3, 3)))))
        own = [each.place for each in demand if each.place is not None]
        places = frozenset(place for place in own if place[0] in countries)
        horizon = draw.choice(list(Horizon))
        found.append(Candidate(f"c{number:04}", horizon, countries, tuple(demand), places))
    return found


def greedy(candidates: Sequence[Candidate], limits: Limits) -> int:
    """Return the weight met by always taking what adds most, as long as no upper limit is broken."""
    met: dict[str, int] = {}
    taken: list[Candidate] = []
    while len(taken) < limits.most_projects:
        likely = [each for each in candidates if each not in taken and fits([*taken, each], limits)]
        if not likely:
            break
        best = max(likely, key=lambda each: (adds(each, met), each.id))
        taken.append(best)
        met.update({each.record_id: each.weight for each in best.demand})
    return sum(met.values())


def adds(candidate: Candidate, met: dict[str, int]) -> int:
    """Return the weight of what nothing taken so far meets."""
    return sum(each.weight for each in candidate.demand if each.record_id not in met)


def fits(taken: Sequence[Candidate], limits: Limits) -> bool:
    """Whether no city takes part in too many; what must be reached in the end greedy cannot see."""
    most = limits.most_per_city
    if most is None:
        return True
    places = [place for each in taken for place in each.places]
    return all(places.count(place) <= most for place in places)


if __name__ == "__main__":
    main()
