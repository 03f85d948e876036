"""The shipped files of indicators, and what is refused in them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tricity.indicators.errors import BadIndicators
from tricity.indicators.reading import FOLDER, read_registry, registry
from tricity.indicators.values import Relation
from tricity.terms.seeds import read_seed

THEMES = "themes.jsonl"


def test_the_six_frameworks_are_there_with_their_countries() -> None:
    found = {each.id: each.country for each in registry().frameworks.values()}

    assert found == {
        "iso-37120": None,
        "iso-37122": None,
        "u4ssc": None,
        "gbt-33356": "CN",
        "lwc": "JP",
        "kr-smart-city": "KR",
    }


def test_every_framework_has_an_indicator_in_some_theme() -> None:
    used = {each.framework.id for theme in registry().themes.values() for each in theme.indicators}

    assert used == registry().frameworks.keys()


def test_topics_of_themes_are_in_the_thesaurus() -> None:
    slugs = {concept.slug for concept in read_seed()}

    assert [theme.id for theme in registry().themes.values() if theme.topic not in slugs] == []


def test_no_file_holds_a_value_a_score_or_a_rank() -> None:
    """Metadata only: there is no field into which a value of a city could be written."""
    keys = {
        key
        for path in FOLDER.glob("*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
        for key in _keys(json.loads(line))
    }

    assert not keys & {"value", "values", "score", "rank", "grade", "city", "level", "weight"}


def test_what_nobody_read_is_not_called_comparable_by_what_was_not_read() -> None:
    comparable = [
        each
        for theme in registry().themes.values()
        for each in theme.indicators
        if each.relation is Relation.COMPARABLE
    ]

    assert comparable
    assert all(each.reasons and each.source.url for each in comparable)


def _change(**values: Any) -> Callable[[dict[str, Any]], None]:
    return lambda row: row["indicators"][0].update(values)


@pytest.mark.parametrize(
    "spoil",
    [
        _change(relation="better"),
        _change(reasons=[]),
        _change(reasons=["no-such-reason"]),
        _change(framework="no-such-framework"),
        _change(value=12),
        _change(relation="comparable", reasons=["unread"]),
        _change(source={"url": "https://example.org", "read_on": None, "verified": True}),
        _change(source={"url": "https://example.org", "read_on": "2026-01-01", "verified": False}),
        _change(source={"url": "page 12", "read_on": None, "verified": False}),
        _change(definition={"en": "Only in one language"}),
        _change(name={"text": "  ", "language": "en"}),
        _change(name={"text": "x", "language": "fr"}),
        lambda row: row.update(indicators=row["indicators"][:1]),
        lambda row: row.update(id="Not a slug"),
        lambda row: row.pop("measure"),
    ],
)
def test_a_wrong_line_is_refused_by_file_and_number(
    spoil: Callable[[dict[str, Any]], None], tmp_path: Path
) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "data")
    first, *others = (folder / THEMES).read_text(encoding="utf-8").splitlines()
    row = json.loads(first)
    spoil(row)
    (folder / THEMES).write_text("\n".join([json.dumps(row), *others]), encoding="utf-8")

    with pytest.raises(BadIndicators, match=r"themes\.jsonl, line 1"):
        read_registry(folder)


def test_an_id_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "data")
    with (folder / THEMES).open("a", encoding="utf-8") as file:
        file.write((FOLDER / THEMES).read_text(encoding="utf-8").splitlines()[0])

    with pytest.raises(BadIndicators, match="there already"):
        read_registry(folder)


def _keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for each in value.values() for key in _keys(each)}
    return {key for each in value for key in _keys(each)} if isinstance(value, list) else set()
