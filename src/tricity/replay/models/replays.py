from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tricity.events.models import Event, Session
from tricity.media import FLOOR

# Times are milliseconds on the event clock, whose 0 is the hour at which the event is announced to begin.


class Replay(models.Model):
    """A recording of an event, or of some of its sessions, and what was made of it.

    An event of several days or rooms has several, counted by `number` from 1. `sessions` are those it shows; none stands
    for all, unless it shows `only_chosen` ones: where those were deleted it shows no session. `renditions` are
    `media.Made` as they are; empty: only a transcript. `origin_ms` is where it begins on the event clock. While it is made
    anew, the earlier renditions stay. `blanked` are the spans [from, to] that were made black and silent in them.
    `withheld_at` says that it was taken from everybody because somebody who is heard does not agree.
    """

    class State(models.TextChoices):
        NONE = "none", pgettext_lazy("replay", "Not made yet")
        WAITING = "waiting", pgettext_lazy("replay", "Waiting to be made")
        MAKING = "making", pgettext_lazy("replay", "Being made")
        READY = "ready", pgettext_lazy("replay", "Ready")
        FAILED = "failed", pgettext_lazy("replay", "Could not be made")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="replays")
    number = models.PositiveSmallIntegerField(default=1)
    titles = models.JSONField(_("title"), default=dict, blank=True)
    sessions = models.ManyToManyField(Session, blank=True, related_name="+")
    only_chosen = models.BooleanField(default=False)
    needs_consent = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State, default=State.NONE)
    origin_ms = models.BigIntegerField(default=0)
    duration_ms = models.PositiveBigIntegerField(default=0)
    percent = models.PositiveSmallIntegerField(default=0)
    renditions = models.JSONField(default=list, blank=True)
    blanked = models.JSONField(default=list, blank=True)
    error = models.TextField(blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    withheld_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["event", "number"]
        constraints = [models.UniqueConstraint(fields=["event", "number"], name="replay_one_of_each_number")]

    def __str__(self) -> str:
        return f"{self.event_id}/{self.number}: {self.state}"

    def get_absolute_url(self) -> str:
        return self.address("replay")

    def address(self, name: str, *more: object) -> str:
        """Where a page or file of this replay is; `name` is that of the pattern."""
        return reverse(f"replay:{name}", args=[self.event.code, self.number, *more])

    @property
    def key(self) -> str:
        """Tells it from every other one: the name of its folder, and what the search knows it by."""
        return self.event.code if self.number == 1 else f"{self.event.code}-{self.number}"

    @property
    def is_public(self) -> bool:
        return self.published_at is not None and self.withheld_at is None

    @property
    def is_under_way(self) -> bool:
        return self.state in (self.State.WAITING, self.State.MAKING)

    @property
    def folder(self) -> Path:
        return Path(settings.REPLAY_FOLDER) / self.key


class Recording(models.Model):
    """A file an organizer uploaded: the floor (its picture, if it has one), or what an interpreter said in a language.

    How much of it has arrived is the length of the file, nothing else, so that neither can be wrong about the other.
    """

    class State(models.TextChoices):
        UPLOADING = "uploading", pgettext_lazy("recording", "Being uploaded")
        CHECKING = "checking", pgettext_lazy("recording", "Being checked")
        READY = "ready", pgettext_lazy("recording", "Checked")
        REFUSED = "refused", pgettext_lazy("recording", "Refused")

    replay = models.ForeignKey("replay.Replay", on_delete=models.CASCADE, related_name="recordings")
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
    def event(self) -> Event:
        return self.replay.event

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
