from __future__ import annotations

import json

import pytest

from tricity.language import (
    BadLine,
    FalseFriend,
    FalseFriends,
    Piece,
    false_friend,
    load_false_friends,
    pieces,
)

NOTE = {"en": "They differ."}
ENTRIES = [
    {"form": "检讨/検討/검토", "languages": ["zh-hans", "ja", "ko"], "note": NOTE},
    {"form": "手纸/手紙", "languages": ["zh-hans", "ja"], "note": NOTE},
    {"form": "处分/処分/처분", "languages": ["zh-hans", "ja", "ko"], "note": NOTE},
    {"form": "行政处分/行政処分/행정처분", "languages": ["zh-hans", "ja", "ko"], "note": NOTE},
    {"form": "信息/資訊", "languages": ["zh-hans", "zh-hant"], "note": NOTE},
    {"form": "区/区/구", "languages": ["zh-hans", "ja", "ko"], "note": NOTE},
    {"form": "走/走る", "languages": ["zh-hans", "ja"], "note": NOTE},
    {
        "form": "防疫/検疫・防疫/방역",
        "languages": ["zh-hans", "ja", "ko"],
        "note": NOTE,
    },
]


@pytest.fixture(scope="module")
def friends() -> FalseFriends:
    return load_false_friends([json.dumps(entry) for entry in ENTRIES])


def words(friends: FalseFriends, text: str, language: str, reader: str | None = None) -> list[str]:
    return [text[each.start : each.end] for each in friends.find(text, language, reader)]


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("新しい制度を検討する", "ja", ["検討"]),
        ("对此作出检讨", "zh-hans", ["检讨"]),
        ("對此作出檢討", "zh-hant", ["檢討"]),
        ("계획을 검토했다", "ko", ["검토"]),
        ("行政処分と処分", "ja", ["行政処分", "処分"]),
        ("空港の検疫と防疫", "ja", ["検疫", "防疫"]),
        ("区の計画", "ja", ["区"]),
        ("横浜市中区の計画", "ja", []),
        ("마포구는 추진한다", "ko", []),
        ("公園を走った", "ja", ["走っ"]),
        ("The 検討 of it", "en", []),
        ("", "ko", []),
    ],
)
def test_whole_words_are_found(friends: FalseFriends, text: str, language: str, found: list[str]) -> None:
    assert words(friends, text, language) == found


def test_half_width_forms_keep_their_place_in_the_original(friends: FalseFriends) -> None:
    text = "ﾃﾞｰﾀの検討"

    assert words(friends, text, "ja") == ["検討"]


@pytest.mark.parametrize(
    ("reader", "found"), [("zh-hans", ["検討", "手紙"]), ("ko", ["検討"]), ("ja", []), ("en", [])]
)
def test_only_words_that_mislead_the_reader_are_found(
    friends: FalseFriends, reader: str, found: list[str]
) -> None:
    assert words(friends, "検討して手紙を書く", "ja", reader) == found


def test_traditional_chinese_has_its_own_form_or_the_simplified_one(friends: FalseFriends) -> None:
    assert words(friends, "資訊與檢討", "zh-hant", "zh-hans") == ["資訊", "檢討"]
    assert words(friends, "資訊", "zh-hans") == []


def test_entries_of_concepts_are_read() -> None:
    line = json.dumps({"id": "parking", "pref": {"en": "Parking"}, "false_friends": ENTRIES[:2]})

    assert [each.form for each in load_false_friends([line, "", '{"id": "bus"}']).friends] == [
        "检讨/検討/검토",
        "手纸/手紙",
    ]


def test_entry_has_its_forms_by_language() -> None:
    friend = false_friend(ENTRIES[0])

    assert isinstance(friend, FalseFriend)
    assert friend.languages == ("zh-hans", "ja", "ko")
    assert getattr(friend.form_in("ko"), "text", "") == "검토"
    assert friend.form_in("en") is None


def test_form_without_a_language_is_refused_with_its_line() -> None:
    with pytest.raises(BadLine, match=r"lines:2: .*手纸/手紙"):
        load_false_friends(["", json.dumps({"form": "手纸/手紙", "languages": ["ja"], "note": NOTE})])


@pytest.mark.parametrize(
    ("language", "note", "marked"),
    [
        ("en", "zh 手纸 is toilet paper; ja 手紙 is a letter.", [("手纸", "zh-hans"), ("手紙", "ja")]),
        ("en", "ko 치매 (癡呆) is a legal word.", [("치매", "ko"), ("癡呆", "ko")]),
        ("ja", "中国語の「手纸」は紙、日本語の「手紙」は書簡、韓国語の「편지」。", [("手纸", "zh-hans"), ("편지", "ko")]),
        ("ko", "중국어 ‘手纸’는 화장지이고 일본어 ‘手紙’는 편지이다.", [("手纸", "zh-hans"), ("手紙", "ja")]),
        ("zh-hans", "中文“工作”指事务；日语“工作”、韩语“공작”不同，台湾说“資訊”。", [("工作", "ja"), ("공작", "ko"), ("資訊", "zh-hant")]),
    ],
)  # fmt: skip
def test_words_of_other_languages_in_a_note_are_marked(
    language: str, note: str, marked: list[tuple[str, str]]
) -> None:
    found = pieces(note, language)

    assert "".join(piece.text for piece in found) == note
    assert [piece for piece in found if piece.language] == [Piece(*each) for each in marked]
