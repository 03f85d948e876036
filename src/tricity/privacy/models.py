from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tricity.accounts.models import User

ANYWHERE = ""  # the residence of a text that holds for whoever has none of their own


class Edition(models.Model):
    """What people who live in `residence` are told about a purpose, as language → text; one numbered row a version.

    Without a number it is the operator's draft. A published row is never changed: consents point to it.
    """

    purpose = models.CharField(max_length=40)
    residence = models.CharField(max_length=5, choices=User.Residence, blank=True)
    number = models.PositiveIntegerField(null=True)
    texts = models.JSONField(default=dict)
    effective_from = models.DateField(_("holds from"), null=True)
    edited_at = models.DateTimeField(auto_now=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["purpose", "residence", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "residence", "number"], name="privacy_one_edition_a_number"
            ),
            models.UniqueConstraint(
                fields=["purpose", "residence"], condition=Q(number=None), name="privacy_one_draft_each"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.residence} {self.number or 'draft'}"

    def get_absolute_url(self) -> str:
        return reverse("privacy:edition", args=[self.purpose, self.residence or "all", self.number])


class Consent(models.Model):
    """A person agreed to a purpose, having read `text` in `language`: version `number` for `residence` (0: as shipped)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=40)
    residence = models.CharField(max_length=5, blank=True)
    number = models.PositiveIntegerField()
    language = models.CharField(max_length=8)
    text = models.TextField()
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-given_at", "-pk"]
        indexes = [models.Index(fields=["user", "purpose", "withdrawn_at"])]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.purpose} {self.number}"


class Deletion(models.Model):
    """A person wants the account deleted; it is done once `due_at` has passed, and taken back by deleting the row."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="deletion")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user_id}: {self.due_at:%Y-%m-%d}"


class RetentionRule(models.Model):
    """For how many days the operator keeps a holding's rows, instead of the shipped number; null: never deleted."""

    holding = models.CharField(max_length=40, unique=True)
    days = models.PositiveIntegerField(null=True)
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.holding}: {self.days}"


class RetentionRun(models.Model):
    """One time the rules were applied: how many rows of each holding were deleted (only those where any were)."""

    at = models.DateTimeField(db_index=True)
    counts = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}: {sum(self.counts.values())}"
