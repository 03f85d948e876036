"""A moment of a replay, as a search shows it."""

from __future__ import annotations

from dataclasses import dataclass

from tricity.events.digests.texts import readable
from tricity.replay import clocks
from tricity.replay.models import Passage
from tricity.translation.names import name_in
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class MomentView:
    """A moment as a search shows it. `language` is that of the captions in which it was found."""

    pk: int
    url: str
    event_title: LocalizedText
    chapter: LocalizedText | None
    speaker: str
    clock: str
    language: str
    seconds: int


def moment_view(passage: Passage, language: str) -> MomentView:
    """Where a hit leads; the event and its replay must be loaded."""
    replay, event = passage.replay, passage.event
    ms = max(0, passage.start_ms - replay.origin_ms)
    address = replay.get_absolute_url()
    return MomentView(
        pk=passage.pk,
        url=f"{address}?t={ms // 1000}&captions={passage.language}#now",
        event_title=readable(event.titles, language) or name_in(event.titles, language),
        chapter=LocalizedText(passage.title, passage.language) if passage.title else None,
        speaker=passage.speaker,
        clock=clocks.label(ms),
        language=passage.language,
        seconds=ms // 1000,
    )
