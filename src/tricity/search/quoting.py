"""Cutting the words around a match out of a text."""

from __future__ import annotations

from collections.abc import Iterable

from tricity.search.found import Part

_WIDE = 110  # characters of a quotation in Chinese, Japanese or Korean
_LATIN = 240
_BEFORE = 0.25  # share of a quotation that precedes the first match
_SENTENCE_ENDS = "。．.!?！？\n"


def quote(text: str, spans: Iterable[tuple[int, int]], language: str) -> tuple[Part, ...]:
    """The text around the first of these spans, all spans in it marked; empty without any span.

    Begins at a sentence's start where one is near; “…” stands for what was left out.
    """
    places = _merged(spans, len(text))
    if not places:
        return ()
    length = _LATIN if language == "en" else _WIDE
    start = _start(text, places[0][0], length)
    end = min(len(text), start + length)
    end = max(end, min(places[0][1], start + 2 * length))
    parts = [Part("…")] if start else []
    at = start
    for first, last in places:
        if first >= end:
            break
        parts += [Part(text[at:first]), Part(text[first : min(last, end)], is_marked=True)]
        at = min(last, end)
    parts.append(Part(text[at:end].rstrip()))
    if end < len(text.rstrip()):
        parts.append(Part("…"))
    return tuple(part for part in parts if part.text)


def _start(text: str, first: int, length: int) -> int:
    earliest = max(0, first - length)
    begin = max((text.rfind(mark, earliest, first) for mark in _SENTENCE_ENDS), default=-1) + 1
    begin = max(begin, earliest)
    if first - begin > length * (1 - _BEFORE):
        begin = first - int(length * _BEFORE)
    while begin < first and text[begin].isspace():
        begin += 1
    return begin


def _merged(spans: Iterable[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if 0 <= span[0] < span[1] <= length):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
