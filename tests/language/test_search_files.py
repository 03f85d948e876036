import json
from pathlib import Path

import pytest

from tricity.language import BadLine, Thesaurus, search_files
from tricity.language.trec import read_queries, read_records, run_line

RECORDS = [
    {"id": "cn 1", "kind": "initiative", "lang": "zh-Hans", "title": "智慧停车场", "summary": "建设停车场。"},
    {
        "id": "jp-1",
        "kind": "need",
        "lang": "ja",
        "title": "駐車場不足",
        "summary": "駅前の駐車場が足りない。",
    },
    {
        "id": "kr-1",
        "kind": "solution",
        "lang": "ko",
        "title": "주차장 공유",
        "indicators": [{"name": "주차면"}, None],
    },
    {
        "id": "kr-2",
        "kind": "organization",
        "lang": "ko",
        "name": "상수도공사",
        "role_summary": "물을 공급한다.",
    },
    {"id": "city", "city": "Suwon"},  # has nothing to search
]
QUERIES = [
    {"id": "q1", "lang": "en", "text": "parking lots"},
    {"id": "q2", "text": "駐車場"},
    {"id": "q3", "text": ""},
]


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    records, queries = tmp_path / "records.jsonl", tmp_path / "queries.jsonl"
    records.write_text(
        "\ufeff" + "\n".join(json.dumps(each, ensure_ascii=False) for each in RECORDS), encoding="utf-8"
    )
    queries.write_text("\n".join(json.dumps(each) for each in QUERIES) + "\n\n", encoding="utf-8")
    return records, queries


def test_search_files_yields_a_run(files: tuple[Path, Path], thesaurus: Thesaurus) -> None:
    rows = list(search_files([files[0]], files[1], top=10, thesaurus=thesaurus))

    assert [row.query_id for row in rows] == ["q1"] * 3 + ["q2"] * 3
    assert [row.rank for row in rows] == [1, 2, 3, 1, 2, 3]
    assert {row.document_id for row in rows[:3]} == {"cn 1", "jp-1", "kr-1"}
    assert rows[3].document_id == "jp-1"
    assert all(row.reasons == () for row in rows)
    assert rows[3].line().split()[:4] == ["q2", "Q0", "jp-1", "1"]


def test_search_files_explains(files: tuple[Path, Path], thesaurus: Thesaurus) -> None:
    rows = list(search_files([files[0]], files[1], top=1, thesaurus=thesaurus, explain=True))

    assert rows[0].reasons[0].concept_id == "parking"
    assert (rows[1].reasons[0].query_text, rows[1].reasons[0].document_text) == ("駐車場", "駐車場")


def test_search_files_is_deterministic(files: tuple[Path, Path], thesaurus: Thesaurus) -> None:
    runs = [list(search_files([files[0]], files[1], thesaurus=thesaurus)) for _ in range(2)]

    assert runs[0] == runs[1]


def test_run_lines_have_six_columns_whatever_the_ids() -> None:
    assert run_line("a b", "\t", 1, 2.5) == "a_b Q0 _ 1 2.500000 tricity"


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b'{"id": "a", "text": "x"}\n{', 2),
        (b"\n\n[]", 3),
        (b'{"text": "x"}', 1),
        (b'{"id": " ", "text": "x"}', 1),
        (b'{"id": "a"}', 1),
        (b'{"id": "a", "text": "x", "lang": "tlh"}', 1),
        (b'{"id": "a", "text": "\xff"}', 1),
        (b"[" * 100_000, 1),
    ],
)
def test_read_queries_names_the_line_it_cannot_read(tmp_path: Path, content: bytes, line: int) -> None:
    path = tmp_path / "queries.jsonl"
    path.write_bytes(content)

    with pytest.raises(BadLine) as caught:
        list(read_queries(path))

    assert caught.value.line == line


def test_read_records_keeps_the_line_as_read(files: tuple[Path, Path]) -> None:
    first = next(read_records(files[0]))

    assert (first.id, first.language, first.raw) == ("cn 1", "zh-hans", RECORDS[0])
