from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tricity.directory.models import City, Country, Organization
from tricity.terms.models import Concept
from tricity.web.identity import Identified, Published, new_code


class Kind(models.TextChoices):
    INITIATIVE = "initiative", _("Initiative")
    NEED = "need", _("Need")
    SOLUTION = "solution", _("Solution")


class Status(models.TextChoices):
    PLANNED = "planned", _("Planned")
    PILOT = "pilot", _("Pilot")
    OPERATING = "operating", _("Operating")
    COMPLETED = "completed", _("Completed")


class Priority(models.TextChoices):
    HIGH = "high", _("High priority")
    MEDIUM = "medium", _("Medium priority")
    LOW = "low", _("Low priority")


class Horizon(models.TextChoices):
    SHORT = "short", _("Short term")
    LONG = "long", _("Long term")


class Record(Published):
    """What is published and matched: an initiative of a city, a need of one, a solution a provider offers.

    `title` and `summary` are the author's words in `language`; renderings are `Translation` rows.
    A null means "not known", never zero. `suggested_topics` are slugs the author gave; `indicators`
    are objects of name, value, unit and year; `sources` of url and read_on (a bare address is read as well).
    `pending` are the values (see `values.py`) its owner wants it to have, waiting for a curator.
    """

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    language = models.CharField(_("language"), max_length=8)
    title = models.CharField(_("title"), max_length=300)
    summary = models.TextField(_("summary"))
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="records", verbose_name=_("country")
    )
    city = models.ForeignKey(
        City, null=True, blank=True, on_delete=models.PROTECT, related_name="records", verbose_name=_("city")
    )
    status = models.CharField(_("status"), max_length=12, choices=Status, blank=True)
    start_year = models.PositiveSmallIntegerField(_("first year"), null=True, blank=True)
    end_year = models.PositiveSmallIntegerField(_("last year"), null=True, blank=True)
    budget_amount = models.DecimalField(_("budget"), max_digits=18, decimal_places=2, null=True, blank=True)
    budget_currency = models.CharField(_("currency"), max_length=3, blank=True)
    priority = models.CharField(_("priority"), max_length=8, choices=Priority, blank=True)
    horizon = models.CharField(_("horizon"), max_length=8, choices=Horizon, blank=True)
    indicators = models.JSONField(_("indicators"), default=list, blank=True)
    sources = models.JSONField(_("sources"), default=list, blank=True)
    topics = models.ManyToManyField(Concept, through="RecordTopic", related_name="records")
    suggested_topics = models.JSONField(_("topics"), default=list, blank=True)
    review_note = models.TextField(_("what the curators ask for"), blank=True)
    review_note_language = models.CharField(max_length=8, blank=True)
    pending = models.JSONField(null=True, editable=False)
    pending_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    pending_since = models.DateTimeField(null=True, editable=False, db_index=True)
    # Part of the template → what was written, and → who reads it where not everybody does: publication/template.py.
    details = models.JSONField(default=dict, blank=True)
    visibility = models.JSONField(default=dict, blank=True)
    submitted_at = models.DateTimeField(null=True, editable=False, db_index=True)
    # Published by the secretariat because no reviewing body of the country answered in time; null: reviewed.
    unreviewed_since = models.DateTimeField(null=True, editable=False, db_index=True)
    # Ids of the acceptance criteria its author, then its reviewer, says it meets.
    author_checks = models.JSONField(default=list, editable=False)
    review_checks = models.JSONField(default=list, editable=False)

    class Meta(Published.Meta):
        verbose_name = _("record")
        verbose_name_plural = _("records")
        indexes = [
            models.Index(fields=["kind", "publication_state", "-published_at"]),
            models.Index(fields=["country", "publication_state", "-published_at"]),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def path(self) -> str:  # type: ignore[override]
        return f"{self.kind}s"

    @property
    def is_unreviewed(self) -> bool:
        """Public, but only in place of the country's reviewing bodies, who have not yet read it."""
        return self.is_public and self.unreviewed_since is not None

    def get_absolute_url(self) -> str:
        return reverse(f"knowledge:{self.kind}", args=[self.code])


class RecordTopic(models.Model):
    """A topic the analysis gave to a record, the main one first; `reasons` point into the original."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="record_topics")
    concept = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="record_topics")
    weight = models.FloatField()
    reasons = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "concept"], name="knowledge_topic_once")]
        indexes = [models.Index(fields=["concept", "-weight"])]
        ordering = ["-weight", "concept_id"]

    def __str__(self) -> str:
        return f"{self.record_id}: {self.concept_id}"


class RecordTitle(models.Model):
    """By what a record stands in a list ordered by title, for readers of one language."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="titles")
    kind = models.CharField(max_length=12, choices=Kind)
    language = models.CharField(max_length=8)
    key = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "language"], name="knowledge_title_once")]
        indexes = [models.Index(fields=["kind", "language", "key", "record"])]

    def __str__(self) -> str:
        return f"{self.record_id}: {self.key}"


