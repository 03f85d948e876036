"""Every mistake a file can have, and what the person is told: file, line, field, and how to mend it."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from openpyxl import Workbook
from tests import factories

from tricity.knowledge.imports import ImportFailed, Report, import_files
from tricity.knowledge.imports.problems import Place, Problem
from tricity.knowledge.imports.readers import Limits, Upload, read_upload, xlsx
from tricity.knowledge.imports.sentences import EXPECTED, MENDS, MESSAGES
from tricity.knowledge.models import Record

pytestmark = pytest.mark.django_db
Importing = Callable[..., Report]

NEED = {
    "id": "n-1", "kind": "need", "country": "JP", "city_native": "横浜市", "lang": "ja",
    "title": "駐車場の不足を解消したい", "summary": "中心部の駐車場が足りず、空き情報も分からない。",
}  # fmt: skip
CITY = {"kind": "city", "country": "JP", "city_native": "川崎市", "lat": 35.53, "lon": 139.7}
BODY = {"kind": "organization", "id": "o-1", "type": "company", "country": "JP", "name": "株式会社天地人"}
INITIATIVE = {**NEED, "kind": "initiative"}
SOLUTION = {**NEED, "kind": "solution"}


@pytest.fixture
def dry_run(tmp_path: Path, countries: object) -> Importing:
    factories.city("JP", native_name="横浜市", names={"ja": "横浜市", "en": "Yokohama", "ko": "요코하마시"})

    def run(*rows: Any, name: str = "rows.jsonl", encoding: str = "") -> Report:
        path = tmp_path / name
        parts = [
            row if isinstance(row, bytes) else json.dumps(row, ensure_ascii=False).encode() + b"\n"
            for row in rows
        ]
        path.write_bytes(b"".join(parts))
        return import_files([path], dry_run=True, encoding=encoding)

    return run


def codes(report: Report) -> list[str]:
    return [problem.code for problem in report.problems]


def workbook(*rows: Sequence[Any], title: str = "needs") -> bytes:
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_valid_rows_of_each_kind_are_accepted(dry_run: Importing) -> None:
    report = dry_run(NEED, CITY, BODY, {**INITIATIVE, "id": "i-1"}, {**SOLUTION, "id": "s-1"})

    assert (report.created, report.refused, report.problems) == (5, 0, [])


FIELD_ERRORS: list[tuple[dict[str, Any], str, str, str]] = [
    ({**NEED, "titel": "x"}, "titel", "unknown-field-near", "Did you mean “title”?"),
    ({**NEED, "language": "ja"}, "language", "unknown-field-near", "Did you mean “lang”?"),
    ({**NEED, "zzz": 1}, "zzz", "unknown-field", "There is no field of this name. Remove it"),
    ({**NEED, "lang": "tlh"}, "lang", "unknown-language", "“tlh” is not a language code"),
    ({**INITIATIVE, "start_year": 3024}, "start_year", "impossible-year", "3024 is not a possible year"),
    ({**INITIATIVE, "start_year": 2024, "end_year": 2020}, "end_year", "end-before-start", "(2020) is before the first year (2024)"),
    ({**INITIATIVE, "start_year": "2024"}, "start_year", "wrong-type", "Expected is a whole number; found is “2024”."),
    ({**INITIATIVE, "start_year": True}, "start_year", "wrong-type", "found is “True”"),
    ({**INITIATIVE, "status": "runing"}, "status", "unknown-value", "planned, pilot, operating, completed"),
    ({**INITIATIVE, "status": "operatng"}, "status", "unknown-value-near", "Did you mean “operating”?"),
    ({**INITIATIVE, "budget": {"amount": 1, "currency": "RMB"}}, "budget.currency", "unknown-value-near", "Did you mean “CNY”?"),
    ({**INITIATIVE, "budget": {"amount": 1, "currency": "ven"}}, "", "", ""),
    ({**INITIATIVE, "budget": {"amount": -1, "currency": "JPY"}}, "budget.amount", "negative", "-1 is below zero"),
    ({**INITIATIVE, "budget": 5}, "budget", "wrong-type", "Expected is an object"),
    ({**INITIATIVE, "indicators": [{"name": "a", "value": "b"}]}, "indicators.0.value", "wrong-type", "a number"),
    ({**INITIATIVE, "indicators": [{"value": 1}]}, "indicators.0.name", "missing", "missing or empty"),
    ({**INITIATIVE, "organizations": [{"name": "a", "role": "boss"}]}, "organizations.0.role", "unknown-value", "lead, partner"),
    ({**INITIATIVE, "organizations": "横浜市"}, "organizations", "wrong-type", "Expected is a list"),
    ({**NEED, "sources": ["javascript:alert(1)"]}, "sources.0.url", "bad-address", "is not a web address"),
    ({**NEED, "country": "XX"}, "country", "unknown-country", "Known are: CN, JP, KR."),
    ({**NEED, "title": ""}, "title", "missing", "missing or empty. Fill it in."),
    ({key: NEED[key] for key in NEED if key != "summary"}, "summary", "missing", "missing or empty"),
    ({**NEED, "title": ["x"]}, "title", "wrong-type", "Expected is a text"),
    ({**NEED, "title": "あ" * 301}, "title", "too-long", "301 characters; at most 300"),
    ({**NEED, "title": "a\x00b"}, "title", "null-byte", "contains a null byte"),
    ({**NEED, "city_native": "横濱"}, "city_native", "unknown-city", "“横濱” is not known in JP"),
    ({**NEED, "city_native": None, "city": "Yokohma"}, "city", "unknown-city-near", "Did you mean “横浜市”?"),
    ({**CITY, "lat": 135.0}, "lat", "bad-latitude", "between -90 and 90"),
    ({**CITY, "lon": 735.0}, "lon", "bad-longitude", "between -180 and 180"),
    ({**CITY, "lat": 89.7, "lon": 35.5}, "lat", "exchanged-coordinates", "look exchanged: 89.7, 35.5"),
    ({**CITY, "lat": 0, "lon": 0}, "lat", "null-island", "Gulf of Guinea"),
    ({**CITY, "lon": None}, "lon", "half-coordinates", "Only one of latitude and longitude"),
    ({**CITY, "population": -3}, "population", "negative", "below zero"),
    ({**CITY, "population_year": 2099}, "population_year", "impossible-year", "2099"),
    ({**CITY, "population": 1e300}, "population", "too-great", "greater than can be kept"),
    ({**BODY, "type": "firm"}, "type", "unknown-value", "association, government, city, company"),
    ({key: BODY[key] for key in BODY if key != "country"}, "country", "missing", "missing or empty"),
    ({**BODY, "confirmed_on": "31.3.2026"}, "confirmed_on", "bad-date", "Write year-month-day"),
    ({**NEED, "kind": "neeed"}, "kind", "unknown-value-near", "Did you mean “need”?"),
    (
        {**NEED, "renderings": [{"language": "ja", "field": "title", "text": "x", "origin": "human"}]},
        "renderings.0", "own-language", "has the language of the original",
    ),
    (
        {**NEED, "renderings": [{"language": "ko", "field": "body", "text": "x", "origin": "human"}]},
        "renderings.0", "unknown-rendering", "no text “body”",
    ),
    (
        {**NEED, "renderings": [{"language": "ko", "field": "title", "text": "x"}]},
        "renderings.0.origin", "missing", "missing or empty",
    ),
    ({**SOLUTION, "deployments": [{"city": "Yokohama", "country": "Japan"}]}, "deployments.0.country", "unknown-country", "Japan"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "field", "code", "sentence"), [case for case in FIELD_ERRORS if case[2]])
def test_wrong_value_names_file_line_field_and_mend(
    dry_run: Importing, row: dict[str, Any], field: str, code: str, sentence: str
) -> None:
    report = dry_run({**NEED, "id": "fine"}, row, name="needs.jsonl")

    assert report.refused == 1
    problem = report.problems[0]
    assert (problem.code, problem.field, problem.place) == (code, field, Place("needs.jsonl", 2))
    assert str(problem).startswith(f"needs.jsonl, line 2, field “{field}”: ")
    assert sentence in str(problem)
    assert len(report.problems) == 1


def test_all_problems_of_a_row_are_told_at_once(dry_run: Importing) -> None:
    report = dry_run({**NEED, "titel": 1, "lang": "xx", "country": "QQ", "title": ""})

    assert codes(report) == ["unknown-field-near", "unknown-country", "unknown-language", "missing"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'{"id": 1,\n', "not-json"),
        (b"[1, 2]\n", "json-array"),
        (b'"text"\n', "not-object"),
        (b'{"id": "a", "id": "b"}\n', "repeated-key"),
        (b'{"id": NaN}\n', "not-json"),
        (b'{"id": ' + b"9" * 5000 + b"}\n", "not-json"),
        (b"[" * 100_000 + b"\n", "json-array"),
        (b'{"a":' * 100_000 + b"\n", "not-json"),
        (b'{"kind": "unknown thing"}\n', "unknown-kind"),
        (b"", "empty-file"),
        (b"\n\n", "empty-file"),
    ],
)
def test_broken_json_lines_are_refused(dry_run: Importing, content: bytes, code: str) -> None:
    assert codes(dry_run(content))[:1] == [code]


def test_broken_line_does_not_hide_the_others(dry_run: Importing) -> None:
    report = dry_run(NEED, b"{broken\n", {**NEED, "id": "n-2", "start_year": 1})

    assert [(problem.code, problem.place.line) for problem in report.problems] == [
        ("not-json", 2),
        ("impossible-year", 3),
    ]


def test_broken_utf8_names_the_byte(dry_run: Importing) -> None:
    first = json.dumps(NEED, ensure_ascii=False).encode() + b"\n"
    broken = json.dumps({**NEED, "id": "n-2"}, ensure_ascii=False).encode()
    cut = broken[:40] + b"\xff" + broken[40:]

    problem = dry_run(first, cut).problems[0]

    assert problem.code == "not-utf-8"
    assert problem.place.line == 2
    assert problem.values["byte"] == len(first) + (cut.index(b"\xff") + 1 if b"\xff" in cut else 0)


SAMPLES = {
    "gb18030": (
        "GB18030",
        "zh-Hans",
        "主城区全息智慧路口系统，实时采集机动车和行人数据，由平台算法自动调整各方向绿灯时长。",
    ),
    "big5": (
        "Big5",
        "zh-Hant",
        "主城區智慧路口系統，即時採集機動車和行人資料，由平台演算法自動調整各方向綠燈時長。",
    ),
    "cp932": (
        "Shift_JIS",
        "ja",
        "都市のデータ連携基盤の上で、行政手続きや防災、決済などのサービスを結び付ける。",
    ),
    "euc_jp": (
        "EUC-JP",
        "ja",
        "都市のデータ連携基盤の上で、行政手続きや防災、決済などのサービスを結び付ける。",
    ),
    "cp949": ("EUC-KR", "ko", "민간 주차장과 공영 주차장을 하나의 앱으로 묶어 빈 면을 실시간으로 보여 준다."),
    "utf-16": ("UTF-16", "ja", "都市のデータ連携基盤の上で、サービスを結び付ける。"),
}


@pytest.mark.parametrize("codec", SAMPLES)
def test_other_encodings_are_named(dry_run: Importing, codec: str) -> None:
    name, tag, text = SAMPLES[codec]
    table = f"id,kind,country,lang,title,summary\nn-1,need,JP,{tag},{text[:12]},{text}\n"

    problem = dry_run(table.encode(codec), name="needs.csv").problems[0]

    assert problem.code == "looks-like"
    assert name in problem.message
    assert "Save the file again as UTF-8" in problem.mend


@pytest.mark.parametrize(
    ("codec", "chosen"),
    [
        ("gb18030", "gb18030"),
        ("big5", "big5"),
        ("cp932", "shift_jis"),
        ("euc_jp", "euc-jp"),
        ("cp949", "euc-kr"),
        ("utf-16", "utf-16"),
    ],
)
def test_chosen_encoding_is_read(dry_run: Importing, codec: str, chosen: str) -> None:
    _name, tag, text = SAMPLES[codec]
    table = f"id,kind,country,lang,title,summary\nn-1,need,JP,{tag},{text[:12]},{text}\n"

    report = dry_run(table.encode(codec), name="needs.csv", encoding=chosen)

    assert (report.created, report.problems) == (1, [])


def test_wrongly_chosen_encoding_is_told(dry_run: Importing) -> None:
    assert codes(dry_run("id,title\nn-1,駐車場\n".encode("cp932"), name="needs.csv", encoding="utf-16")) in (
        ["wrong-encoding"],
        ["unknown-field"],
    )
    assert codes(dry_run(b"id,title\n\xff\xff,a\n", name="needs.csv", encoding="euc-kr")) == [
        "wrong-encoding"
    ]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_delimiters_and_byte_order_mark_are_understood(dry_run: Importing, mark: str, start: str) -> None:
    head = mark.join(["id", "kind", "country", "city_native", "lang", "title", "summary", "start_year"])
    row = mark.join(
        ["n-1", "need", "JP", "横浜市", "ja", NEED["title"], f'"{NEED["summary"]}\n二行目"', "2024"]
    )

    report = dry_run(f"{start}{head}\n{row}\n".encode(), name="needs.csv")

    assert (report.created, report.problems) == (1, [])


@pytest.mark.parametrize(
    ("table", "code", "line"),
    [
        ("id,titel\nn-1,x\n", "unknown-field-near", 1),
        ("id,id,title\n1,2,3\n", "repeated-column", 1),
        ('id,title\n"n-1,x\n', "csv-broken", 2),
        ("id,kind,title\nn-1,need,x,too much\n", "unnamed-cell", 2),
        ("id,kind,country,lang,title,summary,start_year\nn-1,need,JP,ja,あ,い,next\n", "wrong-type", 2),
        ("id,kind,country,lang,title,summary\nn-1,need,JP,ja,あ\x00,い\n", "null-byte", 2),
        (",".join(["id"] * 400) + "\n1\n", "too-many-columns", 1),
    ],
)
def test_broken_tables_are_refused(dry_run: Importing, table: str, code: str, line: int) -> None:
    problem = dry_run(table.encode(), name="needs.csv").problems[0]

    assert (problem.code, problem.place.line) == (code, line)


def test_cell_entries_are_refused_by_place(dry_run: Importing) -> None:
    table = (
        'id,kind,country,lang,title,summary,indicators\nn-1,need,JP,ja,あ,い,"面 | 5 | 個 | 2024 | 9\n面"\n'
    )

    problem = dry_run(table.encode(), name="needs.csv").problems[0]

    assert (problem.code, problem.field) == ("unknown-field", "indicators.0.part 5")


HEAD = ("id", "kind", "country", "city_native", "lang", "title", "summary", "start_year")
ROW = ("n-1", "need", "JP", "横浜市", "ja", NEED["title"], NEED["summary"], 2024)


def test_workbook_is_read(dry_run: Importing) -> None:
    report = dry_run(workbook(HEAD, ROW, (None,) * 8), name="needs.xlsx")

    assert (report.created, report.problems) == (1, [])


def test_workbook_under_another_name_is_read(dry_run: Importing) -> None:
    assert dry_run(workbook(HEAD, ROW), name="needs.csv").created == 1


@pytest.mark.parametrize(
    ("cell", "code"), [("=1+1", "formula"), ("#REF!", "cell-error"), ("3024", "impossible-year")]
)
def test_forbidden_cells_name_sheet_and_row(dry_run: Importing, cell: str, code: str) -> None:
    problem = dry_run(workbook(HEAD, (*ROW[:7], cell)), name="needs.xlsx").problems[0]

    assert problem.code == code
    assert str(problem).startswith("needs.xlsx, sheet “needs”, row 2")


def test_notes_sheet_of_the_template_is_not_read(dry_run: Importing) -> None:
    book = Workbook()
    book.active.title = "needs"
    book.active.append(HEAD)
    book.active.append(ROW)
    book.create_sheet("_fields").append(("anything", "at all"))
    out = io.BytesIO()
    book.save(out)

    assert dry_run(out.getvalue(), name="needs.xlsx").created == 1


def archive(entries: dict[str, bytes], base: bytes = b"") -> bytes:
    out = io.BytesIO(base)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in entries.items():
            zipped.writestr(name, content)
    return out.getvalue()


def test_zip_bomb_posing_as_workbook_is_refused(dry_run: Importing) -> None:
    bomb = archive({"xl/worksheets/sheet9.xml": b"0" * (64 * 1024 * 1024)}, workbook(HEAD, ROW))

    assert len(bomb) < 100_000
    assert codes(dry_run(bomb, name="needs.xlsx")) == ["zip-bomb"]


def test_declared_size_beyond_the_limit_is_refused_without_unpacking(tmp_path: Path) -> None:
    path = tmp_path / "needs.xlsx"
    path.write_bytes(workbook(HEAD, ROW))

    rows = list(read_upload(Upload(path, path.name), Limits(file_bytes=10**6, unpacked_bytes=1000)))

    assert [row.problems[0].code for row in rows] == ["zip-bomb"]


def test_lying_sizes_do_not_help_a_bomb(dry_run: Importing) -> None:
    bomb = bytearray(archive({"xl/worksheets/sheet9.xml": b"0" * (64 * 1024 * 1024)}, workbook(HEAD, ROW)))
    size = (64 * 1024 * 1024).to_bytes(4, "little")
    assert size in bomb
    lying = bytes(bomb).replace(size, (1000).to_bytes(4, "little"))

    assert codes(dry_run(lying, name="needs.xlsx"))[0] in ("not-xlsx", "zip-bomb")


def test_too_many_entries_are_refused(dry_run: Importing) -> None:
    many = archive({f"xl/{number}": b"" for number in range(2001)}, workbook(HEAD, ROW))

    assert codes(dry_run(many, name="needs.xlsx")) == ["zip-bomb"]


def test_macros_are_refused(dry_run: Importing) -> None:
    assert codes(dry_run(archive({"xl/vbaProject.bin": b"x"}, workbook(HEAD, ROW)), name="needs.xlsx")) == [
        "macros"
    ]
    assert codes(dry_run(workbook(HEAD, ROW), name="needs.xlsm")) == ["macros"]


def test_entity_expansion_is_refused(dry_run: Importing) -> None:
    entities = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(HEAD, ROW))) as good, zipfile.ZipFile(out, "w") as bad:
        for entry in good.infolist():
            content = entities if entry.filename == "xl/workbook.xml" else good.read(entry)
            bad.writestr(entry.filename, content)

    assert codes(dry_run(out.getvalue(), name="needs.xlsx")) == ["not-xlsx"]


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"PK\x03\x04 not really", "needs.xlsx", "not-xlsx"),
        (b"just text", "needs.xlsx", "not-xlsx"),
        (archive({"a.txt": b"a"}), "needs.xlsx", "not-xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "needs.xls", "old-or-locked"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "needs.xlsx", "old-or-locked"),
        (b"%PDF-1.7", "needs.pdf", "unknown-format"),
    ],
)
def test_files_that_are_no_workbook_are_refused(
    dry_run: Importing, content: bytes, name: str, code: str
) -> None:
    assert codes(dry_run(content, name=name)) == [code]


def test_wide_row_of_a_workbook_is_refused_early(dry_run: Importing) -> None:
    book = Workbook()
    book.active["XFD1"] = "far away"
    out = io.BytesIO()
    book.save(out)

    assert codes(dry_run(out.getvalue(), name="needs.xlsx")) == ["too-many-columns"]


def test_workbook_that_names_a_row_no_sheet_has_is_refused(
    dry_run: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "MOST_EMPTY_ROWS", 1000)
    book = Workbook()
    book.active["A2"] = "id"
    good, bad = io.BytesIO(), io.BytesIO()
    book.save(good)
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(bad, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            target.writestr(entry.filename, content.replace(b'r="2"', b'r="99999999999"'))

    assert codes(dry_run(bad.getvalue(), name="needs.xlsx")) == ["not-xlsx"]


def test_file_beyond_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "needs.jsonl"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)

    rows = list(read_upload(Upload(path, path.name), Limits(20 * 1024 * 1024, 0)))

    assert [str(row.problems[0]) for row in rows] == [
        "needs.jsonl: The file has 200 MB; at most 20 MB are read here. "
        "Split the file, or ask the operator to import it by the command line."
    ]


def test_endless_line_is_refused_without_being_held(tmp_path: Path) -> None:
    path = tmp_path / "needs.jsonl"
    path.write_bytes(b'{"id": "' + b"x" * 3_000_000 + b'"}\n{"kind": "need"}\n')

    rows = list(read_upload(Upload(path, path.name), Limits(10**9, 0, line_bytes=1_000_000)))

    assert [(row.place.line, row.problems[0].code if row.problems else "") for row in rows] == [
        (1, "line-too-long"),
        (2, ""),
    ]


def test_missing_file_is_told(countries: object, tmp_path: Path) -> None:
    assert codes(import_files([tmp_path / "gone.jsonl"], dry_run=True)) == ["no-such-file"]


def test_same_identifier_twice_is_refused(dry_run: Importing) -> None:
    problem = dry_run(NEED, {**NEED, "title": "別の題名です"}).problems[0]

    assert str(problem) == (
        "rows.jsonl, line 2, field “id”: The same identifier stands already in rows.jsonl, line 1. "
        "Give each row an identifier of its own."
    )


def test_same_city_twice_is_refused(dry_run: Importing) -> None:
    assert codes(dry_run(CITY, CITY)) == ["repeated-id"]


def test_identifier_of_another_source_is_left_alone_or_told(dry_run: Importing) -> None:
    factories.record("JP", "need", source="sample", external_id="n-1", title=NEED["title"])
    factories.record("JP", "need", source="sample", external_id="n-2", title="Something else")

    report = dry_run(NEED, {**NEED, "id": "n-2"})

    assert (report.unchanged, report.created) == (1, 1)
    assert codes(report) == ["known-elsewhere", "same-id-elsewhere"]


def test_identifier_of_another_kind_is_refused(dry_run: Importing) -> None:
    factories.record("JP", "solution", source="file", external_id="n-1")

    assert codes(dry_run(NEED)) == ["other-kind"]


def test_language_that_disagrees_is_a_warning(dry_run: Importing) -> None:
    report = dry_run({**NEED, "lang": "ko"})

    assert (report.created, report.refused) == (1, 0)
    assert str(report.problems[0]) == (
        "rows.jsonl, line 1, field “lang”: The text is said to be ko, but it looks like ja. Check the field “lang”."
    )


def test_city_is_found_by_any_of_its_names(dry_run: Importing) -> None:
    rows = [
        {**NEED, "id": f"n-{name}", "city_native": None, "city": name}
        for name in ("YOKOHAMA", "요코하마시", "横浜")
    ]

    assert dry_run(*rows).created == 3


def test_city_of_the_same_import_is_known(dry_run: Importing) -> None:
    assert dry_run({**NEED, "city_native": "川崎市"}, CITY).refused == 0


def test_city_of_another_country_is_unknown(dry_run: Importing) -> None:
    assert codes(dry_run({**NEED, "country": "KR"})) == ["unknown-city"]


def test_ambiguous_city_is_refused(dry_run: Importing) -> None:
    for native in ("광주시", "광주광역시"):
        factories.city("KR", native_name=native, names={"ko": native, "en": "Gwangju"})

    assert codes(dry_run({**NEED, "country": "KR", "city_native": None, "city": "Gwangju"})) == [
        "ambiguous-city"
    ]


def test_city_under_another_official_code_is_refused(dry_run: Importing) -> None:
    factories.city("JP", native_name="川崎市", official_code="14130")

    assert codes(dry_run({**CITY, "official_code": "99999"})) == ["other-code"]


def test_deployment_in_an_unknown_city_is_kept_by_name(dry_run: Importing) -> None:
    report = dry_run(
        {
            **SOLUTION,
            "deployments": [{"city": "Atlantis", "country": "JP"}, {"city": "Oslo", "country": "NO"}],
        }
    )

    assert (report.created, report.refused) == (1, 0)
    assert codes(report) == ["unknown-deployment-city"]


def test_withdrawn_record_stays_withdrawn(dry_run: Importing) -> None:
    factories.record("JP", "need", source="file", external_id="n-1", deleted_at="2026-01-01T00:00Z")

    report = dry_run(NEED)

    assert (report.unchanged, codes(report)) == (1, ["withdrawn"])


def test_reading_stops_after_a_thousand_refused_rows(dry_run: Importing) -> None:
    report = dry_run(*[b"broken\n"] * 1500)

    assert report.refused == 1001
    assert report.problems[-1].message == "After 1000 refused rows the rest was not read."


def test_nothing_is_written_if_one_row_is_refused(tmp_path: Path, dry_run: Importing) -> None:
    dry_run(NEED, {**NEED, "id": "n-2", "start_year": 3024})

    with pytest.raises(ImportFailed) as caught:
        import_files([tmp_path / "rows.jsonl"])

    assert caught.value.message == "1 row was refused, so nothing was imported."
    assert caught.value.report.refused == 1
    assert Record.objects.count() == 0


def test_report_for_machines(dry_run: Importing) -> None:
    report = dry_run({**NEED, "start_year": 3024}, name="needs.jsonl").as_dict()

    assert (report["refused"], report["by_kind"]) == (1, {"need": {"refuse": 1}})
    assert report["problems"] == [
        {
            "file": "needs.jsonl", "sheet": "", "line": 1, "field": "start_year", "code": "impossible-year",
            "severity": "error", "message": "3024 is not a possible year here; possible are 1900 to 2100.",
            "mend": "Write the year with four digits, or leave it empty if it is not known.",
        }
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ja", "ko", "zh-hans"])
def test_every_sentence_can_be_formed_in_every_language(language: str) -> None:
    names = [
        "found",
        "limit",
        "byte",
        "encoding",
        "column",
        "cell",
        "nearest",
        "known",
        "stated",
        "first",
        "last",
        "start",
        "end",
        "latitude",
        "longitude",
        "file",
        "line",
        "source",
        "country",
    ]
    values: dict[str, Any] = {**dict.fromkeys(names, "1"), "line": 1}

    with translation.override(language):
        for code in MESSAGES:
            for expected in EXPECTED:
                problem = Problem(code, Place("f.csv", 2), "title", {**values, "expected": expected})
                assert "%(" not in str(problem)

    assert set(MENDS) <= set(MESSAGES)
