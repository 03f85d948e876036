from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tricity.directory.models import Organization
from tricity.knowledge.models import Horizon, Record
from tricity.terms.models import Concept
from tricity.web.identity import Identified, Published


class SynthesisRun(models.Model):
    """One run of the synthesis over all published records; the newest finished one is what people see.

    `overview` holds the overlap views, worked out beforehand, and what their topics rest on: see
    `cooperation.analysis.plain.overview`.
    """

    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, db_index=True)
    records = models.PositiveIntegerField(default=0)
    overview = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"run {self.pk}"


class OverlapRow(models.Model):
    """A topic across countries: how many needs, plans (planned or pilot), running works and solutions each has.

    `cells` is a list of {country, needs, short, long, plans, running, solutions, cities}: row ids, those most about the
    topic first (of cities in order of id; `short` and `long` are needs). `sentence` is a key and its parameters.
    """

    run = models.ForeignKey(SynthesisRun, on_delete=models.CASCADE, related_name="rows")
    concept = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="+")
    cells = models.JSONField(default=list)
    sentence = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "concept"], name="cooperation_one_row")]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.concept_id}"


class Match(models.Model):
    """A need met by another city's experience or by a solution, with the reasons (JSON of language-neutral reasons)."""

    class Kind(models.TextChoices):
        EXPERIENCE = "experience", _("Need and experience")
        SOLUTION = "solution", _("Need and solution")

    run = models.ForeignKey(SynthesisRun, on_delete=models.CASCADE, related_name="matches")
    kind = models.CharField(max_length=12, choices=Kind)
    need = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="matches")
    other = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="matched_by")
    score = models.FloatField()
    is_close = models.BooleanField(default=True)
    is_same_country = models.BooleanField(default=False)
    reasons = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "need", "other"], name="cooperation_one_match")]
        ordering = ["-score", "pk"]

    def __str__(self) -> str:
        return f"{self.need_id} ~ {self.other_id}"


class PeerPair(models.Model):
    """Two initiatives of different cities that are alike, once for both, with the reasons (as those of a match)."""

    run = models.ForeignKey(SynthesisRun, on_delete=models.CASCADE, related_name="peers")
    one = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    score = models.FloatField()
    is_close = models.BooleanField(default=True)
    is_same_country = models.BooleanField(default=False)
    reasons = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "one", "other"], name="cooperation_one_pair")]
        ordering = ["-score", "pk"]

    def __str__(self) -> str:
        return f"{self.one_id} ~ {self.other_id}"


class MatchFound(models.Model):
    """When a match was found for the first time; runs replace their matches, this stays.

    Kept only of records that are about a body with people here: nobody else is told.
    """

    need = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    found_at = models.DateTimeField(db_index=True)
    score = models.FloatField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["need", "other"], name="cooperation_found_once")]

    def __str__(self) -> str:
        return f"{self.need_id} ~ {self.other_id}"


class Opportunity(Published):
    """A candidate joint project the synthesis proposes. Curators see it first; once published it says who proposed it.

    `key` is the identity the synthesis gave it, by which a later run finds it again; `is_current` whether the newest
    run did, `is_held` that it did so by a decision alone. A withdrawn one is archived, with the reason in its author's
    words, and so is one that was merged into another or split. `titles` are those that curators gave it, by language.
    """

    path = "opportunities"

    key = models.CharField(max_length=120, unique=True)
    concept = models.ForeignKey(Concept, on_delete=models.PROTECT, related_name="opportunities")
    horizon = models.CharField(max_length=8, choices=Horizon)
    countries = models.JSONField(default=list)
    score = models.FloatField(default=0)
    is_cross_border = models.BooleanField(default=False)
    is_current = models.BooleanField(default=True)
    is_held = models.BooleanField(default=False)
    titles = models.JSONField(default=dict, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="merged"
    )
    is_split = models.BooleanField(default=False)
    split_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="parts"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = models.TextField(_("reason"), blank=True)
    decision_language = models.CharField(max_length=8, blank=True)

    class Meta(Published.Meta):
        verbose_name = _("joint project candidate")
        verbose_name_plural = _("joint project candidates")

    def __str__(self) -> str:
        return self.key

    @property
    def stands_alone(self) -> bool:
        """Curators neither merged nor split it."""
        return self.merged_into_id is None and not self.is_split

    def get_absolute_url(self) -> str:
        return reverse("cooperation:opportunity", args=[self.code])