class Participation(models.Model):
    """An organization's part in a record. One that is not (yet) in the directory stays a named mention."""

    class Role(models.TextChoices):
        LEAD = "lead", _("Lead")
        PARTNER = "partner", _("Partner")
        PROVIDER = "provider", _("Provider")
        ASSOCIATION = "association", _("Association")

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="participations")
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.SET_NULL, related_name="participations"
    )
    name = models.CharField(pgettext_lazy("of a body", "name"), max_length=300)
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)
    role = models.CharField(_("role"), max_length=12, choices=Role)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class Deployment(models.Model):
    """Where a solution is in use; a city that is not in the directory stays a named mention."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="deployments")
    city = models.ForeignKey(
        City, null=True, blank=True, on_delete=models.SET_NULL, related_name="deployments"
    )
    city_name = models.CharField(_("city"), max_length=120)
    country_code = models.CharField(_("country"), max_length=2)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.city_name


class Claim(Identified):
    """What a body says of a record about it: that it is right, must be corrected, or is to be withdrawn."""

    path = "claims"

    class Wish(models.TextChoices):
        CONFIRM = "confirm", _("We confirm this")
        CORRECT = "correct", _("Please correct this")
        WITHDRAW = "withdraw", _("Please withdraw this")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="claims")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="claims")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    wish = models.CharField(_("wish"), max_length=10, choices=Wish)
    text = models.TextField(_("what is to change"), blank=True)
    language = models.CharField(max_length=8)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(_("reason"), blank=True)
    reason_language = models.CharField(max_length=8, blank=True)
    record_version = models.PositiveIntegerField(default=1)

    class Meta(Identified.Meta):
        indexes = [models.Index(fields=["state", "created_at"])]
        constraints = [
            *Identified.Meta.constraints,
            models.UniqueConstraint(
                fields=["record", "organization"], condition=Q(state="open"), name="knowledge_one_open_claim"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wish}: {self.record_id}"


class ImportRun(models.Model):
    """One import that changed something: whose, from which files, and how many rows of each kind it wrote."""

    code = models.CharField(max_length=16, unique=True, editable=False, default=new_code)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    source = models.CharField(max_length=64)
    files = models.JSONField(default=list)
    counts = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.code


from tricity.knowledge.publication.models import (  # noqa: E402 - they point to the models above
    Criterion,
    Deputy,
    Remark,
    Reminder,
    ReviewingBody,
    Snapshot,
)

__all__ = [
    "Claim",
    "Criterion",
    "Deployment",
    "Deputy",
    "Horizon",
    "ImportRun",
    "Kind",
    "Participation",
    "Priority",
    "Record",
    "RecordTitle",
    "RecordTopic",
    "Remark",
    "Reminder",
    "ReviewingBody",
    "Snapshot",
    "Status",
]
