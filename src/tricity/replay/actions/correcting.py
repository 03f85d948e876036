"""Other words in place of those of a published caption: added, never written over; the passage is found by the new ones."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from tricity.activity.actions import record
from tricity.media import Cue
from tricity.replay.errors import CorrectedMeanwhile
from tricity.replay.grouping import Group
from tricity.replay.models import CaptionTrack, Correction
from tricity.replay.models import Cue as CueRow
from tricity.replay.queries import visible_cues
from tricity.search.actions import touch


@transaction.atomic
def correct_cue(cue: CueRow, text: str, *, before: str, by: Any) -> CueRow:
    """Keep other words for a caption; none take it back. `before` is what the person saw. Raises CorrectedMeanwhile.

    The same words again change nothing.
    """
    stored = (
        CueRow.objects.select_for_update(of=("self",)).select_related("track__replay__event").get(pk=cue.pk)
    )
    if stored.text == text:
        return stored
    if stored.text != before:
        raise CorrectedMeanwhile(stored.text)
    Correction.objects.create(cue=stored, before=stored.text, text=text, by=by)
    stored.text = text
    stored.save(update_fields=["text"])
    track = stored.track
    record("captions.corrected", track.event, by=by, language=track.language, at_ms=stored.start_ms)
    _say_anew(track, stored)
    return stored


def _say_anew(track: CaptionTrack, cue: CueRow) -> None:
    """The passage keeps its identity: what refers to it goes on doing so."""
    for passage in track.passages.filter(start_ms__lte=cue.start_ms, end_ms__gte=cue.end_ms):
        rows = visible_cues(track).filter(start_ms__gte=passage.start_ms, end_ms__lte=passage.end_ms)
        cues = [Cue(*row) for row in rows.values_list("start_ms", "end_ms", "text", "speaker")]
        passage.text = Group(tuple(cues), -1).text(track.language) if cues else ""
        passage.save(update_fields=["text"])
        touch(passage)
