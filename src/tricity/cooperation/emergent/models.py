from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tricity.knowledge.models import Record
from tricity.web.identity import new_code


class TopicProposal(models.Model):
    """Records on one thing that the thesaurus does not name, as the analysis found them; curators decide what it is.

    `key` is the identity the synthesis gave it; a later run finds the row by it, or by the records they have in common.
    `labels` are language → words, the most telling first; those of the languages in `derived` come from the dictionary.
    `near` are slugs of concepts that come nearest, `records` ids in order, `decided_records` those it had when it was
    decided upon. Of a decided one, `slug` is the concept it became or went into, and `made` are the codes of the
    proposals by which the termbase is told. `is_current` says whether the newest run found it.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Waiting for a decision")
        ACCEPTED = "accepted", _("Proposed as a new topic")
        MERGED = "merged", _("Its words proposed for another topic")
        DISMISSED = "dismissed", pgettext_lazy("state of a topic found by analysis", "Dismissed")

    code = models.CharField(max_length=16, unique=True, editable=False, default=new_code)
    key = models.CharField(max_length=120, unique=True)
    labels = models.JSONField(default=dict)
    derived = models.JSONField(default=list)
    countries = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    near = models.JSONField(default=list)
    score = models.FloatField(default=0)
    records = models.JSONField(default=list)
    is_current = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    slug = models.CharField(max_length=80, blank=True)
    made = models.JSONField(default=list)
    decided_records = models.JSONField(default=list)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    reason_language = models.CharField(max_length=8, blank=True)

    class Meta:
        ordering = ["-score", "key"]
        indexes = [models.Index(fields=["state", "is_current", "-score"], name="cooperation_topics_waiting")]

    def __str__(self) -> str:
        return self.key

    def get_absolute_url(self) -> str:
        return reverse("cooperation:emergent-topic", args=[self.code])


class TopicEvidence(models.Model):
    """A record of a topic that was found, with the words of its author that say so, where the analysis quotes them.

    `place` says where they stand: {part, start, end}.
    """

    topic = models.ForeignKey(TopicProposal, on_delete=models.CASCADE, related_name="evidence")
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    quotation = models.TextField(blank=True)
    place = models.JSONField(default=dict)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["topic", "record"], name="cooperation_told_once")]

    def __str__(self) -> str:
        return f"{self.topic_id}: {self.record_id}"
