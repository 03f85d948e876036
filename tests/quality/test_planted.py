"""Planted overlaps and joint projects are found again, and what rests on one language is marked.

`benchmarks/synthesis_planted.py` gives the figures at 10,000 records.
"""

from functools import cache

import pytest

from tests.quality.data import THESAURUS
from tests.synthesis import recovery
from tests.synthesis.planting import Planting, plant
from tricity.language import Engine, Thesaurus
from tricity.synthesis import AnalyzedRecord, Synthesis, TopicModel, analyze, synthesize_analyzed

pytestmark = pytest.mark.slow


@cache
def found() -> tuple[Planting, Synthesis, list[AnalyzedRecord]]:
    planting = plant(1500)
    thesaurus = Thesaurus.from_jsonl(THESAURUS)
    engine = Engine(thesaurus)
    analyzed = analyze(planting.records, engine)
    return planting, synthesize_analyzed(analyzed, [], TopicModel(thesaurus, engine), engine), analyzed


def test_needs_find_experience_in_other_languages_where_words_do_not() -> None:
    planting, synthesis, analyzed = found()

    assert recovery.experience(planting, synthesis, analyzed) >= 0.95
    assert recovery.experience_by_bm25(planting, analyzed) <= 0.3


def test_planted_joint_projects_are_found_and_hardly_others() -> None:
    planting, synthesis, _ = found()

    rate = recovery.opportunities(planting, synthesis.opportunities)
    assert (rate.precision >= 0.95, rate.recall >= 0.95) == (True, True), str(rate)


def test_what_one_language_alone_speaks_of_is_marked_and_nothing_else() -> None:
    planting, synthesis, _ = found()

    assert recovery.unmarked_traps(planting, synthesis.overlaps) == []
    assert recovery.wrongly_marked(planting, synthesis.overlaps) == []
