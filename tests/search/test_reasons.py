from __future__ import annotations

import pytest

from tricity.language import FeatureKind, Reason, Source
from tricity.search.quoting import quote
from tricity.search.reasons import FoundReason, needs_reading, reading, sentence, sentence_html

pytestmark = pytest.mark.django_db


def reason(
    kind: FeatureKind, key: str, query: str, document: str, concept_id: str | None = None
) -> FoundReason:
    return FoundReason(kind, key, query, document, (0, len(document)), 1.0, concept_id, (0, len(query)))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            reason(FeatureKind.CONCEPT, "smart-parking", "스마트 주차", "智慧停车", "smart-parking"),
            "“스마트 주차 (seumateu jucha)” means the same as “智慧停车 (zhihui tingche)” (topic: Smart parking).",
        ),
        (
            reason(FeatureKind.CONCEPT, "smart-parking", "smart parking", "smart parking", "smart-parking"),
            "“smart parking” is the topic “Smart parking”.",
        ),
        (
            reason(FeatureKind.CONCEPT, "mobility", "smart mobility", "smart parking", "mobility"),
            "“smart parking” is a part of the topic “Mobility and transport”, which “smart mobility” names.",
        ),
        (
            reason(FeatureKind.CONCEPT, "smart-parking", "駐車", "智慧停车", "smart-parking"),
            "“駐車 (chusha)” belongs to the topic “Smart parking”, which “智慧停车 (zhihui tingche)” names.",
        ),
        (
            reason(FeatureKind.HAN, "都市", "도시", "都市", None),
            "“도시 (dosi)” and “都市 (toshi)” are the same word, written with the same Han characters.",
        ),
        (reason(FeatureKind.WORD, "bus", "buses", "bus"), "“buses” and “bus” are forms of the same word."),
        (reason(FeatureKind.LATIN, "iot", "IoT", "iot"), "The word “iot” is the same."),
        (reason(FeatureKind.NUMBER, "2030", "2030", "2030"), "The number “2030” is the same."),
        (
            reason(FeatureKind.LOAN, "pltfrm", "platform", "プラットフォーム"),
            "“platform” and “プラットフォーム (purattofomu)” are the same loanword.",
        ),
        (
            reason(FeatureKind.NAME, "city:X", "Yokohama", "요코하마"),
            "“Yokohama” and “요코하마 (yokohama)” are the same name.",
        ),
        (
            reason(FeatureKind.HAN, "停车场", "주차", "停车场", "smart-parking"),
            "“주차 (jucha)” names the topic “Smart parking”, and “停车场 (tingchechang)” is a word of that topic.",
        ),
    ],
)
def test_sentence_for_a_reader_of_english(given: Reason, expected: str) -> None:
    assert sentence(given, "en") == expected


def meaning(
    query: str, document: str, *, gloss: str = "", is_same: bool = True, sources: tuple[Source, ...] = ()
) -> FoundReason:
    return FoundReason(
        FeatureKind.GLOSS, "x", query, document, (0, 1), 1.0, sources=sources, gloss=gloss, is_same=is_same
    )


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            meaning("쓰레기", "ゴミ", gloss="trash", sources=(Source.KOREAN, Source.JMDICT)),
            "“쓰레기 (sseuregi)” and “ゴミ (gomi)” mean the same in the dictionary (“trash”)."
            " Dictionary: Tricity’s Korean word list, JMdict",
        ),
        (
            meaning("trash", "쓰레기", sources=(Source.CEDICT,)),
            "“trash” and “쓰레기 (sseuregi)” mean the same in the dictionary. Dictionary: CC-CEDICT",
        ),
        (
            meaning("aging", "고령", gloss="advanced age", is_same=False, sources=(Source.LEARNED,)),
            "“aging” and “고령 (goryeong)” both have to do with “advanced age”. learned from parallel texts",
        ),
        (
            meaning("aging", "고령", is_same=False, sources=(Source.HANJA, Source.LOANWORDS)),
            "“aging” and “고령 (goryeong)” have a similar meaning. Dictionary: Han words of Korean · by sound",
        ),
        (meaning("쓰레기", "쓰레기", gloss="trash"), "The word “쓰레기” is the same."),
        (meaning("went", "goes"), "“went” and “goes” are forms of the same word."),
    ],
)
def test_sentence_about_a_shared_meaning(given: FoundReason, expected: str) -> None:
    assert sentence(given, "en").replace("“쓰레기 (sseuregi)” is", "“쓰레기” is") == expected


@pytest.mark.parametrize("language", ["en", "ja", "ko", "zh-hans"])
def test_shared_meaning_is_said_in_every_language_with_the_english_marked(language: str) -> None:
    html = sentence_html(meaning("쓰레기", "ゴミ", gloss="trash", sources=(Source.JMDICT,)), language)

    assert '<span lang="en">trash</span>' in html
    assert '<span class="quiet">' in html
    assert "JMdict</span>" in html


def test_reason_of_the_engine_needs_no_languages() -> None:
    plain = Reason(FeatureKind.HAN, "都市", "도시", "都市", (0, 2), 1.0)

    assert sentence(plain, "ko").count("都市") == 1


def test_quoted_words_keep_their_language_and_are_escaped() -> None:
    given = FoundReason(
        FeatureKind.HAN,
        "x",
        "<도시>",
        "都市",
        (0, 2),
        1.0,
        None,
        (0, 2),
        query_language="ko",
        document_language="ja",
    )

    html = sentence_html(given, "en")

    assert '<b lang="ko">&lt;도시&gt;</b>' in html
    assert '<b lang="ja">都市</b> <span class="reading" lang="ja-Latn">(toshi)</span>' in html


@pytest.mark.parametrize(
    ("text", "written_in", "reader", "needed"),
    [
        ("都市", "ja", "zh-hans", False),
        ("都市", "zh-hans", "ja", False),
        ("まち", "ja", "zh-hans", True),
        ("都市", "ja", "ko", True),
        ("도시", "ko", "ja", True),
        ("도시", "ko", "ko", False),
        ("都市", "ja", "en", True),
        ("IoT", "ja", "ko", False),
    ],
)
def test_reading_only_for_scripts_the_reader_does_not_know(
    text: str, written_in: str, reader: str, needed: bool
) -> None:
    assert needs_reading(text, written_in, reader) is needed
    assert bool(reading(text, written_in, reader)) is needed


def quoted(text: str, *words: str, language: str = "ja") -> str:
    spans = [(text.index(word), text.index(word) + len(word)) for word in words]
    return "".join(f"[{part.text}]" if part.is_marked else part.text for part in quote(text, spans, language))


def test_quote_marks_all_that_matched_in_it() -> None:
    assert quoted("前の文。駐車場の空きを案内する。", "駐車場", "案内") == "…[駐車場]の空きを[案内]する。"


def test_quote_of_a_long_sentence_begins_before_the_match() -> None:
    text = "あ" * 300 + "駐車場" + "い" * 300

    shown = quoted(text, "駐車場")

    assert shown.startswith("…あ")
    assert shown.endswith("い…")
    assert "[駐車場]" in shown
    assert len(shown) < 120


def test_quote_of_overlapping_spans_marks_once() -> None:
    assert quote("駐車場案内", [(0, 3), (1, 5)], "ja")[0].text == "駐車場案内"


def test_quote_without_a_match_is_empty() -> None:
    assert quote("駐車場", [], "ja") == ()
    assert quote("駐車場", [(2, 9), (1, 1)], "ja") == ()
