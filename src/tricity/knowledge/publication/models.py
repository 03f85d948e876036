from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tricity.directory.models import Country, Organization
from tricity.translation.names import NameField


class Snapshot(models.Model):
    """A record's values (see `values.py`) as they were at one version. Rows are only ever added.

    `proposed` are those an owner wanted while the public still read earlier ones. Nobody (`by` is null) stands for
    values found at an import, or from before versions were kept. `restored` is the version these values came from.
    """

    record = models.ForeignKey("knowledge.Record", on_delete=models.CASCADE, related_name="snapshots")
    number = models.PositiveIntegerField()
    values = models.JSONField()
    proposed = models.BooleanField(default=False)
    restored = models.PositiveIntegerField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        app_label = "knowledge"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["record", "number"], name="knowledge_one_snapshot_a_version")
        ]

    def __str__(self) -> str:
        return f"{self.record_id}: {self.number}"


class Criterion(models.Model):
    """One point of the checklist a record is accepted by; without a country it holds for all of them."""

    texts = NameField(verbose_name=_("text"))
    country = models.ForeignKey(
        Country, null=True, blank=True, on_delete=models.CASCADE, related_name="+", verbose_name=_("country")
    )
    kind = models.CharField(_("kind"), max_length=12, blank=True)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        app_label = "knowledge"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return next(iter(self.texts.values()), str(self.pk))


class Remark(models.Model):
    """What a reviewer asks of one field of a returned record; settled when the record is published or returned anew."""

    record = models.ForeignKey("knowledge.Record", on_delete=models.CASCADE, related_name="remarks")
    field = models.CharField(max_length=40)
    text = models.TextField()
    language = models.CharField(max_length=8)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    record_version = models.PositiveIntegerField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "knowledge"
        ordering = ["pk"]
        indexes = [models.Index(fields=["record", "settled_at"], name="knowledge_remark_open")]

    def __str__(self) -> str:
        return f"{self.record_id}: {self.field}"


class ReviewingBody(models.Model):
    """An organization whose editors review what a country publishes; a country may have several."""

    country = models.ForeignKey(
        Country, on_delete=models.CASCADE, related_name="reviewing_bodies", verbose_name=_("country")
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="reviews", verbose_name=_("organization")
    )

    class Meta:
        app_label = "knowledge"
        ordering = ["country_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "organization"], name="knowledge_one_reviewing_body_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organization_id}: {self.country_id}"


class Deputy(models.Model):
    """A person who reviews for a body from one day to another, both included."""

    body = models.ForeignKey(ReviewingBody, on_delete=models.CASCADE, related_name="deputies")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="deputyships")
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    appointed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        app_label = "knowledge"
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="knowledge_deputy_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.body_id}"


class Reminder(models.Model):
    """A notice on a reviewer's desk that a record has waited long; seen once the queue was opened."""

    record = models.ForeignKey("knowledge.Record", on_delete=models.CASCADE, related_name="reminders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "knowledge"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["user", "seen_at"], name="knowledge_reminder_unseen")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.record_id}"
