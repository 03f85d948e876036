"""One record more: what an update says is what a run over all records says, on the footing of the last full run."""

import pytest
from hypothesis import HealthCheck, given, settings

from tests.synthesis.examples import ORGANIZATIONS, RECORDS
from tests.synthesis.test_determinism import records
from tricity.language import Engine, Thesaurus
from tricity.synthesis import (
    Kind,
    Organization,
    Record,
    TopicModel,
    analyze,
    analyze_organizations,
    analyze_record,
    synthesize_analyzed,
)
from tricity.synthesis.incremental import Footing, Incremental, footing_of, on_footing

FEW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
LIMITS = (2, 1)  # few, so that records push each other out


@pytest.fixture(scope="module")
def model(thesaurus: Thesaurus, engine: Engine) -> TopicModel:
    return TopicModel(thesaurus, engine)


def footing(
    old: list[Record],
    model: TopicModel,
    engine: Engine,
    bodies: list[Organization] | None = None,
    limits: tuple[int, int] = LIMITS,
) -> tuple[Footing, Incremental]:
    analyzed = analyze(old, engine)
    found = synthesize_analyzed(analyzed, [], model, engine)
    organizations = analyze_organizations(bodies or [], model, engine, found.statistics)
    learnt = footing_of(analyzed, found.topics, found.overlaps, organizations, model, engine, limits=limits)
    return learnt, Incremental(learnt, analyzed, found.topics)


@FEW
@given(old=records(), new=records())
def test_updates_one_by_one_equal_a_run_over_all(
    old: list[Record], new: list[Record], model: TopicModel, engine: Engine
) -> None:
    learnt, state = footing(old, model, engine, list(ORGANIZATIONS))
    new = [
        Record(**{**_fields(each), "id": f"{each.id}{'a' if place % 2 else 'z'}"})
        for place, each in enumerate(new)
    ]
    named = state.topics

    for each in new:
        state.update(each)

    everything = [analyze_record(each, engine) for each in (*old, *new)]
    topics, matches, opportunities = on_footing(learnt, everything, named)
    assert state.topics == topics
    assert state.matches == matches
    assert state.opportunities == opportunities


def _fields(record: Record) -> dict[str, object]:
    return {name: getattr(record, name) for name in Record.__dataclass_fields__}


def test_before_any_update_all_is_as_the_full_run_found_it(model: TopicModel, engine: Engine) -> None:
    analyzed = analyze(RECORDS, engine)
    found = synthesize_analyzed(analyzed, ORGANIZATIONS, model, engine)

    _, state = footing(list(RECORDS), model, engine, list(ORGANIZATIONS), limits=(20, 5))

    assert state.topics == list(found.topics)
    assert state.matches == list(found.matches)
    assert state.opportunities == list(found.opportunities)


def test_new_need_gets_its_matches_and_new_experience_enters_those_of_needs(
    model: TopicModel, engine: Engine
) -> None:
    need = next(each for each in RECORDS if each.kind is Kind.NEED)
    work = next(each for each in RECORDS if each.is_running and each.country != need.country)
    _, without_need = footing([each for each in RECORDS if each is not need], model, engine, limits=(20, 5))
    _, without_work = footing([each for each in RECORDS if each is not work], model, engine, limits=(20, 5))

    asked, done = without_need.update(need), without_work.update(work)

    assert {each.need_id for each in asked.matches} == {need.id}
    assert {each.other_id for each in done.matches} == {work.id}
    assert [each.record_id for each in asked.topics] == [need.id] * len(asked.topics)


def test_record_that_pushes_another_out_says_so(model: TopicModel, engine: Engine) -> None:
    need = next(each for each in RECORDS if each.kind is Kind.NEED)
    works = [
        Record(f"w{place}", Kind.SOLUTION, "XX", need.title, need.summary if place else "", need.language)
        for place in range(2)
    ]
    _, state = footing([*RECORDS, works[0]], model, engine, limits=(1, 1))

    change = state.update(works[1])

    assert (need.id, works[0].id) in change.gone
    assert (need.id, works[1].id) in {(each.need_id, each.other_id) for each in change.matches}


def test_known_record_is_no_new_one(model: TopicModel, engine: Engine) -> None:
    _, state = footing(list(RECORDS), model, engine)

    with pytest.raises(ValueError, match="expected a record that is new"):
        state.update(RECORDS[0])
