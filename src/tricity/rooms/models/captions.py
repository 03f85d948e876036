from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tricity.events.models import Event


class OnlyAdded(TypeError):
    """Code tried to change or remove a caption."""

    def __init__(self) -> None:
        super().__init__("captions are only ever added; a correction is a caption of its own")


class Caption(models.Model):
    """A line of what is said, on the clock of the event; rows are only ever added.

    A correction is a row of its own whose `corrects` is the first row of the line; the newest counts, an empty text takes
    the line back. `client_id` is the identity the sender gave, so that a line sent twice is kept once. `starts_ms` and
    `ends_ms` (UTC) are known of cues from a stream.
    """

    class Origin(models.TextChoices):
        CAPTIONER = "captioner", _("Written by a captioner")
        STREAM = "stream", _("From a caption stream")
        ENGINE = "engine", _("Recognized by a machine")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="captions")
    seq = models.PositiveBigIntegerField()
    at_ms = models.BigIntegerField()
    language = models.CharField(max_length=8)
    text = models.TextField(blank=True)
    speaker = models.CharField(max_length=100, blank=True)
    origin = models.CharField(max_length=12, choices=Origin)
    engine = models.CharField(max_length=64, blank=True)
    corrects = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="corrections"
    )
    client_id = models.CharField(max_length=64)
    starts_ms = models.BigIntegerField(null=True, blank=True)
    ends_ms = models.BigIntegerField(null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["event", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["event", "seq"], name="rooms_caption_moment"),
            models.UniqueConstraint(fields=["event", "client_id"], name="rooms_caption_sent_once"),
        ]
        indexes = [
            models.Index(fields=["event", "at_ms"], name="rooms_caption_lately"),
            models.Index(fields=["event", "language", "seq"], name="rooms_caption_language"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.language}: {self.text[:40]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the line; raises OnlyAdded for one that is stored already."""
        if not self._state.adding:
            raise OnlyAdded
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise OnlyAdded
