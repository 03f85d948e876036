"""What the words of a document suggest, and where they stand."""

from __future__ import annotations

import pytest

from tricity.documents.reading import Block, Kind, Place, Text
from tricity.documents.suggestions import Field, Suggestion, from_text, suggest_names
from tricity.documents.suggestions.money import amounts


def text(*lines: str | Block) -> Text:
    blocks = [
        line if isinstance(line, Block) else Block(line, Place(page=1, paragraph=number))
        for number, line in enumerate(lines, 1)
    ]
    return Text("pdf", "", 1, tuple(blocks))


def heading(words: str) -> Block:
    return Block(words, Place(page=1), Kind.HEADING)


def row(*cells: str) -> list[Block]:
    return [
        Block(words, Place(table=1, row=1, column=number), Kind.CELL) for number, words in enumerate(cells, 1)
    ]


def likely(document: Text, field: Field) -> list[object]:
    return [each.value for each in from_text(document) if each.field is field and each.is_likely]


@pytest.mark.parametrize(
    ("words", "language", "found"),
    [
        ("総事業費は1億2千万円", "ja", [("1億2千万円", "120000000", "JPY")]),
        ("350百万円、1,200千円", "ja", [("350百万円", "350000000", "JPY"), ("1,200千円", "1200000", "JPY")]),
        ("总投资3000万元", "zh-hans", [("3000万元", "30000000", "CNY")]),
        ("约合¥500万", "zh-hans", [("¥500万", "5000000", "CNY")]),
        ("費用は¥500万", "ja", [("¥500万", "5000000", "JPY")]),
        ("사업비 350백만원", "ko", [("350백만원", "350000000", "KRW")]),
        ("총 12억 5,000만 원", "ko", [("12억 5,000만 원", "1250000000", "KRW")]),
        ("500만 달러", "ko", [("500만 달러", "5000000", "USD")]),
        ("a budget of JPY 120 million", "en", [("JPY 120 million", "120000000", "JPY")]),
        ("it costs $3.5 billion", "en", [("$3.5 billion", "3500000000", "USD")]),
        ("한 명의 회원", "ko", []),
        ("最初の一元化", "ja", []),
        ("142 spaces", "en", []),
        ("会费5元", "zh-hans", []),
    ],
)
def test_money_is_read_with_its_currency(
    words: str, language: str, found: list[tuple[str, str, str]]
) -> None:
    read = [
        (words[start:end], f"{amount.normalize():f}", currency)
        for start, end, amount, currency in amounts(words, language)
    ]

    assert read == found


def test_the_amount_beside_the_word_budget_is_the_likely_one() -> None:
    document = text("国の補助は9億円である。", "本市の予算は1億2千万円である。")

    found = [each for each in from_text(document) if each.field is Field.BUDGET]

    assert [(each.value["amount"], each.is_likely) for each in found] == [
        ("120000000", True),
        ("900000000", False),
    ]


def test_an_amount_no_word_calls_a_budget_is_offered_but_not_filled_in() -> None:
    found = [each for each in from_text(text("国の補助は9億円である。")) if each.field is Field.BUDGET]

    assert [each.is_likely for each in found] == [False]


def test_the_heading_of_a_row_tells_what_its_amount_is() -> None:
    document = text(*row("총사업비", "3억 5천만원"))

    assert likely(document, Field.BUDGET) == [{"amount": "350000000", "currency": "KRW"}]


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("計画期間：令和8年度～令和12年度", 2026, 2030),
        ("规划期限为2026—2030年", 2026, 2030),
        ("사업기간: 2026년 ~ 2028년", 2026, 2028),
        ("2026. 3. 1. ~ 2028. 12. 31.", 2026, 2028),
        ("2026年4月から2029年3月まで", 2026, 2029),
        ("The pilot runs from 2026 to 2030.", 2026, 2030),
        ("2026年度予算", 2026, None),
        ("FY2026 programme", 2026, None),
        ("2026년도 사업", 2026, None),
        ("2026年3月31日に公表した。", None, None),
        ("電話 2026-3456", None, None),
        ("2030年より2026年の方が少ない。", None, None),
    ],
)
def test_years_come_from_spans_and_fiscal_years(words: str, first: int | None, last: int | None) -> None:
    document = text(words)

    assert likely(document, Field.START_YEAR) == ([first] if first else [])
    assert likely(document, Field.END_YEAR) == ([last] if last else [])


