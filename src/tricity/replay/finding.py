"""Searching within one replay: by meaning over all languages, and by the very letters in the captions shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tricity.replay import clocks, queries
from tricity.replay.documents import KIND
from tricity.replay.models import Replay
from tricity.search import queries as search
from tricity.search.found import FoundHit

MOST_HITS = 40
MOST_EXACT = 20
# Two hits nearer than this are the same moment in two languages.
SAME_MS = 15_000


@dataclass(frozen=True, slots=True)
class ExactHit:
    """A caption that holds the very letters."""

    seconds: int
    clock: str
    text: str
    speaker: str


@dataclass(frozen=True, slots=True)
class Results:
    """`moments` best first, each moment once whatever the number of languages in which it was found."""

    question: str
    moments: tuple[FoundHit, ...]
    exact: tuple[ExactHit, ...]


def find(replay: Replay, question: str, *, language: str, captions: str, user: Any) -> Results:
    """What of this replay answers the question; `captions` is the language of the transcript shown."""
    asked = search.query_text(question)
    found = search.find(
        asked, language=language, kinds=[KIND], filters={"event": [replay.key]}, user=user, size=MOST_HITS
    )
    return Results(asked, tuple(_once(found.hits)), tuple(_exact(replay, asked, captions)))


def _once(hits: tuple[FoundHit, ...]) -> list[FoundHit]:
    kept: list[FoundHit] = []
    for hit in hits:
        if all(abs(hit.object.seconds - other.object.seconds) * 1000 >= SAME_MS for other in kept):
            kept.append(hit)
    return kept


def _exact(replay: Replay, asked: str, captions: str) -> list[ExactHit]:
    track = replay.caption_tracks.filter(language=captions).first()
    if track is None:
        return []
    track.replay = replay
    origin = queries.origin_ms(replay)
    rows = queries.visible_cues(track).filter(text__icontains=asked, end_ms__gt=origin)[:MOST_EXACT]
    return [
        ExactHit(
            max(0, row.start_ms - origin) // 1000,
            clocks.label(max(0, row.start_ms - origin)),
            row.text,
            row.speaker,
        )
        for row in rows
    ]
