"""Analyses in columns read as they did before."""

import pickle

import pytest

from tests.synthesis.examples import RECORDS
from tricity.language import Engine
from tricity.synthesis import AnalyzedRecord, analyze, analyze_record
from tricity.synthesis.columns import KEPT, Vocabulary, in_columns, is_packed, occurrences


@pytest.fixture(scope="module")
def read(engine: Engine) -> list[AnalyzedRecord]:
    return analyze(RECORDS, engine)


def test_words_and_features_are_those_of_the_analysis(read: list[AnalyzedRecord]) -> None:
    packed = in_columns(read)

    for before, after in zip(read, packed, strict=True):
        for one, other in ((before.title, after.title), (before.summary, after.summary)):
            assert other.tokens == one.tokens
            assert other.features == tuple(each for each in one.features if each.kind in KEPT)
            assert [term for term, *_ in occurrences(other)] == [each.term for each in other.features]


def test_records_in_columns_of_one_vocabulary_stay_as_they_are(read: list[AnalyzedRecord]) -> None:
    packed = in_columns(read)

    assert in_columns(packed) is packed


def test_a_record_more_takes_numbers_of_the_vocabulary_given(
    read: list[AnalyzedRecord], engine: Engine
) -> None:
    packed = in_columns(read[:-1])
    assert is_packed(packed[0].title)
    vocabulary = packed[0].title.columns.vocabulary

    new = in_columns([analyze_record(read[-1].record, engine)], vocabulary)[0]

    assert is_packed(new.title)
    assert new.title.columns.vocabulary is vocabulary


def test_columns_survive_the_way_to_another_process(read: list[AnalyzedRecord]) -> None:
    packed = in_columns(read[:2])

    again = pickle.loads(pickle.dumps(packed))

    assert [each.title.features for each in again] == [each.title.features for each in packed]


def test_values_of_terms_are_worked_out_once_for_each_owner() -> None:
    vocabulary, owner, asked = Vocabulary(), object(), list[str]()

    def length(term: str) -> float:
        asked.append(term)
        return len(term)

    vocabulary.numbers(["a", "bb"])
    first = vocabulary.table("length", owner, length).tolist()
    vocabulary.number("ccc")

    assert first == [1, 2]
    assert vocabulary.table("length", owner, length).tolist() == [1, 2, 3]
    assert asked == ["a", "bb", "ccc"]
