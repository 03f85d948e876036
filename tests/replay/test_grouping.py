from __future__ import annotations

from tricity.media import Cue
from tricity.replay.grouping import groups


def spans(cues: list[Cue], chapters: list[int] | None = None) -> list[tuple[int, int, int]]:
    return [(each.start_ms, each.end_ms, each.chapter) for each in groups(cues, chapters or [])]


def row(count: int, *, length: int = 5_000, text: str = "words", speaker: str = "") -> list[Cue]:
    return [Cue(n * length, (n + 1) * length, text, speaker) for n in range(count)]


def test_a_passage_ends_with_a_sentence_once_it_is_long_enough() -> None:
    cues = [
        Cue(n * 5_000, (n + 1) * 5_000, text)
        for n, text in enumerate(["a.", "b", "c.", "d", "e。", "f", "g"])
    ]

    assert spans(cues) == [(0, 25_000, -1), (25_000, 35_000, -1)]


def test_a_passage_is_never_longer_than_half_a_minute() -> None:
    assert spans(row(8)) == [(0, 30_000, -1), (30_000, 40_000, -1)]


def test_a_passage_ends_where_somebody_else_speaks_or_nobody_does() -> None:
    assert len(spans([*row(1, speaker="A"), Cue(5_000, 6_000, "x", "B")])) == 2
    assert len(spans([*row(1), Cue(12_000, 13_000, "x")])) == 2


def test_a_passage_lies_in_one_chapter() -> None:
    assert spans(row(4), [0, 10_000]) == [(0, 10_000, 0), (10_000, 20_000, 1)]


def test_words_are_joined_as_the_language_does() -> None:
    (korean,) = groups([Cue(0, 1, "가 나"), Cue(1, 2, "다")], [])

    assert (korean.text("ko"), korean.text("ja")) == ("가 나 다", "가 나다")
