"""Every format as blocks with places; documents made by the programs named in `samples`."""

from __future__ import annotations

import pytest

from tests.documents import samples
from tricity.documents.reading import Block, Kind, Place
from tricity.documents.reading.extraction import extract
from tricity.documents.reading.lines import paragraphs


def read(content: bytes, name: str) -> list[tuple[str, str, dict[str, object]]]:
    return [(each.kind.value, each.text, each.place.as_dict()) for each in extract(content, name).blocks]


def test_word_document_gives_headings_paragraphs_and_cells() -> None:
    found = read(samples.docx_file(lines=["駐車場が足りない。"]), "計画.docx")

    assert found == [
        ("heading", samples.TITLE, {"page": 1, "paragraph": 1}),
        ("paragraph", "駐車場が足りない。", {"page": 1, "paragraph": 2}),
        ("cell", "項目", {"page": 1, "table": 1, "row": 1, "column": 1}),
        ("cell", "値", {"page": 1, "table": 1, "row": 1, "column": 2}),
        ("cell", "交差点", {"page": 1, "table": 1, "row": 2, "column": 1}),
        ("cell", "142箇所", {"page": 1, "table": 1, "row": 2, "column": 2}),
    ]


def test_slides_are_numbered_and_notes_told_apart() -> None:
    found = read(samples.pptx_file([("智慧交通", "停车"), ("第二页", "公交")], notes="备注"), "a.pptx")

    assert found == [
        ("heading", "智慧交通", {"slide": 1, "paragraph": 1}),
        ("paragraph", "停车", {"slide": 1, "paragraph": 2}),
        ("note", "备注", {"slide": 1, "paragraph": 3}),
        ("heading", "第二页", {"slide": 2, "paragraph": 1}),
        ("paragraph", "公交", {"slide": 2, "paragraph": 2}),
        ("note", "备注", {"slide": 2, "paragraph": 3}),
    ]


@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_cells_of_a_spreadsheet_have_their_sheet_and_address(suffix: str) -> None:
    rows = [["항목", "값"], ["주차면", "142개"]]
    content = samples.xlsx_file({"예산": rows}) if suffix == "xlsx" else samples.ods_file("예산", rows)

    found = read(content, f"예산.{suffix}")

    assert found == [
        ("cell", "항목", {"sheet": "예산", "cell": "A1"}),
        ("cell", "값", {"sheet": "예산", "cell": "B1"}),
        ("cell", "주차면", {"sheet": "예산", "cell": "A2"}),
        ("cell", "142개", {"sheet": "예산", "cell": "B2"}),
    ]


def test_columns_beyond_z_have_two_letters() -> None:
    row = [["가"] + [""] * 26 + ["끝"]]

    found = read(samples.xlsx_file({"표": row}), "a.xlsx")

    assert found[-1] == ("cell", "끝", {"sheet": "표", "cell": "AB1"})


@pytest.mark.parametrize(
    ("font", "words"),
    [
        ("HeiseiMin-W3", "横浜市スマート交通計画"),
        ("STSong-Light", "深圳市智慧停车实施方案"),
        ("HYSMyeongJo-Medium", "수원시 스마트 주차 계획"),
        ("Helvetica", "Shared parking in the old town"),
    ],
)
def test_pdf_pages_keep_the_words_of_each_language(font: str, words: str) -> None:
    content = (
        samples.pdf_file([["1"], [words]], font=font)
        if font != "Helvetica"
        else samples.pdf_file([["1"], [words]])
    )

    text = extract(content, "a.PDF")

    assert text.pages == 2
    assert text.blocks[-1].text == words
    assert text.blocks[-1].place == Place(page=2, paragraph=1)


def test_open_document_text_counts_its_paragraphs() -> None:
    assert read(samples.odt_file("計画", ["本文です。"]), "a.odt") == [
        ("heading", "計画", {"paragraph": 1}),
        ("paragraph", "本文です。", {"paragraph": 2}),
    ]