def test_the_first_heading_is_the_title() -> None:
    document = text("第12号", heading("スマート交通計画"), heading("課題"))

    assert likely(document, Field.TITLE) == ["スマート交通計画"]


def test_without_headings_the_first_line_is_the_title() -> None:
    assert likely(text("수원시 주차 계획", "도심 주차장이 부족하다."), Field.TITLE) == ["수원시 주차 계획"]


@pytest.mark.parametrize("name", ["1. 概要", "一、摘要", "Ⅰ. 개요", "Summary"])
def test_the_summary_is_what_stands_under_such_a_heading(name: str) -> None:
    document = text(
        "はじめに、この文書は会議の資料として配布された。",
        heading(name),
        "駐車場が不足しており、市民の不便が続いている。",
        heading("次の章"),
        "別のことが書いてある。これは要約には入らない。",
    )

    assert likely(document, Field.SUMMARY) == ["駐車場が不足しており、市民の不便が続いている。"]


def test_sentences_make_the_summary_and_not_labels() -> None:
    document = text(
        heading("スマート交通計画"), "計画期間：令和8年度～令和12年度", "市中心の渋滞を減らすことを目指す。"
    )

    assert likely(document, Field.SUMMARY) == ["市中心の渋滞を減らすことを目指す。"]


def test_without_sentences_the_first_lines_make_the_summary() -> None:
    document = text(heading("スマート交通計画"), "市中心における駐車場の共同利用の推進")

    assert likely(document, Field.SUMMARY) == ["市中心における駐車場の共同利用の推進"]


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("駐車場が不足しており、市民の不便が続いている。", "ja"),
        ("도심 주차장이 매우 부족하다.", "ko"),
        ("市中心停车位严重不足，市民出行不便。", "zh-hans"),
        ("Parking is short in the old town.", "en"),
    ],
)
def test_the_language_is_identified(words: str, language: str) -> None:
    assert likely(text(words), Field.LANGUAGE) == [language]


def test_rows_with_one_number_are_offered_as_figures() -> None:
    document = text(*row("交差点", "142箇所"))

    found = [each for each in from_text(document) if each.field is Field.FIGURE]

    assert [(each.value, each.is_likely) for each in found] == [
        ({"name": "交差点", "value": "142", "unit": "箇所"}, False)
    ]


@pytest.mark.parametrize("cells", [("項目", "値"), ("2024", "142"), ("費用", "142円"), ("甲", "1", "2")])
def test_rows_that_say_no_single_figure_are_left_out(cells: tuple[str, ...]) -> None:
    assert [each for each in from_text(text(*row(*cells))) if each.field is Field.FIGURE] == []


def test_names_are_found_most_frequent_first() -> None:
    names = {
        "A": {"ja": ("横浜市", "横浜"), "en": ("Yokohama",)},
        "B": {"ja": ("川崎市",)},
        "C": {"ja": ("大津",)},
    }
    document = text("川崎市と横浜市の計画。", "横浜市の駐車場。大津。")

    found = list(suggest_names(Field.CITY, document, "ja", names))

    assert [(each.value, each.quote[each.start : each.end], each.is_likely) for each in found] == [
        ("A", "横浜市", True),
        ("B", "川崎市", False),
    ]


def test_every_suggestion_quotes_the_words_of_its_block() -> None:
    document = text(
        heading("スマート交通計画"),
        "前の文。令和8年度～令和12年度の予算は1億2千万円である。後の文。",
        *row("交差点", "142箇所"),
    )

    for each in from_text(document):
        assert each.quote in document.blocks[each.block].text
        assert each.place == document.blocks[each.block].place
        assert 0 <= each.start < each.end <= len(each.quote)
        assert Suggestion.from_dict(each.as_dict()) == each


def test_a_quotation_is_the_sentence_around_what_was_found() -> None:
    document = text("前の文。本市の予算は1億2千万円である。後の文。")

    found = next(each for each in from_text(document) if each.field is Field.BUDGET)

    assert found.quote == "本市の予算は1億2千万円である。"