class Evidence(models.Model):
    """Why an opportunity names a record or an organization, with the quoted original.

    `reasons` says where the quotation stands: {part, start, end}, and of a body also {reason}.
    """

    class Role(models.TextChoices):
        NEED = "need", _("Needs it")
        PLAN = "plan", _("Plans it")
        EXPERIENCE = "experience", _("Has done it")
        OFFER = "offer", _("Could provide it")
        SUPPORT = "support", _("Could support it")

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="evidence")
    role = models.CharField(max_length=12, choices=Role)
    record = models.ForeignKey(
        Record, null=True, blank=True, on_delete=models.CASCADE, related_name="evidence"
    )
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.CASCADE, related_name="evidence"
    )
    quotation = models.TextField(blank=True)
    reasons = models.JSONField(default=list)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.role}: {self.record_id or self.organization_id}"


class Interest(Identified):
    """A body says “we are interested” or asks about a record or a candidate; one thread of contact.

    `recipients` are the bodies it was addressed to; bodies that the subject names later join them.
    """

    path = "interests"

    class Kind(models.TextChoices):
        INTERESTED = "interested", _("We are interested")
        QUESTION = "question", _("We have a question")

    class Status(models.TextChoices):
        NEW = "new", pgettext_lazy("status of a contact", "New")
        IN_CONTACT = "in-contact", _("In contact")
        AGREED = "agreed", _("Agreed")
        PILOT = "pilot", _("Pilot running")
        RESULT = "result", _("Result reached")
        DROPPED = "dropped", _("Dropped")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="interests", verbose_name=_("for")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    record = models.ForeignKey(
        Record, null=True, blank=True, on_delete=models.CASCADE, related_name="interests"
    )
    opportunity = models.ForeignKey(
        Opportunity, null=True, blank=True, on_delete=models.CASCADE, related_name="interests"
    )
    message = models.TextField(_("message"), blank=True)
    language = models.CharField(max_length=8)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.NEW)
    recipients = models.ManyToManyField(Organization, related_name="received_interests", blank=True)

    class Meta(Identified.Meta):
        indexes = [models.Index(fields=["organization", "created_at"])]
        constraints = [
            *Identified.Meta.constraints,
            models.CheckConstraint(
                condition=Q(record__isnull=True) ^ Q(opportunity__isnull=True),
                name="cooperation_interest_has_one_subject",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.organization_id}"

    def get_absolute_url(self) -> str:
        return reverse("cooperation:interest", args=[self.code])


class InterestNote(models.Model):
    """A remark or a change of status in the thread of an interest, seen by both sides and the curators.

    `organization` is the body the person spoke for; none for a curator.
    """

    interest = models.ForeignKey(Interest, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    status = models.CharField(max_length=12, choices=Interest.Status, blank=True)
    text = models.TextField(_("note"), blank=True)
    language = models.CharField(max_length=8)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"note {self.pk} on {self.interest_id}"


from tricity.cooperation.decisions.models import Decision  # noqa: E402 - they point to the models above
from tricity.cooperation.emergent.models import TopicEvidence, TopicProposal  # noqa: E402 - as the ideas
from tricity.cooperation.ideas.models import Idea, IdeaSupport  # noqa: E402 - they point to the models above

__all__ = [
    "Decision",
    "Evidence",
    "Idea",
    "IdeaSupport",
    "Interest",
    "InterestNote",
    "Match",
    "Opportunity",
    "OverlapRow",
    "PeerPair",
    "SynthesisRun",
    "TopicEvidence",
    "TopicProposal",
]
