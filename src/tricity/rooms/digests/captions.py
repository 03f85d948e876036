from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tricity.events.models import Event
from tricity.language import LANGUAGES
from tricity.rooms.models import Caption
from tricity.rooms.queries import latest_texts
from tricity.web.languages import NATIVE_NAMES

SHOWN_LINES = 12
SILENT_MS = 60_000  # a language without captions for so long is warned of


@dataclass(frozen=True, slots=True)
class CaptionLine:
    seq: int
    text: str
    speaker: str
    is_machine: bool


@dataclass(frozen=True, slots=True)
class CaptionsView:
    """The last lines in `language`, the newest last; `languages` one may choose from, with their own names."""

    language: str
    languages: tuple[tuple[str, str], ...]
    lines: tuple[CaptionLine, ...]


def captions_view(event: Event, rows: Sequence[Caption], wanted: str, reader: str) -> CaptionsView:
    """`rows` are those of the last minutes in all languages; `wanted` is what the reader chose, or empty."""
    offered = {code for code in event.languages if code in LANGUAGES} | {row.language for row in rows}
    chosen = next((code for code in (wanted, reader) if code in offered), "")
    chosen = chosen or min(offered, key=NATIVE_NAMES.__getitem__, default=reader)
    lines = latest_texts(row for row in rows if row.language == chosen)[-SHOWN_LINES:]
    return CaptionsView(
        language=chosen,
        languages=tuple((code, NATIVE_NAMES[code]) for code in sorted(offered, key=NATIVE_NAMES.__getitem__)),
        lines=tuple(
            CaptionLine(row.seq, row.text, row.speaker, row.origin == Caption.Origin.ENGINE) for row in lines
        ),
    )


def languages_without(event: Event, rows: Iterable[Caption], now_ms: int) -> list[str]:
    """Languages of the event in which nothing was captioned in the last minute, by their own names."""
    heard = {row.language for row in rows if row.at_ms >= now_ms - SILENT_MS}
    missing = [code for code in event.languages if code in LANGUAGES and code not in heard]
    return sorted(missing, key=NATIVE_NAMES.__getitem__)
