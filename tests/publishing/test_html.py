from __future__ import annotations

import pytest

from tests.publishing.samples import LANGUAGES, SVG, document
from tricity.publishing import (
    BadFigure,
    Document,
    Figure,
    Heading,
    Limits,
    Paragraph,
    Run,
    Table,
    TooLarge,
    fragment,
    page,
    runs,
)
from tricity.publishing.preparing import prepared


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_in_another_language_say_so(language: str) -> None:
    made = fragment(document(language))

    tag = {"zh-hans": "zh-Hans"}.get(language, language)
    assert made.startswith(f'<article class="paper" lang="{tag}"><header><h1>')
    assert made.count(f'<span lang="{tag}">') == 0
    for other in {"en", "ja", "ko", "zh-Hans"} - {tag}:
        assert f'<strong><span lang="{other}">' in made


def test_fragment_has_no_style_and_no_script() -> None:
    made = fragment(document())

    assert "<style" not in made
    assert " style=" not in made
    assert "<script" not in made


def test_footnotes_lead_there_and_back() -> None:
    made = fragment(document())

    assert '<sup id="to-note-1"><a href="#note-1">[1]</a></sup>' in made
    assert '<li id="note-1">noted <span lang="zh-Hans">脚注</span>' in made
    assert 'href="#to-note-1"' in made


def test_table_has_a_caption_and_heads() -> None:
    made = fragment(document())

    assert '<caption>A day</caption><thead><tr><th scope="col">When</th>' in made
    assert '<tr><th scope="row">15:00</th><td></td></tr>' in made


def test_table_without_a_caption_is_named_by_its_heading() -> None:
    blocks = (Heading(runs("Speakers & others")), Table((), ((runs("x"),),)))

    made = fragment(Document(runs("t"), "en", blocks))

    assert 'tabindex="0" role="region" aria-label="Speakers &amp; others"><table>' in made
    assert '<caption class="visually-hidden">Speakers &amp; others</caption>' in made


def test_page_for_print_chooses_fonts_by_language() -> None:
    made = page(document())

    assert ':lang(zh-Hans) { font-family: "Noto Sans", "Noto Sans CJK SC", sans-serif; }' in made
    assert ':lang(ja) { font-family: "Noto Sans", "Noto Sans CJK JP", sans-serif; }' in made


def test_picture_says_what_it_shows() -> None:
    assert '<svg role="img" aria-label="A green box"' in fragment(document())
    assert '<img alt="A green box" width="300" src="data:image/svg+xml;base64,' in page(document())


@pytest.mark.parametrize(
    "inside",
    [
        "<script>1</script>",
        '<image href="file:///etc/passwd"/>',
        '<rect onclick="x()"/>',
        '<rect fill="url(http://one.example/)"/>',
        '<rect style="fill:red"/>',
        "<foreignObject/>",
        '<text xml:lang="no language!">x</text>',
        '<x:b xmlns:x="http://www.w3.org/1999/xhtml"/>',
    ],
)
def test_picture_that_runs_or_loads_something_is_refused(inside: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{inside}</svg>'

    with pytest.raises(BadFigure):
        fragment(Document(runs("t"), "en", (Figure(svg, "a"),)))


@pytest.mark.parametrize(
    "svg",
    [
        "",
        "<svg",
        "<svg/>",
        '<!DOCTYPE s [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">&a;</svg>',
        SVG.replace("viewBox", "box"),
        SVG.replace("0 0 300", "0 0 -300"),
    ],
)
def test_what_is_no_picture_is_refused(svg: str) -> None:
    with pytest.raises(BadFigure):
        fragment(Document(runs("t"), "en", (Figure(svg, "a"),)))


@pytest.mark.parametrize(
    ("limits", "what"),
    [
        (Limits(characters=5), "characters"),
        (Limits(cells=3), "cells"),
        (Limits(blocks=1), "blocks"),
        (Limits(figures=0), "figures"),
    ],
)
def test_document_beyond_a_limit_is_refused(limits: Limits, what: str) -> None:
    cell = runs("x")
    blocks = (Table((cell, cell), ((cell, cell),)), Figure(SVG, "a"), Paragraph(runs("123456789")))
    if what != "blocks":
        blocks = blocks[1:] if what == "figures" else blocks

    with pytest.raises(TooLarge) as refused:
        prepared(Document(runs("t"), "en", blocks), limits)

    assert refused.value.what == what


def test_what_is_no_language_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="not a language"):
        fragment(Document(runs("t"), "en", (Paragraph((Run("x", '"><b>'),)),)))
