"""Recordings and the replays made of them, their captions, chapters, slides, and what is withheld."""

from tricity.replay.models.captions import CaptionTrack, Correction, Cue, OnlyAdded, Passage
from tricity.replay.models.marks import Mark, Withheld
from tricity.replay.models.replays import Recording, Replay

__all__ = [
    "CaptionTrack",
    "Correction",
    "Cue",
    "Mark",
    "OnlyAdded",
    "Passage",
    "Recording",
    "Replay",
    "Withheld",
]
