from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from tricity.events.models import Event
from tricity.translation.names import NameField


class Arrangement(models.Model):
    """How people meet at an event; without a row, or with `is_on` false, there are no meetings.

    `hours` are the stretches of time that are divided into slots: {"starts", "ends"} as instants in ISO 8601. `tables` are
    those on site, numbered from 1. In `join_template` the word {code} stands for the code of the meeting. An
    `opens_at` of None is from now on, a `closes_at` of None until all is over.
    """

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="meeting_arrangement")
    is_on = models.BooleanField(default=False)
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    hours = models.JSONField(default=list, blank=True)
    slot_minutes = models.PositiveSmallIntegerField(default=20)
    break_minutes = models.PositiveSmallIntegerField(default=5)
    tables = models.PositiveSmallIntegerField(default=0)
    is_online = models.BooleanField(default=False)
    join_template = models.CharField(max_length=500, blank=True)
    join_notes = NameField(blank=True)
    has_interpreters = models.BooleanField(default=False)
    most_meetings = models.PositiveSmallIntegerField(default=8)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.event_id}"


class Slot(models.Model):
    """A time at which people can meet. Slots of one event never overlap, so who has one booked is free in all others."""

    arrangement = models.ForeignKey(Arrangement, on_delete=models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["arrangement", "starts_at"], name="meetings_one_slot_at_a_time"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="meetings_slot_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class Interpreter(models.Model):
    """Somebody who interprets in meetings, between two languages and back; the name is as the person writes it."""

    arrangement = models.ForeignKey(Arrangement, on_delete=models.CASCADE, related_name="interpreters")
    native_name = models.CharField(max_length=200, blank=True)
    native_language = models.CharField(max_length=8, blank=True)
    romanized_name = models.CharField(max_length=200, blank=True)
    from_language = models.CharField(max_length=8)
    to_language = models.CharField(max_length=8)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(romanized_name="") | ~Q(native_name=""), name="meetings_interpreter_has_a_name"
            ),
            models.CheckConstraint(
                condition=~Q(from_language=F("to_language")), name="meetings_interpreter_has_two_languages"
            ),
        ]

    def __str__(self) -> str:
        return self.native_name or self.romanized_name