def test_open_document_slides_are_numbered() -> None:
    assert read(samples.odp_file(["智慧交通", "停车"]), "a.odp") == [
        ("heading", "智慧交通", {"slide": 1, "paragraph": 1}),
        ("heading", "停车", {"slide": 2, "paragraph": 1}),
    ]


def test_hwpx_gives_paragraphs_and_cells() -> None:
    found = read(samples.hwpx_file("주차 계획", ["사업비는 3억원이다."], [["주차면", "142개"]]), "계획.hwpx")

    assert found == [
        ("paragraph", "주차 계획", {"paragraph": 1}),
        ("paragraph", "사업비는 3억원이다.", {"paragraph": 2}),
        ("cell", "주차면", {"table": 1, "row": 1, "column": 1}),
        ("cell", "142개", {"table": 1, "row": 1, "column": 2}),
    ]


def test_hwp_gives_its_paragraphs() -> None:
    assert read(samples.hwp_file(["주차 계획", "사업비는 3억원이다."]), "계획.hwp") == [
        ("paragraph", "주차 계획", {"paragraph": 1}),
        ("paragraph", "사업비는 3억원이다.", {"paragraph": 2}),
    ]


def test_ofd_gives_title_and_lines_by_page() -> None:
    text = extract(samples.ofd_file([["停车方案", "总投资3000万元。"], ["附件"]]), "方案.ofd")

    assert (text.title, text.pages) == ("停车方案", 2)
    assert [(each.text, each.place) for each in text.blocks] == [
        ("停车方案", Place(page=1, paragraph=1)),
        ("总投资3000万元。", Place(page=1, paragraph=2)),
        ("附件", Place(page=2, paragraph=1)),
    ]


HTML = (
    "<html><head>{meta}<title>停车</title><script>alert(1)</script></head><body><nav>菜单</nav><h1>智慧 <b>停车</b></h1>"
    "<p>第一行<br>第二行</p><table><tr><th>车位</th><td>142个</td></tr></table></body></html>"
)


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8", ""), ("gb18030", "gb2312"), ("utf-16", ""), ("big5", "big5")],
)
def test_html_is_read_in_the_encoding_it_names(encoding: str, said: str) -> None:
    page = HTML.format(meta=f'<meta charset="{said}">' if said else "")
    if encoding == "big5":
        page = page.translate(str.maketrans("车单个", "車單個"))

    text = extract(page.encode(encoding), "a.html")

    assert [(each.kind, each.place) for each in text.blocks] == [
        (Kind.HEADING, Place(paragraph=1)),
        (Kind.PARAGRAPH, Place(paragraph=2)),
        (Kind.PARAGRAPH, Place(paragraph=3)),
        (Kind.CELL, Place(table=1, row=1, column=1)),
        (Kind.CELL, Place(table=1, row=1, column=2)),
    ]
    assert text.blocks[0].text in ("智慧 停车", "智慧 停車")


def test_scripts_of_a_page_are_left_out_and_told() -> None:
    text = extract(HTML.format(meta="").encode(), "a.htm")

    assert text.notes == ("scripts",)
    assert "alert" not in "".join(each.text for each in text.blocks)


def test_pages_without_text_are_told() -> None:
    text = extract(samples.pdf_file([["計画"], []]), "a.pdf")

    assert text.notes == ("scanned",)


def test_lines_cut_by_the_margin_are_one_paragraph() -> None:
    lines = ["本市では駐車場が不足しており、市民の", "不便が続いている。", "（1）現状", "", "終わり"]

    assert list(paragraphs(lines)) == [
        "本市では駐車場が不足しており、市民の不便が続いている。",
        "（1）現状",
        "終わり",
    ]


def test_lines_of_spaced_languages_are_joined_by_a_space() -> None:
    assert list(paragraphs(["수원시는 도심 주차장이 매우 부족하여", "해결책을 찾는다."])) == [
        "수원시는 도심 주차장이 매우 부족하여 해결책을 찾는다."
    ]


def test_a_block_survives_json() -> None:
    block = Block("142개", Place(sheet="예산", cell="B2"), Kind.CELL)

    assert Block.from_dict(block.as_dict()) == block
