"""Read back by poppler (pdftotext, pdffonts, pdfinfo) and by this project's own reader."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.publishing.samples import LANGUAGES, WORDS, document
from tricity.documents.reading.extraction import extract
from tricity.publishing import (
    CannotPrint,
    Document,
    Paragraph,
    Run,
    Table,
    missing,
    pdf,
    runs,
    without_engine,
)
from tricity.publishing import pdf as pdf_module  # noqa: F401
from tricity.publishing.printing import fetcher

needs_engine = pytest.mark.skipif(bool(missing()), reason=f"not installed: {', '.join(missing())}")
needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="not installed: poppler-utils")
printing = sys.modules["tricity.publishing.pdf"]


def poppler(program: str, content: bytes, tmp_path: Path, *options: str) -> str:
    path = tmp_path / "paper.pdf"
    path.write_bytes(content)
    command = [program, str(path), *options]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@needs_engine
@needs_poppler
@pytest.mark.parametrize("language", LANGUAGES)
def test_pdf_is_tagged_and_has_the_glyphs_of_every_language(language: str, tmp_path: Path) -> None:
    made = pdf(document(language))

    facts = poppler("pdfinfo", made, tmp_path)
    assert "Tagged:          yes" in facts
    assert "Page size:       595.276 x 841.89 pts (A4)" in facts
    fonts = poppler("pdffonts", made, tmp_path)
    for family in ("Noto-Sans-CJK-SC", "Noto-Sans-CJK-JP", "Noto-Sans-CJK-KR"):
        assert family in fonts
    rows = [line.split() for line in fonts.splitlines()[2:]]
    assert {row[-5] for row in rows} == {"yes"}  # embedded, all of them
    text = poppler("pdftotext", made, tmp_path, "-")
    assert all(words in text for words in WORDS.values())
    assert "2/2" in text.replace(" ", "")


@needs_engine
@needs_poppler
@pytest.mark.parametrize(
    ("language", "family"),
    [("zh-hans", "Noto-Sans-CJK-SC"), ("ja", "Noto-Sans-CJK-JP"), ("ko", "Noto-Sans-CJK-KR")],
)
def test_one_character_has_the_shape_of_its_language(language: str, family: str, tmp_path: Path) -> None:
    """直 is one code point in all three; only the font tells which is meant."""
    fonts = poppler("pdffonts", pdf(Document(runs("-"), language, (Paragraph(runs("直")),))), tmp_path)

    assert {line.split()[0].partition("+")[2] for line in fonts.splitlines()[2:]} >= {family}
    assert "CJK" not in fonts.replace(family, "")


@needs_engine
def test_own_reader_finds_every_text() -> None:
    found = extract(pdf(document("ja")), "a.pdf")

    said = "\n".join(each.text for each in found.blocks)
    assert found.pages == 2
    assert WORDS["ja"] in said
    assert "1 < 2 & 3" in said


@needs_engine
def test_printing_that_takes_too_long_is_ended() -> None:
    with pytest.raises(CannotPrint) as refused:
        pdf(document(), seconds=0.05)

    assert refused.value.reason == "too-slow"


def test_without_its_packages_the_reason_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "without_engine", lambda: ("libpango-1.0-0",))

    with pytest.raises(CannotPrint) as refused:
        pdf(document())

    assert refused.value.reason == "missing"


def test_missing_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing.ctypes.util, "find_library", lambda name: None if "pango" in name else name)
    without_engine.cache_clear()

    found = without_engine()

    without_engine.cache_clear()
    assert set(found) - {"weasyprint"} == {"libpango-1.0-0", "libpangoft2-1.0-0"}


def test_process_that_gives_no_pdf_is_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "without_engine", tuple)
    monkeypatch.setattr(printing, "PRINTER", "tricity.publishing.no_such_module")

    with pytest.raises(CannotPrint) as refused:
        pdf(document())

    assert refused.value.reason == "crashed"


def test_printing_process_gets_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRICITY_SECRET_KEY", "secret")

    assert "TRICITY_SECRET_KEY" not in printing._environment("/nowhere")


@needs_engine
@pytest.mark.parametrize(
    "address", ["https://one.example/a.png", "file:///etc/passwd", "data:text/css,x", "http://127.0.0.1/"]
)
def test_printing_loads_nothing(address: str) -> None:
    with pytest.raises(ValueError, match="loads nothing"):
        fetcher().fetch(address)


@needs_engine
def test_a_long_table_is_printed(tmp_path: Path) -> None:
    rows: Any = tuple((runs(str(number)), runs(Run("会议", "zh-hans"))) for number in range(300))
    made = pdf(Document(runs("t"), "en", (Table((runs("No."), runs("What")), rows),)))

    assert extract(made, "a.pdf").pages > 4
