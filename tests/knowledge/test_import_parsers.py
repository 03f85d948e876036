"""Whatever bytes arrive, the readers answer with rows or problems, never with an exception; cells come back as they were."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tricity.knowledge.exports.files import guarded
from tricity.knowledge.imports.cells import join_lines, split_lines
from tricity.knowledge.imports.checks import check_row
from tricity.knowledge.imports.fields import RowKind, columns_of, fields_of
from tricity.knowledge.imports.problems import Place
from tricity.knowledge.imports.readers import ENCODINGS, Limits, RawRow, Upload, read_upload
from tricity.knowledge.imports.readers.csv_files import unguarded
from tricity.knowledge.imports.readers.encodings import guess
from tricity.knowledge.imports.values import Context
from tricity.web.identity import Standing

LIMITS = Limits(10**7, 10**7, line_bytes=100_000)
CONTEXT = Context({"CN": "zh-hans", "JP": "ja", "KR": "ko"})
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)
words = texts.map(str.strip).filter(bool)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
field_names = st.sampled_from(sorted({each.name for kind in RowKind for each in fields_of(kind)}))


def read(content: bytes, name: str, encoding: str = "") -> list[RawRow]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "upload"
        path.write_bytes(content)
        return list(read_upload(Upload(path, name, encoding), LIMITS))


@quick
@given(
    st.binary(max_size=400),
    st.sampled_from(["a.jsonl", "a.csv", "a.xlsx", "needs.tsv"]),
    st.sampled_from(["", *ENCODINGS]),
)
def test_any_bytes_give_rows_or_problems(content: bytes, name: str, encoding: str) -> None:
    rows = read(content, name, encoding)

    assert rows
    assert all(row.data is not None or row.problems for row in rows)
    assert all(str(problem) for row in rows for problem in row.problems)


@quick
@given(st.text(max_size=300), st.sampled_from([",", ";", "\t"]))
def test_any_text_under_a_known_heading_is_read(text: str, mark: str) -> None:
    content = mark.join(["id", "kind", "title", "summary", "indicators", "start_year"]) + "\n" + text
    rows = read(content.encode("utf-8", "surrogatepass"), "needs.csv")

    for row in rows:
        check_row(row, CONTEXT)


@quick
@given(
    st.sampled_from(list(RowKind)),
    st.dictionaries(field_names | st.text(max_size=6), json_values, max_size=8),
)
def test_any_object_is_checked_without_an_exception(kind: RowKind, data: dict[str, Any]) -> None:
    checked = check_row(RawRow(Place("a.jsonl", 1), kind, data), CONTEXT)

    assert checked.kind is kind
    json.dumps(checked.data, allow_nan=False)
    assert all(str(problem) for problem in checked.problems)


@quick
@given(st.lists(st.lists(st.none() | words, min_size=1, max_size=4), min_size=1, max_size=5))
def test_entries_of_a_cell_come_back(entries: list[list[str | None]]) -> None:
    shortened = [
        entry[: max((place + 1 for place, part in enumerate(entry) if part), default=1)] for entry in entries
    ]

    assert split_lines(join_lines(entries), keep_empty=True) == shortened


@quick
@given(st.text(max_size=20))
def test_guard_against_formulas_is_taken_away_again(text: str) -> None:
    shown = guarded(text)

    assert unguarded(shown) == text
    assert not shown.startswith(("=", "+", "-", "@", "\t", "\r"))


def _record() -> st.SearchStrategy[dict[str, Any]]:
    years = st.none() | st.integers(1900, 2100)
    numbers = (
        st.none()
        | st.integers(-(10**12), 10**12)
        | st.floats(-1e9, 1e9).filter(lambda value: value != int(value))
    )
    part = {"name": words, "name_en": st.none() | words}
    return st.fixed_dictionaries(
        {
            "id": words,
            "source": st.none() | words,
            "country": st.sampled_from(["CN", "JP", "KR"]),
            "city_native": st.none() | words,
            "lang": st.sampled_from(["zh-Hans", "zh-Hant", "ja", "ko", "en"]),
            "title": words,
            "summary": words,
            "provider": st.none() | st.fixed_dictionaries(part),
            "organizations": st.lists(
                st.fixed_dictionaries({**part, "role": st.sampled_from(["lead", "partner"])}), max_size=3
            ),
            "status": st.none() | st.sampled_from(["planned", "pilot"]),
            "start_year": years,
            "budget": st.none()
            | st.fixed_dictionaries({"amount": st.integers(0, 10**14), "currency": st.just("KRW")}),
            "indicators": st.lists(
                st.fixed_dictionaries(
                    {"name": words, "value": numbers, "unit": st.none() | words, "year": years}
                ),
                max_size=3,
            ),
            "deployments": st.lists(
                st.fixed_dictionaries({"city": words, "country": st.just("NO"), "year": years}), max_size=2
            ),
            "topics": st.lists(words, max_size=2),
            "standing": st.sampled_from(Standing.values),
            "renderings": st.lists(
                st.fixed_dictionaries(
                    {
                        "field": st.sampled_from(["title", "summary"]),
                        "language": st.sampled_from(["ja", "ko", "en", "zh-Hans"]),
                        "text": words,
                        "origin": st.sampled_from(["human", "machine"]),
                        "engine": st.none() | words,
                        "reviewed_on": st.none() | st.just("2026-01-31"),
                        "stale": st.booleans(),
                    }
                ),
                max_size=3,
                unique_by=lambda each: (each["field"], each["language"]),
            ),
        }
    )


@quick
@given(_record())
def test_record_survives_the_way_through_cells(record: dict[str, Any]) -> None:
    """Object → cells of a table → object, and both are checked to the same values."""
    cells: dict[str, Any] = {}
    for each in fields_of(RowKind.SOLUTION):
        cells |= each.layout.write(each.name, record.get(each.name))
    assert set(cells) <= set(columns_of(RowKind.SOLUTION))
    by_column = {column: cells.get(column) for column in columns_of(RowKind.SOLUTION)}
    back = {each.name: each.layout.read(each.name, by_column) for each in fields_of(RowKind.SOLUTION)}

    direct = check_row(RawRow(Place("a"), RowKind.SOLUTION, {**record, "kind": "solution"}), CONTEXT)
    through = check_row(RawRow(Place("a"), RowKind.SOLUTION, {**back, "kind": "solution"}), CONTEXT)

    for name in record:
        found, expected = through.data.get(name), direct.data.get(name)
        if name == "renderings" and found and expected:
            found, expected = (
                sorted(each, key=lambda row: (row["language"], row["field"])) for each in (found, expected)
            )
        assert found == expected, name


KOREAN = "중앙시장 인근 주차장을 하나의 앱으로 묶어 빈 면을 실시간으로 보여 주고 결제까지 처리한다"
JAPANESE = "都市のデータ連携基盤の上で行政手続きや防災などのサービスをつなぎ、市民の暮らしを便利にする"
CHINESE = "主城区全息智慧路口系统实时采集机动车和行人数据由平台算法自动调整各方向绿灯时长提高通行效率"
TRADITIONAL = "主城區智慧路口系統即時採集機動車和行人資料由平台演算法自動調整各方向綠燈時長提高通行效率"


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (KOREAN, "cp949", "EUC-KR"),
        (JAPANESE, "cp932", "Shift_JIS"),
        (JAPANESE, "euc_jp", "EUC-JP"),
        (CHINESE, "gb18030", "GB18030 (GBK)"),
        (TRADITIONAL, "big5", "Big5"),
    ],
)
@quick
@given(data=st.data())
def test_encoding_of_any_passage_is_guessed(text: str, codec: str, name: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, 10))
    length = data.draw(st.integers(24, len(text) - start))
    passage = "id,title\nn-1," + text[start : start + length] + "\n"

    assert guess(passage.encode(codec)) == name
