from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tricity.discussion.models.messages import Message
from tricity.discussion.models.threads import Post


class Report(models.Model):
    """A member asks the moderators to look at a post or a message."""

    class Reason(models.TextChoices):
        SPAM = "spam", _("Advertising or the same over and over")
        INSULT = "insult", _("Insults a person or a group")
        PERSONAL = "personal-data", _("Gives away personal data")
        WRONG = "wrong-facts", _("States wrong facts")
        OTHER = "other", _("Another reason")

    class Outcome(models.TextChoices):
        HIDDEN = "hidden", _("Hidden")
        KEPT = "kept", _("Kept")

    post = models.ForeignKey(Post, null=True, on_delete=models.CASCADE, related_name="reports")
    message = models.ForeignKey(Message, null=True, on_delete=models.CASCADE, related_name="reports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(_("reason"), max_length=16, choices=Reason)
    text = models.TextField(_("explanation"), blank=True)
    language = models.CharField(max_length=8)
    created_at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["outcome", "created_at"])]
        constraints = [
            models.UniqueConstraint(fields=["post", "by"], name="discussion_post_reported_once"),
            models.UniqueConstraint(fields=["message", "by"], name="discussion_message_reported_once"),
            models.CheckConstraint(
                condition=Q(post__isnull=True) ^ Q(message__isnull=True),
                name="discussion_report_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason}: {self.post_id or self.message_id}"


class Block(models.Model):
    """`user` wants to hear nothing more from `person`, who is not told."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="blocks")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "person"], name="discussion_block_once"),
            models.CheckConstraint(condition=~Q(user=F("person")), name="discussion_not_oneself"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} ✗ {self.person_id}"
