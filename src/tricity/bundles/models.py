from __future__ import annotations

from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

from tricity.events.models import Event

WORK: Final = "work"


class PackedBundle(models.Model):
    """The bundle of an event as one ZIP to download; a new one takes the place of the earlier.

    `name` is the file, of which the start of its SHA-256 is a part; it is empty until there is one. `problem` says why
    the last attempt failed, while the earlier file stays. `left_out` are titles of what was not on the disk.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("bundle", "Waiting to be made")
        MAKING = "making", pgettext_lazy("bundle", "Being made")
        READY = "ready", pgettext_lazy("bundle", "Ready")
        FAILED = "failed", pgettext_lazy("bundle", "Could not be made")

    class Problem(models.TextChoices):
        NOT_PUBLIC = "not-public"
        TOO_LARGE = "too-large"
        FAULTY = "faulty"
        SOUND = "sound"
        DISK = "disk"
        OTHER = "other"

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="packed_bundle")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    percent = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=12, choices=Problem, blank=True)
    said = models.TextField(blank=True)
    name = models.CharField(max_length=64, blank=True)
    size_bytes = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    left_out = models.JSONField(default=list, blank=True)
    is_small = models.BooleanField(default=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.event_id}: {self.state}"

    @property
    def is_under_way(self) -> bool:
        return self.state in (self.State.WAITING, self.State.MAKING)

    @property
    def folder(self) -> Path:
        return Path(settings.BUNDLES_FOLDER) / self.event.code

    @property
    def path(self) -> Path | None:
        """Where the ZIP lies; None where there is none, or its file is gone, as after a restored backup."""
        found = self.folder / self.name if self.name else None
        return found if found is not None and found.is_file() else None
