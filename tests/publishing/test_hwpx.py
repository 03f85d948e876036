"""Read back by python-hwpx and by this project's own reader, neither of which wrote it."""

from __future__ import annotations

import io
import warnings
import zipfile
from xml.etree.ElementTree import fromstring

import pytest

from tests.publishing.samples import LANGUAGES, WORDS, document
from tricity.documents.reading.extraction import extract
from tricity.publishing import hwpx

HP = "{http://www.hancom.co.kr/hwpml/2011/paragraph}"
HH = "{http://www.hancom.co.kr/hwpml/2011/head}"


def part(content: bytes, name: str) -> bytes:
    return zipfile.ZipFile(io.BytesIO(content)).read(name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_program_finds_nothing_that_would_keep_an_editor_from_opening_it(language: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from hwpx.tools.package_validator import validate_editor_open_safety

        report = validate_editor_open_safety(hwpx(document(language)))

    assert report.summary == "editor-open safety verification passed"


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_program_reads_text_and_tables(language: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from hwpx.document import HwpxDocument

        read = HwpxDocument.open(hwpx(document(language)))
        said = [each.text for each in read.paragraphs]

    assert said[0] == WORDS[language]
    assert "on the next page" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_own_reader_finds_every_text(language: str) -> None:
    found = extract(hwpx(document(language)), "a.hwpx")

    texts = [each.text for each in found.blocks]
    assert found.format == "hwpx"
    assert WORDS[language] in texts
    assert "1 < 2 & 3" in texts


def test_headings_make_an_outline() -> None:
    content = hwpx(document())
    head, section = (fromstring(part(content, f"Contents/{name}.xml")) for name in ("header", "section0"))

    styles = {each.get("id"): each.get("engName") for each in head.iter(f"{HH}style")}
    used = {"".join(each.itertext()): styles[each.get("styleIDRef")] for each in section.findall(f"{HP}p")}
    assert used["second"] == "Outline 2"
    assert used["on the next page"] == "Outline 1"


def test_words_of_another_language_have_their_own_font() -> None:
    content = hwpx(document("ko"))
    head, section = (fromstring(part(content, f"Contents/{name}.xml")) for name in ("header", "section0"))

    faces = {each.get("id"): each.get("face") for each in head.find(f".//{HH}fontface[@lang='HANJA']") or ()}
    looks = {
        each.get("id"): faces[each.find(f"{HH}fontRef").get("hanja")]  # type: ignore[union-attr]
        for each in head.iter(f"{HH}charPr")
    }
    found = {"".join(run.itertext()): looks[run.get("charPrIDRef")] for run in section.iter(f"{HP}run")}
    assert found[WORDS["ja"]] == "Yu Gothic"
    assert found[WORDS["zh-hans"]] == "Microsoft YaHei"
    assert found["quietly"] == "함초롬돋움"


def test_footnote_page_break_and_picture_are_there() -> None:
    content = hwpx(document())
    section = fromstring(part(content, "Contents/section0.xml"))

    assert [each.get("number") for each in section.iter(f"{HP}footNote")] == ["1"]
    assert ["".join(each.itertext()) for each in section.iter(f"{HP}p") if each.get("pageBreak") == "1"] == [
        "on the next page"
    ]
    assert part(content, "BinData/image1.png").startswith(b"\x89PNG")
    assert [each.text for each in section.iter(f"{HP}shapeComment")] == ["A green box"]


def test_file_type_stands_first_and_uncompressed() -> None:
    first = zipfile.ZipFile(io.BytesIO(hwpx(document()))).infolist()[0]

    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_same_document_gives_the_same_bytes() -> None:
    assert hwpx(document()) == hwpx(document())
