"""The portfolio: what it chooses is what trying every set would choose, and clashes name no limit too many."""

import json
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tricity.synthesis import Horizon, Priority, Synthesis
from tricity.synthesis.portfolio import (
    QUICK,
    BadLimits,
    Candidate,
    Clash,
    Demand,
    Effort,
    Limit,
    LimitKey,
    Limits,
    Portfolio,
    TooMany,
    candidate_of,
    choose,
    choosing,
    difference,
    weight_of,
)
from tricity.synthesis.portfolio.choosing import TIES_UP_TO

COUNTRIES = ("CN", "JP", "KR")
CITIES = tuple((country, city) for country in COUNTRIES for city in ("a", "b"))
OFTEN = settings(max_examples=80, deadline=None)


def candidate(
    name: str, needs: str, countries: str = "CN JP", horizon: Horizon = Horizon.SHORT, places: str = ""
) -> Candidate:
    """A candidate that meets `needs`, each of weight 100; `places` as in "JP:a KR:b"."""
    return Candidate(
        name,
        horizon,
        tuple(countries.split()),
        tuple(Demand(each, 100) for each in needs.split()),
        frozenset((each[:2], each[3:]) for each in places.split()),
    )


def chosen(candidates: Sequence[Candidate], limits: Limits) -> Portfolio:
    found = choose(candidates, limits)
    assert isinstance(found, Portfolio)
    return found


def clashing(candidates: Sequence[Candidate], limits: Limits) -> Clash:
    found = choose(candidates, limits)
    assert isinstance(found, Clash)
    return found


# --- What it chooses -----------------------------------------------------------------------------------------------


def test_the_set_that_meets_most_needs_is_chosen_though_the_largest_project_is_not_in_it() -> None:
    middle, left, right = candidate("m", "1 2 3 4"), candidate("l", "1 2 5"), candidate("r", "3 4 6")

    found = chosen([middle, left, right], Limits(most_projects=2))

    assert (found.ids, found.covered, found.possible) == (("l", "r"), 600, 600)
    assert (found.is_exact, found.gap, found.missed_ids) == (True, 0.0, ())


def test_a_need_that_two_projects_meet_counts_once() -> None:
    found = chosen([candidate("a", "1 2"), candidate("b", "2 3")], Limits())

    assert found.covered == 300
    assert [(step.id, step.adds, step.so_far, step.record_ids) for step in found.steps] == [
        ("a", 200, 200, ("1", "2")),
        ("b", 100, 300, ("3",)),
    ]
    assert [step.only_it for step in found.steps] == [100, 100]


def test_needs_of_one_city_that_the_same_projects_name_count_once() -> None:
    said_twice = (Demand("1", 100, ("JP", "a")), Demand("2", 70, ("JP", "a")), Demand("3", 85, ("JP", "b")))

    found = chosen([replace(candidate("a", ""), demand=said_twice)], Limits())

    assert (found.covered, found.covered_ids) == (185, ("1", "2", "3"))


def test_a_project_that_adds_nothing_is_left_out() -> None:
    assert chosen([candidate("a", "1 2"), candidate("b", "2")], Limits()).ids == ("a",)


def test_of_sets_that_meet_as_much_the_first_by_id_is_chosen() -> None:
    alike = [candidate(name, "1 2") for name in "dcba"]

    assert chosen(alike, Limits()).ids == ("a",)


def test_a_pinned_project_is_in_and_an_excluded_one_out() -> None:
    three = [candidate("a", "1 2 3"), candidate("b", "4 5"), candidate("c", "6")]

    found = chosen(three, Limits(most_projects=2, pinned=("c",), excluded=("a",)))

    assert found.ids == ("b", "c")
    assert [step.is_pinned for step in found.steps] == [False, True]


def test_horizons_are_mixed_as_asked() -> None:
    three = [candidate("a", "1 2 3"), candidate("b", "4 5"), candidate("c", "6", horizon=Horizon.LONG)]

    assert chosen(three, Limits(most_projects=2, least_long=1)).ids == ("a", "c")


def test_no_city_is_part_of_more_projects_than_asked() -> None:
    three = [
        candidate("a", "1 2 3", places="JP:a"),
        candidate("b", "4 5", places="JP:a"),
        candidate("c", "6", places="JP:b"),
    ]

    assert chosen(three, Limits(most_per_city=1)).ids == ("a", "c")


