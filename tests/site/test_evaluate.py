"""The command `tricity evaluate`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.encoders import write_model, write_tokenizer
from tricity.site.cli.main import main

TEXTS = "zh\tja\tko\ten\n停车场\t駐車場\t주차장\tparking lot\n图书馆\t図書館\t도서관\tlibrary\n"


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.tsv"
    path.write_text(TEXTS, encoding="utf-8")
    return path


def evaluate(*arguments: object) -> int:
    return main(["--language", "en", "evaluate", *map(str, arguments)])


def test_a_file_of_aligned_texts_gives_a_table(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate(tiny, "--without-vectors") == 0

    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("tiny          features ")
    assert "R@1 100.0  R@10 100.0  MRR@10 100.0" in first
    assert second.split()[:4] == ["zh-hans→ja", "100.0", "ja→zh-hans", "100.0"]


def test_json_is_one_object_a_line(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate(tiny, "--without-vectors", "--json") == 0

    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(rows) == 12
    assert rows[0] == {
        "name": "tiny",
        "system": "features",
        "query_language": "zh-hans",
        "document_language": "ja",
        "ranking": {"recall_at_1": 100.0, "recall_at_10": 100.0, "reciprocal_rank": 100.0},
    }


def test_baselines_are_measured_beside_ours(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate(tiny, "--without-vectors", "--baselines") == 0

    assert len(capsys.readouterr().out.splitlines()) == 8


def test_a_folder_of_queries_is_asked_of_the_records(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "queries.jsonl").write_text('{"id": "q", "lang": "ko", "text": "주차장"}\n', encoding="utf-8")
    (tmp_path / "qrels.txt").write_text("q 0 r 2\n")
    records = tmp_path / "records.jsonl"
    records.write_text('{"id": "r", "kind": "need", "lang": "ja", "title": "駐車場"}\n', encoding="utf-8")

    assert evaluate(tmp_path, "--records", records, "--without-thesaurus", "--json") == 0

    assert json.loads(capsys.readouterr().out) == {
        "cells": {"ko→ja": {"q": 1.0}},
        "merged": {"ko": {"q": 1.0}},
    }
    assert evaluate(tmp_path, "--records", records, "--without-thesaurus") == 0
    assert "cross-language: 100.0 [100.0, 100.0]" in capsys.readouterr().out


def test_a_wrong_path_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate(tmp_path / "gone.tsv") == 2

    assert capsys.readouterr().err == f"{tmp_path}/gone.tsv: there is no such file.\n"


def test_a_folder_without_records_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate(tmp_path) == 2

    assert capsys.readouterr().err == "A folder of queries needs --records.\n"


@pytest.mark.parametrize("content", [b"ja\ten\n\xe6\xb0\xb4\n", b"ja\ten\n\xff\t\xfe\n", b""])
def test_a_file_that_cannot_be_read_is_a_problem_in_the_data(
    tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.tsv").write_bytes(content)

    assert evaluate(tmp_path / "bad.tsv", "--without-vectors") == 1

    assert "Traceback" not in (error := capsys.readouterr().err)
    assert error


def test_a_folder_without_judgements_is_a_problem_in_the_data(tiny: Path) -> None:
    assert evaluate(tiny.parent, "--records", tiny.parent / "tiny.tsv") == 1


def test_an_encoder_takes_the_place_of_the_vectors(
    tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tokenizer(tmp_path)
    write_model(tmp_path)

    assert evaluate(tiny, "--json", "--encoder", tmp_path) == 0

    systems = [json.loads(line)["system"] for line in capsys.readouterr().out.splitlines()]
    assert systems.count("features and vectors") == 12


def test_an_encoder_that_is_not_there_is_named(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate(tiny, "--encoder", tiny.parent) == 1

    assert "model.onnx: there is no such file" in capsys.readouterr().err
