from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy


class Decision(models.Model):
    """What a curator decided on a candidate; rows are only added, and the latest on a candidate counts.

    `data` holds what the deed takes, for the synthesis: `records` (ids of those that a dismissed candidate named), `into`
    (key of a candidate), `parts` (lists of ids of records), `titles` (by language). `reason` is in `language`.
    """

    class Deed(models.TextChoices):
        ACCEPT = "accept", pgettext_lazy("decision on a candidate", "Published")
        DISMISS = "dismiss", pgettext_lazy("decision on a candidate", "Withdrawn or set aside")
        MERGE = "merge", pgettext_lazy("decision on a candidate", "Merged into another")
        SPLIT = "split", pgettext_lazy("decision on a candidate", "Split")
        RENAME = "rename", pgettext_lazy("decision on a candidate", "Given another title")

    opportunity = models.ForeignKey(
        "cooperation.Opportunity", on_delete=models.CASCADE, related_name="decisions"
    )
    deed = models.CharField(max_length=8, choices=Deed)
    data = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    language = models.CharField(max_length=8, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "cooperation"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.deed}: {self.opportunity_id}"
