"""Captions are kept before the sender is told so; what is sent twice is kept once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from tricity.events.models import Event
from tricity.events.roomclock import now_ms, tick
from tricity.rooms.actions.stream import tell
from tricity.rooms.errors import TooLate
from tricity.rooms.models import Caption
from tricity.rooms.subtitles import Cue

CORRECTED_WITHIN_MS = 10_000


@dataclass(frozen=True, slots=True)
class Source:
    """Where captions come from: a person, or a program acting for one."""

    origin: Caption.Origin
    by: Any = None
    engine: str = ""


@transaction.atomic
def add_caption(
    event: Event,
    source: Source,
    *,
    language: str,
    text: str,
    client_id: str,
    speaker: str = "",
    starts_ms: int | None = None,
    ends_ms: int | None = None,
) -> tuple[Caption, bool]:
    """Keep a line; with a `client_id` that is known the line kept before and False."""
    known = Caption.objects.filter(event=event, client_id=client_id).first()
    if known is not None:
        return known, False
    try:
        with transaction.atomic():
            row = _store(
                event, source, language=language, text=text, client_id=client_id, speaker=speaker,
                starts_ms=starts_ms, ends_ms=ends_ms,
            )  # fmt: skip
    except IntegrityError:  # the same line came over two connections at once
        return Caption.objects.get(event=event, client_id=client_id), False
    return row, True


@transaction.atomic
def correct(line: Caption, source: Source, *, text: str, client_id: str) -> Caption:
    """Put other words in the place of one's own line, or take it back without any. Raises TooLate after ten seconds."""
    known = Caption.objects.filter(event=line.event_id, client_id=client_id).first()
    if known is not None:
        return known
    first = line if line.corrects_id is None else Caption.objects.get(pk=line.corrects_id)
    if now_ms() - first.at_ms > CORRECTED_WITHIN_MS:
        raise TooLate
    return _store(
        line.event,
        source,
        language=first.language,
        text=text,
        client_id=client_id,
        speaker=first.speaker,
        corrects=first,
    )


def add_cues(
    event: Event, source: Source, cues: Sequence[Cue], *, language: str, stream: str, began_ms: int | None
) -> tuple[int, int]:
    """Keep the cues of a chunk of a stream; how many were new, and how many were known from an earlier chunk.

    `stream` names the stream, so that a cue which is sent again, in this or another chunk, is known. `began_ms` (UTC) is
    when its time zero was.
    """
    added = 0
    for cue in cues:
        placed = {} if began_ms is None else {
            "starts_ms": began_ms + cue.starts_ms, "ends_ms": began_ms + cue.ends_ms,
        }  # fmt: skip
        identity = f"{stream}\n{language}\n{cue.starts_ms}\n{cue.speaker}\n{cue.text}"
        digest = hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()
        _row, is_new = add_caption(
            event, source, language=language, text=cue.text, client_id=digest, speaker=cue.speaker, **placed
        )
        added += is_new
    return added, len(cues) - added


def _store(event: Event, source: Source, *, language: str, text: str, **fields: Any) -> Caption:
    moment = tick(event.code)
    row = Caption.objects.create(
        event=event,
        seq=moment.seq,
        at_ms=moment.at_ms,
        language=language,
        text=text,
        origin=source.origin,
        engine=source.engine,
        by=source.by,
        **fields,
    )
    first = row.corrects
    data = {"line": first.seq if first else row.seq, "text": text, "origin": row.origin}
    if row.speaker:
        data["speaker"] = row.speaker
    tell(event, "caption", data, moment=moment, language=language)
    return row
