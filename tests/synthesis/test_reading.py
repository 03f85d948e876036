import json
from pathlib import Path

import pytest

from tricity.synthesis import BadRecord, Kind, Status, read_files, read_organizations, read_records

GOOD = {"id": "a", "kind": "initiative", "country": "KR", "lang": "ko", "title": "제목", "status": "pilot"}


def _file(folder: Path, *rows: object) -> Path:
    path = folder / "records.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def test_records_are_read_sorted_and_cities_passed_over(tmp_path: Path) -> None:
    city = {"city": "Daejeon", "city_native": "대전광역시", "country": "KR"}
    body = {
        "id": "o",
        "kind": "organization",
        "type": "association",
        "country": "KR",
        "name": "협회",
        "role_summary": "잇는다",
    }
    path = _file(tmp_path, GOOD | {"id": "b"}, city, body, GOOD)

    records, organizations = read_files([path])

    assert [(each.id, each.kind, each.status, each.language) for each in records] == [
        ("a", Kind.INITIATIVE, Status.PILOT, "ko"),
        ("b", Kind.INITIATIVE, Status.PILOT, "ko"),
    ]
    assert organizations == read_organizations([path])
    assert organizations[0].role == "잇는다"


def test_an_international_body_is_passed_over(tmp_path: Path) -> None:
    body = {"id": "o", "kind": "organization", "type": "international", "country": None, "name": "WeGO"}

    assert read_files([_file(tmp_path, body, GOOD)])[1] == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"id": None}, "id"),
        ({"kind": "dream"}, "kind"),
        ({"country": "Korea"}, "country"),
        ({"lang": "xx"}, "lang"),
        ({"title": " "}, "title"),
        ({"title": 3}, "title"),
        ({"status": "dreamt"}, "status"),
        ({"start_year": 20200}, "start_year"),
        ({"end_year": "2020"}, "end_year"),
        ({"organizations": "LG"}, "organizations"),
        ({"provider": []}, "provider"),
        ({"deployments": [{"city": "Seoul"}]}, "country"),
    ],
)
def test_a_wrong_field_is_named_with_file_and_line(
    tmp_path: Path, change: dict[str, object], field: str
) -> None:
    path = _file(tmp_path, GOOD, GOOD | {"id": "b"} | change)

    with pytest.raises(BadRecord) as caught:
        read_records([path])

    assert (caught.value.file, caught.value.line, caught.value.field) == (str(path), 2, field)


@pytest.mark.parametrize("line", [b"{", b"[]", b'"\xff"', b"[" * 100_000])
def test_a_line_that_is_no_object_is_refused(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes(line)

    with pytest.raises(BadRecord):
        read_records([path])


def test_an_id_read_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadRecord, match="read before"):
        read_records([_file(tmp_path, GOOD, GOOD)])
