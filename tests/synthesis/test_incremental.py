"""One record more: what an update says is what a run over all records says, on the footing of the last full run."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.synthesis.examples import ORGANIZATIONS, RECORDS
from tests.synthesis.test_determinism import records
from tricity.language import Engine, Thesaurus
from tricity.synthesis import (
    Composer,
    Kind,
    Organization,
    Record,
    TopicModel,
    analyze,
    analyze_organizations,
    analyze_record,
    matching_rows,
    synthesize_analyzed,
)
from tricity.synthesis.finance import Terms
from tricity.synthesis.footing import Footing, footing_of
from tricity.synthesis.incremental import Incremental
from tricity.synthesis.match_pairs import fits_of
from tricity.synthesis.matches import LONGEST_LIST
from tricity.synthesis.on_footing import on_footing
from tricity.synthesis.values import TopicAssignment

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
    longest: int = LONGEST_LIST,
) -> tuple[Footing, Incremental]:
    analyzed = analyze(old, engine)
    found = synthesize_analyzed(analyzed, [], model, engine)
    organizations = analyze_organizations(bodies or [], model, engine, found.statistics)
    learnt = footing_of(
        analyzed, found.topics, found.overlaps, organizations, model, engine, limits=limits, longest=longest
    )
    return learnt, Incremental(learnt, analyzed, found.topics)


@FEW
@given(old=records(), new=records(), longest=st.sampled_from([1, 2, LONGEST_LIST]))
def test_updates_one_by_one_equal_a_run_over_all(
    old: list[Record], new: list[Record], longest: int, model: TopicModel, engine: Engine
) -> None:
    """Also where lists are cut, so that records of the full run do not all find each other."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matching_rows, "LONGEST_LIST", longest)
        learnt, state = footing(old, model, engine, list(ORGANIZATIONS), longest=longest)
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


def test_new_records_are_held_against_those_that_stand_in_no_list(model: TopicModel, engine: Engine) -> None:
    """Of equal records a list of one knows the first; a need that comes later finds the others too."""
    need = next(each for each in RECORDS if each.kind is Kind.NEED)
    offers = [
        Record(f"s{place}", Kind.SOLUTION, "XX", need.title, need.summary, need.language)
        for place in range(20)
    ]
    asking = Record(**{**_fields(need), "id": "later", "city": None})
    _, state = footing([need, *offers], model, engine, limits=(20, 5), longest=1)

    change = state.update(asking)

    assert len([each for each in state.matches if each.need_id == need.id]) < len(offers)
    assert {each.other_id for each in change.matches} == {each.id for each in offers}


def test_changes_add_up_to_what_is_found(model: TopicModel, engine: Engine) -> None:
    _, state = footing(list(RECORDS[::2]), model, engine, list(ORGANIZATIONS), limits=(1, 1))
    shown = {(each.need_id, each.other_id): each for each in state.matches}

    for each in RECORDS[1::2]:
        change = state.update(each)
        for pair in change.gone:
            del shown[pair]
        shown |= {(match.need_id, match.other_id): match for match in change.matches}

    assert shown == {(each.need_id, each.other_id): each for each in state.matches}


def test_matches_that_are_known_are_not_asked_for_again(model: TopicModel, engine: Engine) -> None:
    analyzed = analyze(RECORDS, engine)
    learnt, state = footing(list(RECORDS), model, engine, list(ORGANIZATIONS))

    told = Incremental(learnt, analyzed, state.topics, fits_of(state.matches))

    assert told.matches == state.matches
    assert told.opportunities == state.opportunities


def test_decisions_are_applied_as_after_a_run_over_all(model: TopicModel, engine: Engine) -> None:
    learnt, state = footing(list(RECORDS[:-2]), model, engine, list(ORGANIZATIONS), limits=(20, 5))
    named = state.topics
    for each in RECORDS[-2:]:
        state.update(each)

    everything = analyze(RECORDS, engine)
    topics, matches, _ = on_footing(learnt, everything, named)
    whole = Composer(
        everything, topics, matches, learnt.overlaps, learnt.organizations, learnt.model.thesaurus
    )
    ids = [each.id for each in RECORDS]
    concepts = sorted({each.concept_id for each in topics})
    assert any(state.composer.compose(each, ids) for each in concepts)
    for each in concepts:
        assert state.composer.compose(each, ids) == whole.compose(each, ids)
    assert state.composer.likeness(ids[-1], ids) == whole.likeness(ids[-1], ids)


def test_topics_are_amended_before_anything_rests_on_them(model: TopicModel, engine: Engine) -> None:
    old, new = list(RECORDS[:-1]), RECORDS[-1]
    learnt, state = footing(old, model, engine)
    named = state.topics
    given = TopicAssignment(new.id, "waste", 0.9, 1, 1.0)

    change = state.update(new, lambda _found: [given])

    assert change.topics == (given,)
    everything = [analyze_record(each, engine) for each in (*old, new)]
    assert (state.topics, state.matches, state.opportunities) == on_footing(
        learnt, everything, named, lambda _found: [given]
    )


def test_another_day_goes_on_while_no_need_expires(model: TopicModel, engine: Engine) -> None:
    need = next(each for each in RECORDS if each.kind is Kind.NEED)
    until = Record(**{**_fields(need), "terms": Terms(valid_until=dt.date(2026, 3, 31))})
    _, state = footing([until], model, engine)

    assert state.turn(dt.date(2026, 3, 31))
    assert not state.turn(dt.date(2026, 4, 1))
    assert state.footing.on == dt.date(2026, 3, 31)


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
