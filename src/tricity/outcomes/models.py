from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tricity.cooperation.models import Idea
from tricity.directory.models import Organization
from tricity.events.models import Event, Session, Talk
from tricity.knowledge.models import Kind, Record
from tricity.replay.models import Replay
from tricity.rooms.models import Question
from tricity.web.identity import new_code


class Becoming(models.TextChoices):
    """What a saying was made: a record of a kind, or an idea."""

    NEED = Kind.NEED.value, _("Need")
    INITIATIVE = Kind.INITIATIVE.value, _("Initiative")
    SOLUTION = Kind.SOLUTION.value, _("Solution")
    IDEA = "idea", _("Idea")


class State(models.TextChoices):
    OPEN = "open", pgettext_lazy("something said at an event", "An open point")
    TAKEN_UP = "taken-up", pgettext_lazy("something said at an event", "Taken up")
    PASSED_ON = "passed-on", pgettext_lazy("something said at an event", "Passed on to an organization")
    NOT_PURSUED = "not-pursued", pgettext_lazy("something said at an event", "Not pursued")


class Outcome(models.Model):
    """What became of something said at an event: of a question asked in its room, or of a passage of a replay's transcript.

    `text` are the words as they were said, in `language`; `start_ms` and `end_ms` when, on the event clock, whose 0 is
    the hour at which the event is announced to begin. Once taken up, `record` or `idea` is what was made of it and
    `kind` says which. A saying is taken up any number of times; beside that a question has at most one row, its
    standing. `agenda_session` is the session of a later event it was put on the programme as. `reasons` are an
    organizer's words (language code → text) on why it is not pursued.
    """

    code = models.CharField(max_length=16, unique=True, editable=False, default=new_code)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="outcomes")
    session = models.ForeignKey(Session, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    talk = models.ForeignKey(Talk, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    question = models.ForeignKey(
        Question, null=True, blank=True, on_delete=models.CASCADE, related_name="outcomes"
    )
    replay = models.ForeignKey(
        Replay, null=True, blank=True, on_delete=models.SET_NULL, related_name="outcomes"
    )
    text = models.TextField(_("what was said"))
    language = models.CharField(max_length=8)
    speaker = models.CharField(max_length=200, blank=True)
    start_ms = models.BigIntegerField()
    end_ms = models.BigIntegerField()
    state = models.CharField(_("what became of it"), max_length=12, choices=State, default=State.OPEN)
    kind = models.CharField(max_length=12, choices=Becoming, blank=True)
    record = models.ForeignKey(
        Record, null=True, blank=True, on_delete=models.SET_NULL, related_name="outcomes"
    )
    idea = models.ForeignKey(Idea, null=True, blank=True, on_delete=models.SET_NULL, related_name="outcomes")
    passed_to = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reasons = models.JSONField(_("reason"), default=dict, blank=True)
    agenda_session = models.ForeignKey(
        Session, null=True, blank=True, on_delete=models.SET_NULL, related_name="outcomes"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["event", "start_ms", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question"],
                condition=~Q(state=State.TAKEN_UP),
                name="outcomes_one_standing_a_question",
            )
        ]
        indexes = [models.Index(fields=["event", "start_ms"], name="outcomes_in_order")]

    def __str__(self) -> str:
        return self.text[:60]

    def get_absolute_url(self) -> str:
        return reverse("outcomes:outcome", args=[self.event.code, self.code])

    @property
    def is_planned(self) -> bool:
        """Stands on the programme of an event that is still there."""
        return self.agenda_session is not None and self.agenda_session.event.deleted_at is None

    @property
    def made(self) -> Record | Idea | None:
        """What was made of it, public or not."""
        return self.record or self.idea
