from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tricity.directory.models import Country, Organization
from tricity.directory.statements.choices import Section, ServiceKind, State
from tricity.web.identity import Identified, Standing

# A year after somebody last looked, nobody can rely on a statement any more.
FRESH_DAYS = 365


class Statement(Identified):
    """Something stated in its author's language, with the public page that says it and the time it holds for.

    `version` rises at every change; whoever saves an older one is told. `confirmed_on` is when those it is about, or
    those who keep it, last said that it is right.
    """

    TEXTS: ClassVar[tuple[str, ...]]
    FACTS: ClassVar[tuple[str, ...]] = (
        "language",
        "source_url",
        "more_sources",
        "read_on",
        "valid_from",
        "valid_until",
    )

    language = models.CharField(_("language"), max_length=8)
    title = models.CharField(_("title"), max_length=200)
    source_url = models.URLField(_("public page that says so"), max_length=1000)
    more_sources = models.TextField(_("further public pages"), blank=True, help_text=_("One address a line."))
    read_on = models.DateField(_("read on"), null=True, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    standing = models.CharField(_("who speaks"), max_length=12, choices=Standing, default=Standing.COMPILED)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    state = models.CharField(_("publication"), max_length=12, choices=State, default=State.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta(Identified.Meta):
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Identified.Meta.constraints,
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="%(app_label)s_%(class)s_valid_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse(f"directory:{self.path}", args=[self.code])

    @property
    def is_public(self) -> bool:
        return self.state == State.PUBLISHED

    @property
    def checked_on(self) -> dt.date:
        """When somebody last looked whether it is right."""
        return self.confirmed_on or self.read_on or timezone.localdate(self.created_at)

    @property
    def has_ended(self) -> bool:
        return self.valid_until is not None and self.valid_until < timezone.localdate()

    @property
    def is_stale(self) -> bool:
        """Nobody has said for a year that it is still right."""
        return self.checked_on < timezone.localdate() - dt.timedelta(days=FRESH_DAYS)


class Service(Statement):
    """Something a body does for cities, whatever the body's legal type."""

    path = "services"
    TEXTS = ("title", "description", "for_whom", "how_to_ask", "cost", "period")
    FACTS = (*Statement.FACTS, "kind", "contact_url", "deadline")

    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="services", verbose_name=_("organization")
    )
    kind = models.CharField(pgettext_lazy("service", "kind"), max_length=16, choices=ServiceKind)
    description = models.TextField(_("what it is"))
    for_whom = models.TextField(_("for whom"), blank=True)
    how_to_ask = models.TextField(_("how to ask for it"), blank=True)
    contact_url = models.URLField(_("page where one asks"), max_length=1000, blank=True)
    cost = models.TextField(_("what it costs"), blank=True)
    period = models.TextField(_("when it is open"), blank=True)
    deadline = models.DateField(_("deadline"), null=True, blank=True)

    class Meta(Statement.Meta):
        verbose_name = _("Service for cities")
        verbose_name_plural = _("Services for cities")
        indexes = [models.Index(fields=["state", "kind"])]

    @property
    def country_id(self) -> str:
        """Of its body; empty for an international one. Reads `organization`."""
        return self.organization.country_id or ""


class CardEntry(Statement):
    """One thing that is so in a country: a law, a programme, a date of the budget year.

    `as_of` is the day the text describes. `figure` with `figure_unit` is a threshold or an amount: data with a date, which
    no code may repeat.
    """

    path = "card-entries"
    TEXTS = ("title", "text", "figure_unit")
    FACTS = (*Statement.FACTS, "section", "as_of", "figure")

    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="card_entries", verbose_name=_("country")
    )
    section = models.CharField(_("section"), max_length=16, choices=Section)
    text = models.TextField(_("text"))
    as_of = models.DateField(_("as of"), null=True, blank=True)
    figure = models.DecimalField(
        _("threshold or amount"), max_digits=24, decimal_places=4, null=True, blank=True
    )
    figure_unit = models.CharField(_("unit of the figure"), max_length=60, blank=True)

    class Meta(Statement.Meta):
        verbose_name = _("Entry of a country card")
        verbose_name_plural = _("Entries of country cards")
        indexes = [models.Index(fields=["country", "section", "state"])]


class StatementVersion(models.Model):
    """What a statement said at one of its versions; rows are only ever added."""

    subject_kind = models.CharField(max_length=64)
    subject_id = models.BigIntegerField()
    number = models.PositiveIntegerField()
    values = models.JSONField()
    restored = models.PositiveIntegerField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "number"], name="directory_statement_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind}/{self.subject_id} v{self.number}"
