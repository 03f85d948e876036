from __future__ import annotations

from django.db import models

from tricity.live import Audience


class RoomEvent(models.Model):
    """Something that changed in a room, on its clock: the stream viewers follow is the tail of this table.

    Rows are written in the transaction of the change and never altered. `seq` has no gaps within a room, so that who
    was away asks for what came after the last number seen. `language` is empty for what is for readers of every one. `key`
    names what an entry of the type `counters` is the whole present state of. See `tricity.live.events`.
    """

    room = models.CharField(max_length=64)
    seq = models.PositiveBigIntegerField()
    at_ms = models.BigIntegerField()
    type = models.CharField(max_length=24)
    audience = models.CharField(
        max_length=12, choices=[(each.value, each.value) for each in Audience], default=Audience.ALL.value
    )
    language = models.CharField(max_length=8, blank=True)
    key = models.CharField(max_length=32, blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ["room", "seq"]
        constraints = [models.UniqueConstraint(fields=["room", "seq"], name="rooms_event_seq")]

    def __str__(self) -> str:
        return f"{self.room}/{self.seq}: {self.type}"
