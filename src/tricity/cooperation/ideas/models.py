from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tricity.directory.models import Country, Organization
from tricity.knowledge.models import Horizon, Record
from tricity.terms.models import Concept
from tricity.web.identity import Published


class Idea(Published):
    """A joint project or a vision somebody proposes for their organization (`owner`), in their own words.

    `country` is that of the owner, whose curators look at it before it is public; none for an international body.
    `wanted_countries` are codes of countries that should take part. `stage` is what became of it since.
    """

    path = "ideas"

    class Kind(models.TextChoices):
        PROJECT = "project", _("Joint project")
        VISION = "vision", _("Vision")

    class Stage(models.TextChoices):
        OPEN = "open", pgettext_lazy("stage of an idea", "Open for partners")
        TAKEN_ON = "taken-on", pgettext_lazy("stage of an idea", "Taken on")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.PROJECT)
    language = models.CharField(_("language"), max_length=8)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("text"))
    partners = models.TextField(_("partners sought"), blank=True)
    country = models.ForeignKey(
        Country,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="ideas",
        verbose_name=_("country"),
    )
    wanted_countries = models.JSONField(_("countries that should take part"), default=list, blank=True)
    horizon = models.CharField(_("horizon"), max_length=8, choices=Horizon, blank=True)
    topics = models.ManyToManyField(Concept, related_name="ideas", blank=True)
    records = models.ManyToManyField(Record, related_name="ideas", blank=True)
    opportunities = models.ManyToManyField("cooperation.Opportunity", related_name="ideas", blank=True)
    stage = models.CharField(_("stage"), max_length=12, choices=Stage, default=Stage.OPEN)
    taken_on_at = models.DateTimeField(null=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    submitted_at = models.DateTimeField(null=True, editable=False)
    review_note = models.TextField(blank=True)
    review_note_language = models.CharField(max_length=8, blank=True)

    class Meta(Published.Meta):
        app_label = "cooperation"
        verbose_name = _("Idea")
        verbose_name_plural = _("Ideas")
        indexes = [
            models.Index(fields=["publication_state", "-published_at"], name="cooperation_idea_newest")
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("cooperation:idea", args=[self.code])


class IdeaSupport(models.Model):
    """An organization would join, said by one of its people, perhaps with what it brings."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="supports")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="supported_ideas")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField(blank=True)
    language = models.CharField(max_length=8)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "cooperation"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["idea", "organization"], name="cooperation_joins_once")
        ]

    def __str__(self) -> str:
        return f"{self.organization_id} → {self.idea_id}"
