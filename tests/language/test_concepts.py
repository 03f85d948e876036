import json
from pathlib import Path

import pytest

from tricity.language import BadLine, Concept, Thesaurus

SEED_LINE = json.dumps(
    {
        "id": "parking",
        "top": False,
        "broader": ["mobility"],
        "related": [],
        "pref": {"en": "Smart parking", "zh-Hans": "智慧停车", "ja": "スマート駐車"},
        "alt": {"en": ["parking lot", "Smart parking"], "ja": ["駐車場"]},
        "definition": {"en": "Finding and paying for a place to park."},
        "cross_border": True,
    }
)


def found(thesaurus: Thesaurus, text: str, language: str) -> list[tuple[str, str]]:
    return [
        (mention.concept_id, text[mention.start : mention.end]) for mention in thesaurus.find(text, language)
    ]


def test_from_jsonl_reads_the_seed_format() -> None:
    concept = Thesaurus.from_jsonl([SEED_LINE, ""])["parking"]

    assert concept == Concept(
        id="parking",
        labels={
            "en": ("Smart parking", "parking lot"),
            "zh-hans": ("智慧停车",),
            "ja": ("スマート駐車", "駐車場"),
        },
        broader=("mobility",),
        cross_border=True,
        definition={"en": "Finding and paying for a place to park."},
    )


def test_from_jsonl_reads_plain_topics_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "topics.jsonl"
    path.write_text('{"id": "t1", "labels": {"ko": ["주차", "주차장"], "zh": "停车"}}\n', encoding="utf-8")

    concept = Thesaurus.from_jsonl(path)["t1"]

    assert concept.labels == {"ko": ("주차", "주차장"), "zh-hans": ("停车",)}


@pytest.mark.parametrize(
    "line",
    ["{", "[]", '{"id": ""}', '{"id": 3}', '{"id": "a", "labels": {"xx": ["b"]}}', '{"id": "a", "labels": {"ja": [1]}}',
     '{"id": "a", "labels": []}', '{"id": "a", "broader": {}}', "\ud800"],
)  # fmt: skip
def test_from_jsonl_names_the_line_it_cannot_read(line: str) -> None:
    with pytest.raises(BadLine) as caught:
        Thesaurus.from_jsonl([SEED_LINE, line])

    assert caught.value.line == 2


def test_label_falls_back_to_english_then_any_then_the_id() -> None:
    concept = Concept("x", {"ja": ("駅",), "zh-hans": ("车站",)})

    labels = [concept.label(code) for code in ("ja", "zh-hant", "ko")]

    assert labels == ["駅", "车站", "駅"]
    assert Concept("x", {}).label("ko") == "x"


def test_ancestors_give_distances_and_survive_cycles() -> None:
    thesaurus = Thesaurus(
        [
            Concept("a", {}, broader=("b", "unknown")),
            Concept("b", {}, broader=("c",)),
            Concept("c", {}, broader=("a",)),
        ]
    )

    assert thesaurus.ancestors("a") == {"b": 1, "c": 2}


@pytest.mark.parametrize(
    ("text", "language", "surface"),
    [
        ("建设停车场", "zh-hans", "停车场"),
        ("興建停車場", "zh-hant", "停車場"),
        ("駅前の駐車場", "ja", "駐車場"),
        ("공영주차장을 늘린다", "ko", "공영주차장"),
        ("공영  주차장을 늘린다", "ko", "공영  주차장"),
        ("two parking lots", "en", "parking lots"),
        ("Ｐａｒｋｉｎｇ lot", "en", "Ｐａｒｋｉｎｇ lot"),
    ],
)
def test_find_in_every_language(thesaurus: Thesaurus, text: str, language: str, surface: str) -> None:
    assert found(thesaurus, text, language) == [("parking", surface)]


def test_find_takes_labels_of_any_language_through_folding(thesaurus: Thesaurus) -> None:
    assert found(thesaurus, "停車場の整備", "ja") == [("parking", "停車場")]


def test_find_prefers_the_longest_label() -> None:
    thesaurus = Thesaurus([Concept("bus", {"zh-hans": ("公交",)}), Concept("stop", {"zh-hans": ("公交站",)})])

    assert found(thesaurus, "公交站和公交", "zh-hans") == [("stop", "公交站"), ("bus", "公交")]


def test_find_returns_both_concepts_that_share_a_label() -> None:
    thesaurus = Thesaurus([Concept("b", {"en": ("twin",)}), Concept("a", {"en": ("twin",)})])

    assert found(thesaurus, "a twin", "en") == [("a", "twin"), ("b", "twin")]


def test_find_keeps_neighbouring_labels_apart() -> None:
    thesaurus = Thesaurus([Concept("a", {"en": ("air quality",)}), Concept("b", {"en": ("sensor",)})])

    assert found(thesaurus, "air quality sensors", "en") == [("a", "air quality"), ("b", "sensors")]


@pytest.mark.parametrize(
    ("label", "language", "text"),
    [
        ("バス", "ja", "デバイス"),  # inside a katakana word
        ("AI", "en", "said"),
        ("AI", "ja", "ＭＡＩＬの活用"),
        ("가스", "ko", "부가스"),  # two syllables, not where a word begins
        ("IT", "en", "it is"),
    ],
)
def test_find_leaves_pieces_of_other_words(label: str, language: str, text: str) -> None:
    assert found(Thesaurus([Concept("x", {language: (label,)})]), text, language) == []


def test_find_accepts_particles_and_compounds_after_a_korean_label() -> None:
    thesaurus = Thesaurus([Concept("gas", {"ko": ("가스",)})])

    assert found(thesaurus, "가스를 가스관", "ko") == [("gas", "가스"), ("gas", "가스")]


def test_find_uses_word_boundaries_where_they_are_known() -> None:
    thesaurus = Thesaurus([Concept("bus", {"ja": ("バス",)})])

    mentions = thesaurus.find("コミュニティバス", "ja", boundaries={0, 6, 8})

    assert [(mention.start, mention.end) for mention in mentions] == [(6, 8)]


def test_an_empty_thesaurus_finds_nothing() -> None:
    assert Thesaurus().find("停车场 parking", "zh-hans") == []
