from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tricity.events.models import Event, Resource, Session, Talk
from tricity.media import FLOOR

# Times are milliseconds on the event clock, whose 0 is the hour at which the event is announced to begin.


class Recording(models.Model):
    """A file an organizer uploaded: the floor (its picture, if it has one), or what an interpreter said in a language.

    How much of it has arrived is the length of the file, nothing else, so that neither can be wrong about the other.
    """

    class State(models.TextChoices):
        UPLOADING = "uploading", pgettext_lazy("recording", "Being uploaded")
        CHECKING = "checking", pgettext_lazy("recording", "Being checked")
        READY = "ready", pgettext_lazy("recording", "Checked")
        REFUSED = "refused", pgettext_lazy("recording", "Refused")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="recordings")
    channel = models.CharField(_("channel"), max_length=8)
    offset_ms = models.BigIntegerField(_("begins at"), default=0)
    name = models.CharField(max_length=200)
    size_bytes = models.PositiveBigIntegerField()
    checksum = models.CharField(_("SHA-256"), max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADING)
    reason = models.CharField(max_length=16, blank=True)
    probe = models.JSONField(default=dict, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["channel", "pk"]

    def __str__(self) -> str:
        return f"{self.channel}: {self.name}"

    @property
    def is_floor(self) -> bool:
        return self.channel == FLOOR

    @property
    def path(self) -> Path:
        """Where the file lies; never below the folder of files that are served."""
        return Path(settings.RECORDINGS_FOLDER) / self.event.code / f"{self.pk}.recording"

    @property
    def received_bytes(self) -> int:
        try:
            return self.path.stat().st_size
        except FileNotFoundError:
            return 0

    @property
    def received_percent(self) -> int:
        return min(100, self.received_bytes * 100 // max(1, self.size_bytes))


class Replay(models.Model):
    """What was made of an event's recordings. `renditions` are `media.Made` as they are; empty: only a transcript.

    `origin_ms` is where it begins on the event clock. While it is made anew, the earlier renditions stay.
    """

    class State(models.TextChoices):
        NONE = "none", pgettext_lazy("replay", "Not made yet")
        WAITING = "waiting", pgettext_lazy("replay", "Waiting to be made")
        MAKING = "making", pgettext_lazy("replay", "Being made")
        READY = "ready", pgettext_lazy("replay", "Ready")
        FAILED = "failed", pgettext_lazy("replay", "Could not be made")

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="replay")
    state = models.CharField(max_length=8, choices=State, default=State.NONE)
    origin_ms = models.BigIntegerField(default=0)
    duration_ms = models.PositiveBigIntegerField(default=0)
    percent = models.PositiveSmallIntegerField(default=0)
    renditions = models.JSONField(default=list, blank=True)
    error = models.TextField(blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.event_id}: {self.state}"

    def get_absolute_url(self) -> str:
        return reverse("replay:replay", args=[self.event.code])

    @property
    def is_public(self) -> bool:
        return self.published_at is not None

    @property
    def is_under_way(self) -> bool:
        return self.state in (self.State.WAITING, self.State.MAKING)

    @property
    def folder(self) -> Path:
        return Path(settings.REPLAY_FOLDER) / self.event.code


class CaptionTrack(models.Model):
    """The captions of an event in one language."""

    class Origin(models.TextChoices):
        HUMAN = "human", pgettext_lazy("captions", "Written by a person")
        MACHINE = "machine", pgettext_lazy("captions", "Made by a machine")
        LIVE = "live", pgettext_lazy("captions", "Written during the event")
        EXAMPLE = "example", pgettext_lazy("captions", "Made up as an example")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="caption_tracks")
    language = models.CharField(_("language"), max_length=8)
    origin = models.CharField(_("how they were made"), max_length=8, choices=Origin, default=Origin.HUMAN)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["event", "language"], name="replay_one_track_per_language")
        ]

    def __str__(self) -> str:
        return self.language


class Cue(models.Model):
    """One caption."""

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


class Passage(models.Model):
    """Some captions that belong together, 20 to 30 seconds: what the search finds. `title` is that of its chapter."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="passages")
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
        indexes = [models.Index(fields=["event", "start_ms"], name="replay_passage_in_order")]

    def __str__(self) -> str:
        return self.text


class Mark(models.Model):
    """A moment organizers marked: a chapter begins (a talk, a session or `titles`), or a slide is shown (`resource`)."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="marks")
    at_ms = models.BigIntegerField(_("at"))
    titles = models.JSONField(_("title"), default=dict, blank=True)
    session = models.ForeignKey(Session, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    talk = models.ForeignKey(Talk, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    resource = models.ForeignKey(Resource, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    page = models.PositiveSmallIntegerField(_("page"), null=True, blank=True)

    class Meta:
        ordering = ["at_ms", "pk"]

    def __str__(self) -> str:
        return str(self.at_ms)
