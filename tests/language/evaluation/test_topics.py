import json
import math
from pathlib import Path

import pytest

from tricity.language import Engine
from tricity.language.evaluation import TopicScores, evaluate_topics
from tricity.language.evaluation.topics import interval, mean_of, ndcg, read_grades
from tricity.language.trec import Record


def test_ndcg_is_worked_out_by_hand() -> None:
    # Found: grade 1, nothing, grade 2. Gain 1/log2(2) + 2/log2(4) = 2; the ideal is 2/log2(2) + 1/log2(3).
    assert ndcg(["b", "x", "a"], {"a": 2, "b": 1, "c": 0}) == pytest.approx(2 / (2 + 1 / math.log2(3)))


def test_ndcg_of_the_ideal_list_is_one_and_of_strangers_zero() -> None:
    grades = {"a": 2, "b": 1}

    assert [ndcg(ranked, grades) for ranked in (["a", "b"], ["x", "y"], [])] == [1, 0, 0]
    assert ndcg(["a"], {}) == 0


def test_ndcg_looks_at_ten_places() -> None:
    assert ndcg([*"0123456789", "a"], {"a": 2}) == 0


def test_judgements_are_read_by_query(tmp_path: Path) -> None:
    (tmp_path / "qrels.txt").write_text("q1 0 a 2\nq1 0 b 0\nq2 0 a 1\n")

    assert read_grades(tmp_path / "qrels.txt") == {"q1": {"a": 2, "b": 0}, "q2": {"a": 1}}


def test_means_are_over_cells_not_over_topics() -> None:
    scores = TopicScores({("ja", "ko"): {"1": 1.0}, ("ja", "ja"): {"1": 0.0, "2": 0.5}}, {"ja": {"1": 0.5}})

    assert mean_of(scores.cells) == (1.0 + 0.25) / 2
    assert (mean_of(scores.cross()), mean_of(scores.same()), scores.merged_mean()) == (1.0, 0.25, 0.5)


def test_the_interval_holds_the_mean_and_is_always_the_same() -> None:
    cells = {("ja", "ko"): {str(number): number / 20 for number in range(21)}}

    low, high = interval(cells)

    assert low < mean_of(cells) < high
    assert interval(cells) == (low, high)


def test_topics_are_asked_of_the_records_of_each_language(engine: Engine, tmp_path: Path) -> None:
    titles = {"a": ("駐車場", "ja"), "b": ("주차장", "ko"), "c": ("도서관", "ko")}
    records = [
        Record(key, language, {"kind": "need", "title": title}) for key, (title, language) in titles.items()
    ]
    city = Record("d", "ja", {"kind": "city", "title": "停车场"})
    query = {"id": "q1", "topic": "1", "lang": "zh-Hans", "text": "停车场"}
    (tmp_path / "queries.jsonl").write_text(json.dumps(query), encoding="utf-8")
    (tmp_path / "qrels.txt").write_text("q1 0 a 2\nq1 0 b 2\nq1 0 c 0\n")

    found = evaluate_topics(engine, tmp_path, [*records, city])

    assert found.cells == {("zh-hans", "ja"): {"1": 1.0}, ("zh-hans", "ko"): {"1": 1.0}}
    assert found.merged == {"zh-hans": {"1": 1.0}}
