"""The command `tricity synthesize` with decisions of curators."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tricity.site.cli.main import main

DECISION = {"deed": "accept", "id": "parking.jp-kr", "decided_on": "2026-03-31"}


@pytest.fixture
def records(tmp_path: Path) -> Path:
    file = tmp_path / "records.jsonl"
    need = {"id": "n", "kind": "need", "country": "JP", "lang": "ja", "title": "駐車場の不足", "city": "A"}
    file.write_text(json.dumps(need), encoding="utf-8")
    return file


def synthesize(records: Path, decisions: Path) -> int:
    out = records.parent / "out"
    options = ["--records", records, "--out", out, "--decisions", decisions]
    return main(["--language", "en", "synthesize", *map(str, options)])


def test_decisions_are_told_in_the_result(records: Path, tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"
    file.write_text(json.dumps(DECISION), encoding="utf-8")

    assert synthesize(records, file) == 0

    document = json.loads((tmp_path / "out" / "opportunities.json").read_text(encoding="utf-8"))
    assert document["changes"]["unused"] == ["parking.jp-kr"]


def test_a_bad_decision_is_named(records: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "decisions.jsonl"
    file.write_text(json.dumps({**DECISION, "deed": "merge"}), encoding="utf-8")

    assert synthesize(records, file) == 1
    assert "decisions.jsonl:1: into: is missing or empty" in capsys.readouterr().err


def test_decisions_that_contradict_are_named(
    records: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "decisions.jsonl"
    rows = [{**DECISION, "deed": "merge", "into": "b"}, {**DECISION, "deed": "dismiss", "id": "b"}]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    assert synthesize(records, file) == 1
    said = capsys.readouterr().err
    assert "decisions.jsonl:1: into: 'parking.jp-kr' is merged into 'b', which is dismissed" in said
    assert "decisions.jsonl:2" in said


def test_a_missing_file_is_wrong_use(records: Path, tmp_path: Path) -> None:
    assert synthesize(records, tmp_path / "nowhere.jsonl") == 2
