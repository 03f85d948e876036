from __future__ import annotations

import polib
import pytest
from tools.check_translations import LANGUAGES, catalogue_problems, problems_of


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_is_translated(language: str) -> None:
    assert catalogue_problems(language) == []


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        (polib.POEntry(msgid="Search", msgstr=""), "not translated"),
        (polib.POEntry(msgid="Search", msgstr="検索", flags=["fuzzy"]), "fuzzy"),
        (polib.POEntry(msgid="%(total)d hits", msgstr="件"), "placeholders differ: 件"),
        (polib.POEntry(msgid="%d hit", msgid_plural="%d hits", msgstr_plural={0: ""}), "not translated"),
    ],
)
def test_what_is_wrong_is_named(entry: polib.POEntry, problem: str) -> None:
    assert problems_of(entry) == [problem]