def test_every_country_is_part_of_as_many_projects_as_asked() -> None:
    three = [candidate("a", "1 2 3"), candidate("b", "4 5"), candidate("c", "6", countries="JP KR")]

    found = chosen(three, Limits(most_projects=2, least_per_country=1))

    assert found.ids == ("a", "c")
    assert found.countries == (("CN", 1), ("JP", 2), ("KR", 1))


def test_countries_are_no_further_apart_than_asked() -> None:
    three = [candidate("a", "1 2 3"), candidate("b", "4 5"), candidate("c", "6", countries="CN JP KR")]

    assert chosen(three, Limits(most_apart=1)).ids == ("a", "c")


def test_nothing_is_chosen_from_nothing() -> None:
    assert chosen([], Limits()).ids == ()


def test_weights_are_those_of_the_score_of_a_candidate() -> None:
    assert [weight_of(is_plan=False, priority=each) for each in (Priority.HIGH, None, Priority.LOW)] == [
        100,
        85,
        70,
    ]
    assert weight_of(is_plan=True) == 60


def test_candidates_of_a_run_know_their_cities_and_their_demand(found: Synthesis) -> None:
    opportunity = found.opportunities[0]

    made = candidate_of(opportunity)

    assert {each.record_id for each in made.demand} == {*opportunity.needs, *opportunity.plans}
    facts = {each.record_id: each for each in opportunity.facts}
    taking_part = (*opportunity.needs, *opportunity.plans, *opportunity.experience)
    assert made.places == {
        (facts[each].country, facts[each].city) for each in taking_part if facts[each].city
    }
    assert made.places


# --- What cannot be meant ------------------------------------------------------------------------------------------


def test_a_candidate_that_is_not_there_cannot_be_pinned() -> None:
    with pytest.raises(BadLimits) as refused:
        choose([candidate("a", "1")], Limits(pinned=("b",)))

    assert (refused.value.field, refused.value.key, refused.value.value) == (
        "pinned",
        "unknown_candidate",
        "b",
    )


def test_a_limit_below_nothing_is_refused() -> None:
    with pytest.raises(BadLimits) as refused:
        Limits(least_long=-1)

    assert (refused.value.field, refused.value.key) == ("least_long", "negative")


def test_more_candidates_than_can_be_chosen_from_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "MOST_CANDIDATES", 1)

    with pytest.raises(TooMany):
        choose([candidate("a", "1"), candidate("b", "2")], Limits())


# --- What clashes --------------------------------------------------------------------------------------------------


def test_limits_that_clash_are_named() -> None:
    three = [candidate("a", "1"), candidate("b", "2", horizon=Horizon.LONG), candidate("c", "3")]

    found = clashing(three, Limits(most_projects=1, least_short=1, least_long=1, least_per_country=1))

    assert [(each.key, each.value) for each in found.together] == [
        (LimitKey.MOST_PROJECTS, 1),
        (LimitKey.LEAST_SHORT, 1),
        (LimitKey.LEAST_LONG, 1),
    ]


def test_a_limit_that_too_few_candidates_could_meet_clashes_alone_and_says_how_many_there_are() -> None:
    found = clashing([candidate("a", "1"), candidate("b", "2")], Limits(least_long=1))

    assert found.together == (Limit(LimitKey.LEAST_LONG, 1, available=0),)


def test_pinned_and_excluded_clash() -> None:
    found = clashing([candidate("a", "1")], Limits(pinned=("a",), excluded=("a",)))

    assert [(each.key, each.subject) for each in found.together] == [
        (LimitKey.PINNED, "a"),
        (LimitKey.EXCLUDED, "a"),
    ]


def test_the_cities_of_a_clash_are_named() -> None:
    pair = [candidate("a", "1", places="JP:a KR:b"), candidate("b", "2", places="JP:a CN:a")]

    found = clashing(pair, Limits(most_per_city=1, pinned=("a", "b")))

    assert [each.key for each in found.together] == [LimitKey.PINNED, LimitKey.PINNED, LimitKey.MOST_PER_CITY]
    assert found.places == (("JP", "a"),)


# --- What if -------------------------------------------------------------------------------------------------------


def test_the_difference_says_what_comes_and_goes() -> None:
    three = [candidate("a", "1 2 3"), candidate("b", "4 5"), candidate("c", "6 7", horizon=Horizon.LONG)]
    before = chosen(three, Limits(most_projects=2))

    changed = difference(before, chosen(three, Limits(most_projects=2, least_long=1)))

    assert (changed.added, changed.removed, changed.kept) == (("c",), ("b",), ("a",))
    assert (changed.covered, changed.newly_met, changed.no_longer_met) == (0, ("6", "7"), ("4", "5"))
    assert difference(before, before).is_none


