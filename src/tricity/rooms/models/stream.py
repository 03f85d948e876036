from __future__ import annotations

from django.db import models


class Audience(models.TextChoices):
    """Whom an entry of the stream is for; moderators get everything."""

    EVERYBODY = "everybody", "everybody"
    MODERATOR = "moderator", "moderator"
    CAPTIONER = "captioner", "captioner"
    INTERPRETER = "interpreter", "interpreter"
    SPEAKER = "speaker", "speaker"


class RoomEvent(models.Model):
    """Something that changed in a room, on its clock: the stream viewers follow is the tail of this table.

    Rows are written in the transaction of the change and never altered. `seq` has no gaps within a room, so that who
    was away asks for what came after the last number seen. `language` is empty for what is for readers of every one.
    """

    room = models.CharField(max_length=64)
    seq = models.PositiveBigIntegerField()
    at_ms = models.BigIntegerField()
    type = models.CharField(max_length=24)
    audience = models.CharField(max_length=12, choices=Audience, default=Audience.EVERYBODY)
    language = models.CharField(max_length=8, blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ["room", "seq"]
        constraints = [models.UniqueConstraint(fields=["room", "seq"], name="rooms_event_seq")]

    def __str__(self) -> str:
        return f"{self.room}/{self.seq}: {self.type}"
