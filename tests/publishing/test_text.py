"""Texts nobody would think of, in every format."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from xml.etree.ElementTree import fromstring

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tricity.publishing import Document, Paragraph, Run, Table, clean, docx, fragment, hwpx, runs

anything = st.text(st.characters(), max_size=80) | st.text(
    st.sampled_from("<>&\"'\x00\x0b\x1b\u202e\u2066\ufffe\ud800\r\n\t]直\U0001f600\U0001ffff"), max_size=40
)
few = settings(max_examples=60, deadline=None)


def with_text(text: str) -> Document:
    return Document(
        runs("t"),
        "ja",
        (Paragraph(runs(Run(text), Run(text, "ko", href=text))), Table((runs(text),), ((runs(text),),))),
    )


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("a\x00b\x1bc", "abc"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("\ud800x\ufffe\U0002ffff", "x"),
        ("user\u202etxt.exe\u2066", "usertxt.exe"),
        ("か\u3099", "が"),
        ("שלום 直", "שלום 直"),
    ],
)
def test_text_is_cleaned_of_what_no_format_can_hold(given: str, kept: str) -> None:
    assert clean(given) == kept


@few
@given(anything)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@few
@given(anything)
def test_word_document_holds_any_text(text: str) -> None:
    content = docx(with_text(text))

    read = python_docx.Document(io.BytesIO(content))
    assert read.tables[0].cell(0, 0).text == clean(text)


@few
@given(anything)
def test_hwpx_document_is_well_formed_with_any_text(text: str) -> None:
    archive = zipfile.ZipFile(io.BytesIO(hwpx(with_text(text))))

    section = fromstring(archive.read("Contents/section0.xml"))
    said = "".join(section.itertext())
    assert all(line in said for line in clean(text).split("\n"))


@few
@given(anything)
def test_html_escapes_any_text(text: str) -> None:
    made = fragment(with_text(text))

    assert "<script" not in made
    assert not any(unicodedata.category(char) in ("Cc", "Cs") and char != "\n" for char in made)


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "/relative", "http://[", " \x00"],
)
def test_addresses_that_are_no_link_are_text(address: str) -> None:
    document = Document(runs("t"), "en", (Paragraph(runs(Run("here", href=address))),))

    assert "<a " not in fragment(document)
    assert "hyperlink" not in zipfile.ZipFile(io.BytesIO(docx(document))).read("word/document.xml").decode()
