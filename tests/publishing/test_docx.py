"""Read back by python-docx and by this project's own reader, neither of which wrote it."""

from __future__ import annotations

import io
import zipfile

import docx as python_docx
import pytest
from docx.oxml.ns import qn

from tests.publishing.samples import LANGUAGES, WORDS, document
from tricity.documents.reading.extraction import extract
from tricity.publishing import docx
from tricity.publishing.pictures import png_size

FONTS = {"ja": "Yu Gothic", "ko": "Malgun Gothic", "zh-hans": "Microsoft YaHei"}
TAGS = {"ja": "ja-JP", "ko": "ko-KR", "zh-hans": "zh-CN"}


def part(content: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read(name).decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_lists_and_tables_are_read_back(language: str) -> None:
    read = python_docx.Document(io.BytesIO(docx(document(language))))

    styled = [(each.style.name, each.text) for each in read.paragraphs if each.style and each.text]
    assert styled[:3] == [("Title", WORDS[language]), ("Subtitle", "2026"), ("Heading 1", WORDS[language])]
    assert ("Heading 2", "second") in styled
    assert ("List Paragraph", "two\nlines") in styled
    facts, table = read.tables
    assert [[cell.text for cell in row.cells] for row in facts.rows] == [["Place", "東京"]]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["When", "What"],
        ["14:00", "1 < 2 & 3"],
        ["15:00", ""],
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_run_has_the_font_and_language_of_its_words(language: str) -> None:
    read = python_docx.Document(io.BytesIO(docx(document(language))))

    found = {}
    for run in read.paragraphs[3].runs:
        fonts, lang = run._r.rPr.find(qn("w:rFonts")) if run._r.rPr is not None else None, None
        if fonts is not None:
            lang = run._r.rPr.find(qn("w:lang")).get(qn("w:eastAsia"))
            found[run.text] = (fonts.get(qn("w:eastAsia")), lang)
    others = [each for each in FONTS if each != language]
    assert {text: value for text, value in found.items() if value[1]} == {
        WORDS[each]: (FONTS[each], TAGS[each]) for each in others
    }


def test_the_language_of_the_document_is_its_default() -> None:
    styles = part(docx(document("ko")), "word/styles.xml")

    assert 'w:eastAsia="Malgun Gothic"' in styles
    assert '<w:lang w:val="en-US" w:eastAsia="ko-KR" />' in styles


def test_footnotes_are_real_ones() -> None:
    content = docx(document())

    assert '<w:footnoteReference w:id="1" />' in part(content, "word/document.xml")
    notes = part(content, "word/footnotes.xml")
    assert '<w:footnote w:id="1">' in notes
    assert "noted " in notes
    assert 'Target="https://two.example/"' in part(content, "word/_rels/footnotes.xml.rels")


def test_numbered_lists_start_anew() -> None:
    numbering = part(docx(document()), "word/numbering.xml")

    assert numbering.count('<w:startOverride w:val="1" />') == 2


def test_head_row_is_repeated_on_every_page() -> None:
    assert part(docx(document()), "word/document.xml").count("<w:tblHeader />") == 1


def test_picture_comes_as_svg_with_a_png_beside_it() -> None:
    content = docx(document())

    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert {"word/media/figure1.png", "word/media/figure1.svg"} <= set(names)
    assert png_size(zipfile.ZipFile(io.BytesIO(content)).read("word/media/figure1.png")) == (1600, 640)
    assert 'descr="A green box"' in part(content, "word/document.xml")


def test_properties_name_title_language_and_hour() -> None:
    read = python_docx.Document(io.BytesIO(docx(document("ja")))).core_properties

    assert (read.title, read.author, read.language) == (WORDS["ja"], "A secretariat", "ja")
    assert read.created is not None
    assert read.created.isoformat() == "2026-11-26T03:00:00+00:00"


def test_own_reader_finds_every_text() -> None:
    blocks = extract(docx(document("zh-hans")), "a.docx").blocks

    found = [(each.kind.value, each.text) for each in blocks]
    assert ("heading", WORDS["zh-hans"]) in found
    assert ("cell", "1 < 2 & 3") in found


def test_same_document_gives_the_same_bytes() -> None:
    assert docx(document()) == docx(document())
