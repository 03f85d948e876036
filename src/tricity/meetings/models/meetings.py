from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tricity.events.models import Event
from tricity.meetings.models.arrangement import Interpreter, Slot
from tricity.meetings.models.partners import Partner
from tricity.web.identity import new_code


class Meeting(models.Model):
    """One person asks another to meet. `wished` are the times the last of them named; the other's turn is next.

    An agreed meeting has a slot, and a table or (None) is held online; `starts_at` and `ends_at` stay when it is
    cancelled, for calendars that hold it. `sequence` grows with each change they must take over. `from_language` and
    `to_language` are empty where no interpreter is wanted.
    """

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("meeting", "Asked for")
        PROPOSED = "proposed", pgettext_lazy("meeting", "Another time proposed")
        AGREED = "agreed", pgettext_lazy("meeting", "Agreed")
        DECLINED = "declined", pgettext_lazy("meeting", "Declined")
        CANCELLED = "cancelled", pgettext_lazy("meeting", "Cancelled")

    STANDING = ("asked", "proposed", "agreed")

    code = models.CharField(max_length=16, unique=True, editable=False, default=new_code)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="meetings")
    asker = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="meetings_asked_for")
    asked = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="meetings_asked_of")
    state = models.CharField(max_length=12, choices=State, default=State.ASKED)
    subject = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=8)
    from_language = models.CharField(max_length=8, blank=True)
    to_language = models.CharField(max_length=8, blank=True)
    wished = models.ManyToManyField(Slot, related_name="+")
    slot = models.ForeignKey(Slot, null=True, on_delete=models.SET_NULL, related_name="meetings")
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    table = models.PositiveSmallIntegerField(null=True)
    interpreter = models.ForeignKey(
        Interpreter, null=True, on_delete=models.SET_NULL, related_name="meetings"
    )
    reason = models.TextField(blank=True)
    sequence = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["starts_at", "created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                "event",
                Least("asker", "asked"),
                Greatest("asker", "asked"),
                condition=Q(state__in=("asked", "proposed", "agreed")),
                name="meetings_one_of_two_people",
            ),
            models.UniqueConstraint(
                fields=["slot", "table"],
                condition=Q(state="agreed", table__isnull=False),
                name="meetings_one_at_a_table",
            ),
            models.UniqueConstraint(
                fields=["slot", "interpreter"],
                condition=Q(state="agreed", interpreter__isnull=False),
                name="meetings_one_of_an_interpreter",
            ),
            models.CheckConstraint(condition=~Q(asker=F("asked")), name="meetings_not_with_oneself"),
            models.CheckConstraint(
                condition=~Q(state="agreed")
                | Q(slot__isnull=False, starts_at__isnull=False, ends_at__isnull=False),
                name="meetings_agreed_has_a_time",
            ),
        ]
        indexes = [models.Index(fields=["event", "state"], name="meetings_of_event")]

    def __str__(self) -> str:
        return self.code

    @property
    def wants_interpreter(self) -> bool:
        return bool(self.from_language)

    def other(self, partner: Partner) -> Partner:
        """Whom this one meets."""
        return self.asked if partner.pk == self.asker_id else self.asker


class Booking(models.Model):
    """That one person is in a meeting at a slot; there while the meeting is agreed. The database allows one at a time."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="bookings")
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="bookings")
    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="bookings")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partner", "slot"], name="meetings_one_of_a_person"),
            models.UniqueConstraint(fields=["meeting", "partner"], name="meetings_booked_once"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.partner_id}"


class Outcome(models.Model):
    """What one of the two says became of a meeting: whether it was held, and which public object it led to."""

    class Follow(models.TextChoices):
        OPPORTUNITY = "opportunity", _("Candidate for a joint project")
        IDEA = "idea", _("Idea")
        RECORD = "record", _("Need, initiative or solution")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="outcomes")
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="outcomes")
    is_held = models.BooleanField()
    follow_kind = models.CharField(max_length=12, choices=Follow, blank=True)
    follow_code = models.CharField(max_length=16, blank=True)
    noted_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "partner"], name="meetings_outcome_noted_once")
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.is_held}"
