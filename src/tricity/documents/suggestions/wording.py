"""Title, summary and language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from tricity.documents.reading.values import Block, Kind, Text
from tricity.documents.suggestions.values import Field, Suggestion, suggestion
from tricity.language import identify

Blocks = tuple[Block, ...]
MOST_TITLE: Final = 300
MOST_SUMMARY: Final = 1200  # characters: a page of paper
LEAST_PARAGRAPH: Final = 20  # half-width characters; shorter ones are captions and entries
_FIRST_BLOCKS: Final = 40
_SAMPLE: Final = 4000
_LETTER: Final = re.compile(r"\w")
_WIDE: Final = re.compile("[\u1100-\uffff]")
_SENTENCE: Final = re.compile(r"[。．.!?！？][」』）)”’]?$")
_NUMBERING: Final = re.compile(
    r"^(?:[\dIVX]{1,4}[.、．)]|第.{1,3}[章节節条]|[一二三四五六七八九十]+、|[가-하]\.)\s*"
)
# Headings under which authors sum up, in the four languages.
_SUMMARY: Final = re.compile(
    r"概要|要旨|要約|目的|趣旨|摘要|概况|概述|简介|项目背景|總覽|개요|요약|목적|취지|summary|abstract|overview|purpose",
    re.IGNORECASE,
)


def titles(text: Text) -> Iterator[Suggestion]:
    """The first heading, else the first short line; where neither is found, nothing."""
    first = list(enumerate(text.blocks[:_FIRST_BLOCKS]))
    headings = [(number, block) for number, block in first if block.kind is Kind.HEADING]
    short = [(number, block) for number, block in first if _is_line(block)]
    seen: set[str] = set()
    for number, block in headings[:2] or short[:2]:
        words = " ".join(block.text.split())[:MOST_TITLE]
        if words not in seen and len(_LETTER.findall(words)) > 1:
            yield suggestion(Field.TITLE, words, text.blocks, number, 0, len(block.text), is_likely=not seen)
            seen.add(words)


def _is_line(block: Block) -> bool:
    return block.kind in (Kind.PARAGRAPH, Kind.CELL) and 4 <= len(block.text) <= 80


def summaries(text: Text) -> Iterator[Suggestion]:
    """Whole paragraphs: those under a heading such as “Summary”, else the first ones.

    Paragraphs that end as sentences do come before lines such as “Period: 2026–2030”.
    """
    start = next(
        (number + 1 for number, block in enumerate(text.blocks) if _is_summary_heading(block)),
        None,
    )
    tries = [(start, True), (0, True), (start, False), (0, False)] if start else [(0, True), (0, False)]
    for begin, is_prose in tries:
        numbers = list(_paragraphs(text.blocks, begin or 0, within_section=bool(begin), is_prose=is_prose))
        if numbers:
            words = "\n\n".join(text.blocks[number].text for number in numbers)
            first = text.blocks[numbers[0]].text
            yield suggestion(
                Field.SUMMARY, words[:MOST_SUMMARY], text.blocks, numbers[0], 0, min(len(first), 200)
            )
            return


def _is_summary_heading(block: Block) -> bool:
    bare = _NUMBERING.sub("", block.text)
    return len(bare) <= 20 and _SUMMARY.search(bare) is not None and block.kind is not Kind.CELL


def _paragraphs(blocks: Blocks, begin: int, *, within_section: bool, is_prose: bool) -> Iterator[int]:
    length = 0
    for number in range(begin, len(blocks)):
        block = blocks[number]
        if block.kind is Kind.HEADING and within_section and length:
            return
        if (
            block.kind is not Kind.PARAGRAPH
            or len(block.text) + len(_WIDE.findall(block.text)) < LEAST_PARAGRAPH
        ):
            continue
        if is_prose and not _SENTENCE.search(block.text):
            continue
        if length and length + len(block.text) > MOST_SUMMARY:
            return
        length += len(block.text)
        yield number


def languages(text: Text) -> Iterator[Suggestion]:
    """Of the beginning as a whole; the longest paragraph of it is quoted."""
    sample, number, longest = "", 0, 0
    for position, block in enumerate(text.blocks):
        if len(sample) > _SAMPLE:
            break
        sample += block.text + "\n"
        if len(block.text) > longest:
            number, longest = position, len(block.text)
    code = identify(sample, default="en")
    yield suggestion(Field.LANGUAGE, code, text.blocks, number, 0, min(longest, 80))