# --- Against trying everything -------------------------------------------------------------------------------------


@st.composite
def small_cases(draw: st.DrawFn) -> tuple[list[Candidate], Limits]:
    """A handful of candidates that share needs and cities, under limits that often clash."""
    count = draw(st.integers(0, 6))
    home = {f"n{number}": draw(st.sampled_from([None, *CITIES])) for number in range(7)}
    weight = {name: draw(st.sampled_from([100, 85, 70, 60])) for name in home}
    candidates = []
    for number in range(count):
        needs = sorted(draw(st.sets(st.sampled_from(sorted(home)), max_size=4)))
        demand = tuple(Demand(each, weight[each], home[each]) for each in needs)
        experience = draw(st.sets(st.sampled_from(CITIES), max_size=2))
        candidates.append(
            Candidate(
                f"c{number}",
                draw(st.sampled_from(Horizon)),
                tuple(sorted(draw(st.sets(st.sampled_from(COUNTRIES), min_size=2)))),
                demand,
                frozenset({place for each in needs if (place := home[each]) is not None} | experience),
            )
        )
    some = st.sets(st.sampled_from([each.id for each in candidates] or ["-"]), max_size=2)
    limits = Limits(
        most_projects=draw(st.integers(0, 5)),
        most_per_city=draw(st.none() | st.integers(0, 2)),
        least_per_country=draw(st.integers(0, 2)),
        most_apart=draw(st.none() | st.integers(0, 1)),
        least_short=draw(st.integers(0, 2)),
        least_long=draw(st.integers(0, 2)),
        pinned=tuple(draw(some) - {"-"}) if draw(st.booleans()) else (),
        excluded=tuple(draw(some) - {"-"}) if draw(st.booleans()) else (),
    )
    return candidates, limits


@OFTEN
@given(small_cases())
def test_what_is_chosen_is_what_trying_every_set_would_choose(case: tuple[list[Candidate], Limits]) -> None:
    candidates, limits = case
    allowed = [some for some in subsets(candidates) if keeps(some, limits, candidates)]

    found = choose(candidates, limits)

    if not allowed:
        assert isinstance(found, Clash)
        return
    best = min(allowed, key=lambda some: (-worth(some, candidates), len(some), [each.id for each in some]))
    assert isinstance(found, Portfolio)
    assert sorted(found.ids) == [each.id for each in best]
    assert (found.covered, found.gap) == (worth(best, candidates), 0.0)
    assert found.is_exact
    assert found.ties_by_id
    assert sum(step.adds for step in found.steps) == found.covered


@OFTEN
@given(small_cases())
def test_of_the_limits_that_clash_none_could_be_left_out(case: tuple[list[Candidate], Limits]) -> None:
    candidates, limits = case
    found = choose(candidates, limits)
    if isinstance(found, Portfolio):
        return

    assert found.is_irreducible
    assert not any_keeps(candidates, found.together)
    for each in found.together:
        assert any_keeps(candidates, [other for other in found.together if other != each])


@OFTEN
@given(small_cases(), st.randoms(use_true_random=False))
def test_shuffled_candidates_give_the_same_bytes(
    case: tuple[list[Candidate], Limits], random: Random
) -> None:
    candidates, limits = case
    shuffled = [
        replace(each, demand=tuple(random.sample(each.demand, len(each.demand)))) for each in candidates
    ]
    random.shuffle(shuffled)

    assert bytes_of(choose(shuffled, limits)) == bytes_of(choose(candidates, limits))


def test_up_to_sixty_four_candidates_are_decided_with_little_work() -> None:
    random = Random(0)
    many = [
        replace(
            candidate(f"{number:02}", " ".join(map(str, random.sample(range(64), random.randint(2, 12))))),
            horizon=random.choice(list(Horizon)),
            countries=tuple(sorted(random.sample(COUNTRIES, random.choice([2, 3])))),
            places=frozenset(random.sample(CITIES, 2)),
        )
        for number in range(TIES_UP_TO)
    ]
    limits = Limits(
        most_projects=8, most_per_city=4, least_per_country=3, most_apart=2, least_short=2, least_long=2
    )

    found = choose(many, limits, replace(QUICK, seconds=120))

    assert isinstance(found, Portfolio)
    assert found.is_exact
    assert found.ties_by_id


