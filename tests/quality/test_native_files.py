"""The native retrieval test is complete: its parts are as its README says, and its records exist."""

import hashlib
import json
from pathlib import Path

import pytest

from tests.quality.data import NATIVE, sample_records
from tricity.language import INTERFACE_LANGUAGES, bcp47
from tricity.language.evaluation.topics import read_grades

PARTS = {"development": 0, "held-out": 1}


def queries(folder: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(("part", "remainder"), PARTS.items())
def test_a_question_is_in_the_part_its_id_says(part: str, remainder: int) -> None:
    asked = queries(NATIVE / part)

    assert {hashlib.sha256(query["id"].encode()).digest()[0] % 2 for query in asked} == {remainder}


def test_every_language_has_a_hundred_questions() -> None:
    asked = [query for part in PARTS for query in queries(NATIVE / part)]

    assert len({query["id"] for query in asked}) == len(asked) == 400
    for language in INTERFACE_LANGUAGES:
        assert len([query for query in asked if query["lang"] == bcp47(language)]) == 100


@pytest.mark.parametrize("part", PARTS)
def test_judgements_are_of_questions_and_records_that_exist(part: str) -> None:
    records = {record.id for record in sample_records()}

    grades = read_grades(NATIVE / part / "qrels.txt")

    assert set(grades) == {query["id"] for query in queries(NATIVE / part)}
    assert {key for judged in grades.values() for key in judged} <= records
    assert {grade for judged in grades.values() for grade in judged.values()} == {0, 1, 2}
