"""What was brought in from meeting platforms: each file with what it added, so that it can be taken back as a whole."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tricity.events.models import Event, Session
from tricity.participation.models import Registration
from tricity.rooms.models import Question


class BroughtFile(models.Model):
    """A file that was brought in; the file itself is not kept, `digest` (SHA-256) knows it again.

    `unmatched` holds one mark for each person nobody of the registered was found for: a digest of when they were there,
    of nobody's name. `strangers_seconds` is how long these were there together. One that is taken back stays as a line of
    the history.
    """

    class Kind(models.TextChoices):
        ATTENDANCE = "attendance", pgettext_lazy("file", "Who attended")
        QUESTIONS = "questions", pgettext_lazy("file", "Questions and answers")
        CHAT = "chat", pgettext_lazy("file", "Chat")

    class Platform(models.TextChoices):
        ZOOM = "zoom", "Zoom"
        TENCENT = "tencent", _("Tencent Meeting")
        TEAMS = "teams", "Microsoft Teams"
        WEBEX = "webex", "Webex"
        OTHER = "other", _("Another platform, or a list kept by hand")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="brought_files")
    session = models.ForeignKey(
        Session, null=True, on_delete=models.SET_NULL, related_name="brought_files", verbose_name=_("session")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    platform = models.CharField(_("platform"), max_length=12, choices=Platform)
    name = models.CharField(_("file"), max_length=200)
    digest = models.CharField(max_length=64)
    zone = models.CharField(_("time zone"), max_length=64)
    shift_seconds = models.IntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)
    unmatched = models.JSONField(default=list)
    strangers_seconds = models.PositiveBigIntegerField(default=0)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    brought_at = models.DateTimeField(auto_now_add=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-brought_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "kind", "digest"],
                condition=Q(taken_back_at=None),
                name="elsewhere_a_file_once",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def stands(self) -> bool:
        return self.taken_back_at is None


class Presence(models.Model):
    """One stay of a registered person, as one file says. `key` is the same in every file that tells of the same stay."""

    file = models.ForeignKey(BroughtFile, on_delete=models.CASCADE, related_name="presences")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    joined_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    seconds = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "key"], name="elsewhere_a_stay_once")]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.joined_at}–{self.left_at}"


class BroughtQuestion(models.Model):
    """That a question of a room stands in a file; the same question of two files is one."""

    file = models.ForeignKey(BroughtFile, on_delete=models.CASCADE, related_name="questions")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "key"], name="elsewhere_a_question_once")]

    def __str__(self) -> str:
        return f"{self.file_id}: {self.question_id}"
