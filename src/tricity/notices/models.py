from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """Something a person should know: `kind` happened to the subject, `count` times since it was last read.

    Nothing here is worded: the app that registered the kind says it in the reader's language when it is read. `url` is
    a path without its language. `in_app` and `in_digest` are what the person had chosen for this group of kinds.
    """

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=64)
    subject_kind = models.CharField(max_length=64)
    subject_code = models.CharField(max_length=64)
    url = models.CharField(max_length=500)
    values = models.JSONField(default=dict, blank=True)
    count = models.PositiveIntegerField(default=1)
    in_app = models.BooleanField(default=True)
    in_digest = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-updated_at", "-id"]
        indexes = [
            models.Index(fields=["recipient", "-updated_at"]),
            models.Index(fields=["read_at"], name="notices_read_at", condition=Q(read_at__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "kind", "subject_kind", "subject_code"],
                condition=Q(read_at__isnull=True),
                name="notices_one_unread_each",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_code} → {self.recipient_id}"


class GroupChoice(models.Model):
    """Where a person wants the notices of one group; without a row: everywhere."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_choices"
    )
    group = models.CharField(max_length=32)
    in_app = models.BooleanField(default=True)
    in_digest = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "group"], name="notices_one_choice_each")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.group}"


class Digest(models.Model):
    """How often a person wants what waits by e-mail: never, unless the person says so.

    `next_at` is when the next one is due. `sent_at` is when the last one was handed to the mail server.
    """

    class Rhythm(models.TextChoices):
        NONE = "none", _("Never")
        DAILY = "daily", _("Every working day")
        WEEKLY = "weekly", _("Once a week")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_digest", primary_key=True
    )
    rhythm = models.CharField(_("rhythm"), max_length=6, choices=Rhythm, default=Rhythm.NONE)
    next_at = models.DateTimeField(null=True, blank=True, db_index=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.user_id}: {self.rhythm}"


class Postponed(models.Model):
    """What a person put away on the desk: one `item` of a `section` until a moment, or for good (`until` is empty).

    The section `*` stands for everything that waited at `at`: the person is done for this week.
    """

    EVERYTHING = "*"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="postponed")
    section = models.CharField(max_length=64)
    item = models.BigIntegerField(default=0)
    at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "section", "item"], name="notices_one_postponed_each")
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.section} {self.item}"