def test_several_can_be_chosen_at_once_as_the_threads_of_a_site_do() -> None:
    random = Random(3)
    some = [
        candidate(f"{number:02}", " ".join(map(str, random.sample(range(40), 5)))) for number in range(24)
    ]
    limits = [Limits(most_projects=number) for number in range(1, 9)]
    alone = [bytes_of(choose(some, each)) for each in limits]

    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda each: bytes_of(choose(some, each)), limits))

    assert together == alone


def test_where_work_runs_out_the_gap_is_said_and_it_is_the_same_each_time() -> None:
    random = Random(6)
    many = [
        replace(
            candidate(f"{number:03}", " ".join(map(str, random.sample(range(120), 7)))),
            places=frozenset({random.choice(CITIES), ("JP", str(random.randrange(15)))}),
        )
        for number in range(60)
    ]
    limits, little = Limits(most_projects=14, most_per_city=5, most_apart=0), Effort(nodes=1, seconds=60)

    found = choose(many, limits, little)

    assert isinstance(found, Portfolio)
    assert not found.is_exact
    assert found.bound >= found.covered
    assert found.gap == round((found.bound - found.covered) / found.bound, 4)
    assert bytes_of(choose(many[::-1], limits, little)) == bytes_of(found)


def subsets(candidates: Sequence[Candidate]) -> Iterator[tuple[Candidate, ...]]:
    for size in range(len(candidates) + 1):
        yield from combinations(candidates, size)


def worth(some: Sequence[Candidate], candidates: Sequence[Candidate]) -> int:
    """Every record once; those of one city that the same candidates name, once together, by the weightiest."""
    met: dict[object, int] = {}
    for each in some:
        for demand in each.demand:
            named_by = tuple(other.id for other in candidates if demand.record_id in names_of(other))
            key = (demand.place, named_by) if demand.place else demand.record_id
            met[key] = max(met.get(key, 0), demand.weight)
    return sum(met.values())


def names_of(candidate: Candidate) -> set[str]:
    return {demand.record_id for demand in candidate.demand}


def keeps(some: Sequence[Candidate], limits: Limits, candidates: Sequence[Candidate]) -> bool:
    ids = {each.id for each in some}
    countries = {code for each in candidates for code in each.countries}
    parts = {code: sum(code in each.countries for each in some) for code in countries}
    return (
        len(some) <= limits.most_projects
        and sum(each.horizon is Horizon.SHORT for each in some) >= limits.least_short
        and sum(each.horizon is Horizon.LONG for each in some) >= limits.least_long
        and all(count >= limits.least_per_country for count in parts.values())
        and (
            limits.most_apart is None
            or not parts
            or max(parts.values()) - min(parts.values()) <= limits.most_apart
        )
        and (
            limits.most_per_city is None
            or all(sum(place in each.places for each in some) <= limits.most_per_city for place in CITIES)
        )
        and set(limits.pinned) <= ids
        and ids.isdisjoint(limits.excluded)
    )


def any_keeps(candidates: Sequence[Candidate], some_limits: Sequence[Limit]) -> bool:
    """Whether any set keeps these of the limits, told one by one."""
    countries = {code for each in candidates for code in each.countries}
    return any(all(keeps_one(some, each, countries) for each in some_limits) for some in subsets(candidates))


def keeps_one(some: Sequence[Candidate], limit: Limit, countries: AbstractSet[str]) -> bool:
    ids = {each.id for each in some}
    parts = {code: sum(code in each.countries for each in some) for code in countries}
    match limit.key:
        case LimitKey.PINNED:
            return limit.subject in ids
        case LimitKey.EXCLUDED:
            return limit.subject not in ids
        case LimitKey.MOST_PROJECTS:
            return len(some) <= limit.value
        case LimitKey.LEAST_SHORT:
            return sum(each.horizon is Horizon.SHORT for each in some) >= limit.value
        case LimitKey.LEAST_LONG:
            return sum(each.horizon is Horizon.LONG for each in some) >= limit.value
        case LimitKey.LEAST_PER_COUNTRY:
            return parts[limit.subject] >= limit.value
        case LimitKey.MOST_APART:
            return max(parts.values()) - min(parts.values()) <= limit.value
        case LimitKey.MOST_PER_CITY:
            return all(sum(place in each.places for each in some) <= limit.value for place in CITIES)


def bytes_of(found: Portfolio | Clash) -> bytes:
    return json.dumps(asdict(found), ensure_ascii=False).encode()
