"""The files read back by other programs: poppler, python-docx, python-hwpx."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import warnings
import zipfile
from pathlib import Path
from xml.etree.ElementTree import fromstring

import docx as python_docx
import pytest

from tests import factories
from tests.briefings import made
from tests.briefings.made import Small
from tests.briefings.reading import notes
from tricity.briefings.audience import EVERYBODY
from tricity.briefings.composing import Asked, document
from tricity.briefings.extents import EXTENTS, LONG, SHORT, Extent
from tricity.cooperation.actions import publish, run_synthesis
from tricity.cooperation.models import Opportunity
from tricity.publishing import Document, docx, fragment, hwpx, missing, page, pdf
from tricity.site.sample import load_sample
from tricity.terms.actions import load_seed

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "ja", "ko", "zh-hans")
WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
needs_engine = pytest.mark.skipif(bool(missing()), reason=f"not installed: {', '.join(missing())}")
needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="not installed: poppler-utils")


def briefing(language: str, extent: Extent = SHORT) -> Document:
    return document(Asked(language, extent, EVERYBODY))


def poppler(program: str, content: bytes, tmp_path: Path, *options: str) -> str:
    path = tmp_path / "briefing.pdf"
    path.write_bytes(content)
    return subprocess.run([program, path, *options], capture_output=True, text=True, check=True).stdout


def squeezed(text: str) -> str:
    """Without the spaces and line ends that a layout puts in."""
    return re.sub(r"\s+", "", text)


def pages(content: bytes, tmp_path: Path) -> int:
    found = re.search(r"Pages:\s+(\d+)", poppler("pdfinfo", content, tmp_path))
    assert found is not None
    return int(found[1])


@pytest.mark.parametrize("extent", EXTENTS.values(), ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
def test_word_file_has_a_footnote_for_each_statement(world: Small, language: str, extent: Extent) -> None:
    made_of = briefing(language, extent)

    read = python_docx.Document(io.BytesIO(docx(made_of)))

    (part,) = [each.target_part for each in read.part.rels.values() if each.reltype.endswith("/footnotes")]
    found = {}
    for note in fromstring(part.blob).iter(f"{WORDS}footnote"):
        found[int(note.get(f"{WORDS}id", "-1"))] = "".join(each.text or "" for each in note.iter(f"{WORDS}t"))
    referred = [int(each.get(f"{WORDS}id")) for each in read.element.iter(f"{WORDS}footnoteReference")]
    assert [found[at].strip() for at in referred] == notes(made_of)
    assert read.inline_shapes[0].type is not None  # the picture


@pytest.mark.parametrize("extent", EXTENTS.values(), ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
def test_hangul_file_has_a_footnote_for_each_statement(world: Small, language: str, extent: Extent) -> None:
    made_of = briefing(language, extent)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from hwpx.tools.package_validator import validate_editor_open_safety
        from hwpx.tools.text_extractor import AnnotationOptions, TextExtractor

        content = hwpx(made_of)
        report = validate_editor_open_safety(content)
        with TextExtractor(zipfile.ZipFile(io.BytesIO(content))) as read:
            text = read.extract_text(
                object_behavior="nested", annotations=AnnotationOptions(footnote="inline")
            )

    assert report.summary == "editor-open safety verification passed"
    found = squeezed(text)
    for note in notes(made_of):
        assert f"[footnote:{squeezed(note)}]" in found


@needs_engine
@needs_poppler
@pytest.mark.parametrize("language", LANGUAGES)
def test_pdf_has_a_footnote_for_each_statement_and_the_glyphs_of_its_language(
    world: Small, language: str, tmp_path: Path
) -> None:
    made_of = briefing(language)

    content = pdf(made_of)

    text = squeezed(poppler("pdftotext", content, tmp_path, "-layout", "-"))
    for at, note in enumerate(notes(made_of), start=1):
        assert squeezed(f"{at}. {note}") in text
    fonts = poppler("pdffonts", content, tmp_path)
    family = {"ja": "CJK-JP", "ko": "CJK-KR", "zh-hans": "CJK-SC"}.get(language, "Noto-Sans")
    assert family in fonts
    # Titles are in the originals' shapes, whoever reads them.
    assert all(each in fonts for each in ("CJK-JP", "CJK-KR", "CJK-SC"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_links_each_statement_with_its_footnote(world: Small, language: str) -> None:
    made_of = briefing(language)

    article = fragment(made_of)

    count = len(notes(made_of))
    assert [int(at) for at in re.findall(r'href="#note-(\d+)"', article)] == list(range(1, count + 1))
    assert [int(at) for at in re.findall(r'<li id="note-(\d+)"', article)] == list(range(1, count + 1))
    assert "style=" not in article
    assert "None" not in re.sub(r"<[^>]*>", " ", article).split()


@pytest.mark.parametrize("write", [docx, hwpx, page], ids=["docx", "hwpx", "html"])
def test_same_document_gives_the_same_bytes(world: Small, write: object) -> None:
    assert write(briefing("ja")) == write(briefing("ja"))  # type: ignore[operator]


@needs_engine
def test_same_document_gives_the_same_pdf(world: Small) -> None:
    assert pdf(briefing("ko")) == pdf(briefing("ko"))


@needs_engine
@needs_poppler
@pytest.mark.parametrize(("extent", "language"), [(SHORT, "en"), (SHORT, "ko"), (LONG, "en")])
def test_fullest_briefing_stays_within_its_pages(
    countries: object, extent: Extent, language: str, tmp_path: Path
) -> None:
    made.full()

    content = pdf(briefing(language, extent))

    assert pages(content, tmp_path) <= extent.most_pages


@needs_engine
@needs_poppler
@pytest.mark.slow
def test_briefings_of_the_sample_stay_within_their_pages(countries: object, tmp_path: Path) -> None:
    load_seed()
    load_sample()
    run_synthesis()
    curator = factories.user(roles=["curator"])
    for row in Opportunity.objects.filter(is_current=True):
        publish(row, by=curator)

    found = {
        (extent.name, language): pages(pdf(briefing(language, extent)), tmp_path)
        for extent in EXTENTS.values()
        for language in LANGUAGES
    }

    assert {key for key, count in found.items() if count > EXTENTS[key[0]].most_pages} == set()
    # And they use what they have.
    assert min(count for (name, _language), count in found.items() if name == "long") > 10
