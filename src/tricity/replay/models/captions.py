from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tricity.events.models import Event
from tricity.replay.models.replays import Replay


class CaptionTrack(models.Model):
    """The captions of a replay in one language."""

    class Origin(models.TextChoices):
        HUMAN = "human", pgettext_lazy("captions", "Written by a person")
        MACHINE = "machine", pgettext_lazy("captions", "Made by a machine")
        LIVE = "live", pgettext_lazy("captions", "Written during the event")
        EXAMPLE = "example", pgettext_lazy("captions", "Made up as an example")

    replay = models.ForeignKey(Replay, on_delete=models.CASCADE, related_name="caption_tracks")
    language = models.CharField(_("language"), max_length=8)
    origin = models.CharField(_("how they were made"), max_length=8, choices=Origin, default=Origin.HUMAN)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["replay", "language"], name="replay_one_track_a_language")
        ]

    def __str__(self) -> str:
        return self.language

    @property
    def event(self) -> Event:
        return self.replay.event


class Cue(models.Model):
    """One caption, in its newest words; an empty one was taken back. What it was before is in its corrections."""

    track = models.ForeignKey(CaptionTrack, on_delete=models.CASCADE, related_name="cues")
    start_ms = models.BigIntegerField()
    end_ms = models.BigIntegerField()
    text = models.TextField()
    speaker = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["start_ms", "pk"]
        indexes = [models.Index(fields=["track", "start_ms"], name="replay_cue_in_order")]

    def __str__(self) -> str:
        return self.text


class OnlyAdded(TypeError):
    """Code tried to change or remove a correction."""

    def __init__(self) -> None:
        super().__init__("corrections are only ever added; what is wrong again is corrected again")


class Correction(models.Model):
    """Other words in place of those of a caption; rows are only ever added. `before` of the first is the original."""

    cue = models.ForeignKey(Cue, on_delete=models.CASCADE, related_name="corrections")
    before = models.TextField(blank=True)
    text = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["cue", "pk"]

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the correction; raises OnlyAdded for one that is stored already."""
        if not self._state.adding:
            raise OnlyAdded
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise OnlyAdded


class Passage(models.Model):
    """Some captions that belong together, 20 to 30 seconds: what the search finds. `title` is that of its chapter."""

    replay = models.ForeignKey(Replay, on_delete=models.CASCADE, related_name="passages")
    track = models.ForeignKey(CaptionTrack, on_delete=models.CASCADE, related_name="passages")
    language = models.CharField(max_length=8)
    title = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    speaker = models.CharField(max_length=100, blank=True)
    start_ms = models.BigIntegerField()
    end_ms = models.BigIntegerField()

    class Meta:
        verbose_name = _("moment of a replay")
        verbose_name_plural = _("moments of replays")
        ordering = ["start_ms", "pk"]
        indexes = [models.Index(fields=["replay", "start_ms"], name="replay_passages_in_order")]

    def __str__(self) -> str:
        return self.text

    @property
    def event(self) -> Event:
        return self.replay.event
