from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tricity.directory.models import City, Organization
from tricity.knowledge.models import Kind, Record
from tricity.language import identify
from tricity.web.identity import Identified, new_code
from tricity.web.text import LocalizedText


class Source(Identified):
    """A catalogue or feed of a body, from whose entries drafts of that body are made.

    `language` is "" where each text is to be looked at. `field_title` and `field_text` name CKAN fields other than the
    usual. `watermark` is the newest date of change seen in a whole run; `marks` keeps ETag and Last-Modified by address.
    """

    path = "sources"

    class Form(models.TextChoices):
        CKAN = "ckan", _("CKAN catalogue")
        DCAT = "dcat", _("DCAT catalogue (JSON-LD, Turtle, RDF/XML)")
        FEED = "feed", _("Atom or RSS feed")

    name = models.CharField(pgettext_lazy("of a source", "Name"), max_length=200)
    form = models.CharField(_("What it is"), max_length=8, choices=Form)
    address = models.CharField(_("Web address"), max_length=500)
    owner = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="harvest_sources",
        verbose_name=_("For which body"),
    )
    kind = models.CharField(_("What the entries become"), max_length=12, choices=Kind)
    language = models.CharField(_("Language of the entries"), max_length=8, blank=True)
    city = models.ForeignKey(
        City, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("City")
    )
    default_licence = models.CharField(_("Licence, where an entry names none"), max_length=200, blank=True)
    filter = models.CharField(_("Only entries that match (CKAN fq)"), max_length=300, blank=True)
    field_title = models.CharField(_("CKAN field of the title"), max_length=60, blank=True)
    field_text = models.CharField(_("CKAN field of the text"), max_length=60, blank=True)
    interval_hours = models.PositiveIntegerField(_("Hours between two harvests"), default=0)
    delay_s = models.FloatField(_("Seconds between two requests"), default=1.0)
    most_pages = models.PositiveIntegerField(_("Most pages of one harvest"), default=200)
    respects_robots = models.BooleanField(_("Do what its robots.txt says"), default=True)
    is_enabled = models.BooleanField(_("In use"), default=True)
    watermark = models.CharField(max_length=40, blank=True, editable=False)
    marks = models.JSONField(default=dict, editable=False)
    next_run_at = models.DateTimeField(null=True, editable=False, db_index=True)

    class Meta(Identified.Meta):
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("harvest:source", args=[self.code])

    @property
    def shown_name(self) -> LocalizedText:
        """Its name in the language it is written in, as far as one can tell."""
        return LocalizedText(self.name, identify(self.name, default="en"))


class Run(models.Model):
    """One harvest of a source, page by page. `cursor` is where it goes on after a stop.

    `is_whole`: everything was asked for, so that what is not there any more can be told. The counts are of entries.
    """

    class State(models.TextChoices):
        RUNNING = "running", pgettext_lazy("of a harvest", "Running")
        DONE = "done", pgettext_lazy("of a harvest", "Done")
        FAILED = "failed", pgettext_lazy("of a harvest", "Broken off")

    COUNTS = ("new", "changed", "unchanged", "offered", "vanished", "problems")

    code = models.CharField(max_length=16, unique=True, editable=False, default=new_code)
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="runs")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.RUNNING)
    is_whole = models.BooleanField(default=True)
    cursor = models.JSONField(default=dict)
    pages = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    offered = models.PositiveIntegerField(default=0)
    vanished = models.PositiveIntegerField(default=0)
    problems = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(default=timezone.now)
    touched_at = models.DateTimeField(auto_now=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source"], condition=Q(state="running"), name="harvest_one_run_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source_id}: {self.state}"

    def get_absolute_url(self) -> str:
        return reverse("harvest:run", args=[self.code])


class Trouble(models.Model):
    """Something a run could not read: `place` is an address or an entry, `code` and `values` are of `sentences`."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="troubles")
    place = models.CharField(max_length=500)
    code = models.CharField(max_length=20)
    values = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["run", "place", "code"], name="harvest_trouble_once")]

    def __str__(self) -> str:
        return f"{self.code}: {self.place}"


class Entry(models.Model):
    """An entry of a source and the draft made of it. `digest` is that of `reading.Item`.

    `record_version` is the version the harvest left the record at: a later one was written by a person. `offer` are the
    values an entry has by now, where a person's words would have been lost; somebody takes them over or not.
    """

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="entries")
    external_id = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    url = models.CharField(max_length=500, blank=True)
    title = models.CharField(max_length=300)
    licence = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(max_length=300, blank=True)
    resources = models.JSONField(default=list)
    modified_at = models.DateTimeField(null=True)
    record = models.OneToOneField(Record, null=True, on_delete=models.SET_NULL, related_name="harvest_entry")
    record_version = models.PositiveIntegerField(default=0)
    offer = models.JSONField(null=True)
    offered_at = models.DateTimeField(null=True, db_index=True)
    seen_in = models.ForeignKey(Run, null=True, on_delete=models.SET_NULL, related_name="entries")
    harvested_at = models.DateTimeField(default=timezone.now)
    vanished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["source", "external_id"], name="harvest_entry_once")]

    def __str__(self) -> str:
        return self.title


class Pair(models.Model):
    """Two records that may be about the same thing. `reasons` are those of `duplicates.likeness`, the strongest first."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("of two records", "To be looked at")
        SAME = "same", pgettext_lazy("of two records", "The same")
        TRANSLATION = "translation", pgettext_lazy("of two records", "One is a translation of the other")
        DIFFERENT = "different", pgettext_lazy("of two records", "Different")

    first = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    score = models.FloatField()
    reasons = models.JSONField(default=list)
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-score", "pk"]
        indexes = [models.Index(fields=["state", "-score"])]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="harvest_pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="harvest_pair_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ~ {self.second_id}: {self.state}"

    def get_absolute_url(self) -> str:
        return reverse("harvest:pair", args=[self.pk])


class Joining(models.Model):
    """Two records made one: `kept` has the chosen values, `gone` is archived and leads to it.

    `before` and `after` are the values of `kept`; `gone_state` how public the other was; `renderings` what was written
    beside `kept`: rows of [id, what stood there before or null]. Undone by `undone_at`.
    """

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="joinings")
    kept = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    gone = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="joinings")
    before = models.JSONField()
    after = models.JSONField()
    gone_state = models.CharField(max_length=12)
    renderings = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["gone"], condition=Q(undone_at=None), name="harvest_one_joining_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} → {self.kept_id}"
