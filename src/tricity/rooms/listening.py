"""Captions written by an engine: what it hears is put on the clock of the event like the lines of a captioner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tricity.events.models import Event
from tricity.language import LANGUAGES
from tricity.rooms import actions
from tricity.rooms.asr import Piece, Recognizer
from tricity.rooms.models import Caption


def caption_pieces(
    event: Event, engine: Recognizer, pieces: Iterable[Piece], *, language: str, stream: str, began_ms: int
) -> Iterator[Caption]:
    """Recognize each piece and keep what was said, as it comes.

    `language` is what is spoken, or empty: then the engine says it, and what it cannot tell is left out. `stream` names
    the sound, so that the same piece heard again after a restart is kept once.
    """
    source = actions.Source(Caption.Origin.ENGINE, engine=engine.name)
    for piece in pieces:
        heard = engine.recognize(piece.samples)
        spoken = language or heard.language
        if not heard.text or spoken not in LANGUAGES:
            continue
        starts_ms = began_ms + round(1000 * piece.starts_s)
        row, is_new = actions.add_caption(
            event,
            source,
            language=spoken,
            text=heard.text,
            client_id=f"{stream}-{spoken}-{starts_ms}",
            starts_ms=starts_ms,
            ends_ms=began_ms + round(1000 * piece.ends_s),
        )
        if is_new:
            yield row
