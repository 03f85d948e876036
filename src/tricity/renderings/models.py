from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tricity.web.identity import new_code


class Draft(models.Model):
    """A rendering of all texts of one object into one language while people work on it; nobody else sees it.

    `texts` is field → rendering; `sources` field → the author's words it was made from; `machine` field → the engine's
    name and suggestion, where one was asked. `version` grows with every save.
    """

    class State(models.TextChoices):
        WRITING = "writing", _("Draft")
        SUBMITTED = "submitted", _("Waiting for a second person")
        RETURNED = "returned", _("Returned")
        ACCEPTED = "accepted", _("Accepted")

    code = models.CharField(max_length=16, unique=True, editable=False, default=new_code)
    subject_kind = models.CharField(max_length=64)
    subject_id = models.BigIntegerField()
    language = models.CharField(max_length=8)
    source_language = models.CharField(max_length=8)
    texts = models.JSONField(default=dict)
    sources = models.JSONField(default=dict)
    machine = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.WRITING)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    remark = models.TextField(blank=True)
    remark_language = models.CharField(max_length=8, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "language"],
                condition=~Q(state="accepted"),
                name="renderings_one_open_draft",
            )
        ]
        indexes = [models.Index(fields=["state", "language", "updated_at"])]

    def __str__(self) -> str:
        return f"{self.subject_kind}/{self.subject_id} → {self.language}"


class EngineUse(models.Model):
    """How much one person had an engine render on one day (UTC); what the daily limits count."""

    day = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    engine = models.CharField(max_length=64)
    characters = models.PositiveIntegerField(default=0)
    requests = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "by", "engine"], name="renderings_use_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.engine}: {self.characters}"
