"""Initiatives of different cities that are alike: pairs that hold from both sides, with what differs."""

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.synthesis.examples import RECORDS
from tests.synthesis.test_determinism import TEXTS, records
from tricity.language import Engine, Thesaurus
from tricity.synthesis import (
    Ahead,
    Kind,
    Peers,
    Record,
    Status,
    Synthesis,
    TopicModel,
    analyze,
    collection_statistics,
    find_peers,
    peer_candidates,
)
from tricity.synthesis.matching_rows import numbered
from tricity.synthesis.peer_values import ahead

FEW = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def peers_of(given_records: list[Record], thesaurus: Thesaurus, engine: Engine, **limits: int) -> list[Peers]:
    analyzed = analyze(given_records, engine)
    model, statistics = TopicModel(thesaurus, engine), collection_statistics(analyzed)
    return find_peers(analyzed, model.assign(analyzed, statistics), statistics, model, **limits)


def pair(found: Synthesis, one: str, other: str) -> Peers:
    return next(each for each in found.peers if (each.one.id, each.other.id) == (one, other))


def test_initiatives_on_one_subject_are_peers_across_languages(found: Synthesis) -> None:
    peers = pair(found, "cn-parking", "kr-parking")

    first = peers.reasons[0]

    assert (peers.close, peers.same_country) == (True, False)
    assert (first.concept_id, first.one.text, first.other.text) == ("parking", "智慧停车", "주차장")


def test_only_initiatives_are_peers(found: Synthesis) -> None:
    kinds = {each.id: each.kind for each in RECORDS}

    assert {kinds[side.id] for each in found.peers for side in (each.one, each.other)} == {Kind.INITIATIVE}


def test_one_plans_what_the_other_runs(found: Synthesis) -> None:
    peers = pair(found, "cn-parking", "kr-parking-plan")

    assert (peers.one.status, peers.other.status) == (Status.OPERATING, Status.PLANNED)
    assert peers.ahead is Ahead.ONE


@pytest.mark.parametrize(
    ("one", "other", "further"),
    [
        (Status.PLANNED, Status.PILOT, Ahead.OTHER),
        (Status.COMPLETED, Status.PILOT, Ahead.ONE),
        (Status.OPERATING, Status.COMPLETED, Ahead.NEITHER),
        (None, Status.OPERATING, Ahead.UNKNOWN),
        (None, None, Ahead.UNKNOWN),
    ],
)
def test_how_far_is_told_apart_by_step_and_unknown_stays_unknown(
    one: Status | None, other: Status | None, further: Ahead
) -> None:
    assert ahead(one, other) is further


def test_what_each_leaves_unsaid_is_named_and_no_year_is_made_up(found: Synthesis) -> None:
    peers = pair(found, "cn-parking", "kr-parking")

    assert peers.one.untold == peers.other.untold == ("cost", "results", "lessons")
    assert (peers.one.start_year, peers.other.start_year) == (None, 2020)


def test_topics_that_only_one_has_are_named(thesaurus: Thesaurus, engine: Engine) -> None:
    both = Record("a", Kind.INITIATIVE, "JP", "介護施設の駐車場", "駐車場と介護。", "ja", "Kawazu")
    parking = Record("b", Kind.INITIATIVE, "KR", "주차장 안내", "주차장을 알린다.", "ko", "Daejeon")

    [peers] = peers_of([both, parking], thesaurus, engine)

    assert (peers.one.only, peers.other.only) == (("care",), ())


@FEW
@given(given_records=records())
def test_a_peer_is_never_of_the_same_city(
    given_records: list[Record], thesaurus: Thesaurus, engine: Engine
) -> None:
    by_id = {each.id: each for each in given_records}

    for peers in peers_of(given_records, thesaurus, engine):
        one, other = by_id[peers.one.id], by_id[peers.other.id]
        assert one.country != other.country or (one.city and other.city and one.city != other.city)


@FEW
@given(texts=st.tuples(*[st.sampled_from(TEXTS)] * 4))
def test_the_score_of_a_pair_is_the_same_whichever_is_named_first(
    texts: tuple[str, str, str, str], thesaurus: Thesaurus, engine: Engine
) -> None:
    one = Record("a", Kind.INITIATIVE, "CN", texts[0], texts[1], city="A", status=Status.PLANNED)
    other = Record("b", Kind.INITIATIVE, "KR", texts[2], texts[3], city="B", status=Status.OPERATING)

    there = peers_of([one, other], thesaurus, engine)
    back = peers_of([dataclasses.replace(one, id="b"), dataclasses.replace(other, id="a")], thesaurus, engine)

    assert [each.score for each in there] == [each.score for each in back]
    assert [each.ahead for each in there] == [Ahead.OTHER] * len(there)
    assert [each.ahead for each in back] == [Ahead.ONE] * len(back)


def test_one_pair_stands_once_the_smaller_id_first(found: Synthesis) -> None:
    pairs = [(each.one.id, each.other.id) for each in found.peers]

    assert len(set(pairs)) == len(pairs)
    assert [one for one, _other in pairs] == sorted(one for one, _other in pairs)
    assert all(one < other for one, other in pairs)


def test_who_names_few_is_still_named_by_others(thesaurus: Thesaurus, engine: Engine) -> None:
    work = next(each for each in RECORDS if each.id == "cn-parking")
    many = [dataclasses.replace(work, id=f"cn-{number}", city=f"C{number}") for number in range(5)]
    abroad = dataclasses.replace(next(each for each in RECORDS if each.id == "kr-parking"), id="kr")

    found = peers_of([*many, abroad], thesaurus, engine, abroad=1, at_home=0)

    assert [(each.one.id, each.other.id) for each in found] == [(each.id, "kr") for each in many]


def test_a_country_with_many_initiatives_does_not_crowd_out_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peer_candidates, "MOST_LISTED", 2)
    countries = ["CN", *["KR"] * 20, "JP"]
    works = [
        Record(f"r{place:02}", Kind.INITIATIVE, country, "", city=f"C{place}")
        for place, country in enumerate(countries)
    ]
    rows = numbered([{0: 1.0}, *[{0: 0.9}] * 20, {0: 0.2}])

    pairs = peer_candidates.candidate_pairs(works, rows, 1, abroad=2, at_home=0)

    assert (0, 21) in pairs
    assert len(pairs) < len(works) * 2 * peer_candidates.LOOKED_AT


def test_cities_that_are_not_named_are_not_taken_for_two() -> None:
    works = [
        Record(f"r{place}", Kind.INITIATIVE, "JP", "", city=city)
        for place, city in enumerate(["A", "A", "B", None, None])
    ]

    pairs = peer_candidates.candidate_pairs(works, numbered([{0: 1.0}] * 5), 1, abroad=2, at_home=2)

    assert pairs == [(0, 2), (1, 2)]


def test_nothing_and_one_initiative_have_no_peers(thesaurus: Thesaurus, engine: Engine) -> None:
    alone = [each for each in RECORDS if each.id == "cn-parking"]

    assert peers_of([], thesaurus, engine) == []
    assert peers_of(alone, thesaurus, engine) == []
