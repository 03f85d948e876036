"""Planted overlaps and joint projects: how much is found again, in words that the thesaurus does not have.

`benchmarks/synthesis_planted.py` gives the figures at 10,000 records; here there are 3,000. The subjects held out were
written after the synthesis was done.
"""

from functools import cache

import pytest

from tests.quality.data import THESAURUS
from tests.synthesis import recovery
from tests.synthesis.planting import Planting, plant
from tricity.language import Engine, Thesaurus
from tricity.synthesis import AnalyzedRecord, Synthesis, TopicModel, analyze, synthesize_analyzed

pytestmark = [pytest.mark.slow, pytest.mark.parametrize("held_out", [False, True])]
MOST_BY_BM25 = 0.3
GOAL = 0.95


@cache
def found(held_out: bool) -> tuple[Planting, Synthesis, list[AnalyzedRecord]]:
    planting = plant(3000, held_out=held_out)
    thesaurus = Thesaurus.from_jsonl(THESAURUS)
    engine = Engine(thesaurus)
    analyzed = analyze(planting.records, engine)
    return planting, synthesize_analyzed(analyzed, [], TopicModel(thesaurus, engine), engine), analyzed


def test_needs_find_experience_in_other_languages_where_words_do_not(held_out: bool) -> None:
    planting, synthesis, analyzed = found(held_out)

    assert recovery.experience(planting, synthesis, analyzed) >= GOAL
    assert recovery.experience_by_bm25(planting, analyzed) <= MOST_BY_BM25


def test_what_one_language_alone_speaks_of_is_marked_and_nothing_else(held_out: bool) -> None:
    planting, synthesis, _ = found(held_out)

    assert recovery.unmarked_traps(planting, synthesis.overlaps) == []
    assert recovery.wrongly_marked(planting, synthesis.overlaps) == []


def test_planted_overlaps_are_found_record_by_record(held_out: bool) -> None:
    planting, synthesis, _ = found(held_out)

    rate = recovery.overlaps(planting, synthesis.overlaps)
    assert (rate.precision >= GOAL, rate.recall >= GOAL) == (True, True), str(rate)


def test_planted_joint_projects_are_found_and_hardly_others(held_out: bool) -> None:
    planting, synthesis, _ = found(held_out)

    rate = recovery.opportunities(planting, synthesis.opportunities)
    assert (rate.precision >= GOAL, rate.recall >= GOAL) == (True, True), str(rate)
