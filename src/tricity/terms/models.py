from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tricity.translation.names import NameField

SCHEME_URI = "urn:tricity:topics"
# Schemes of others that concepts are mapped to, by the names they are known under everywhere.
SCHEMES = {"sdg": "SDG", "iso-37120": "ISO 37120", "iso-37122": "ISO 37122"}


class Concept(models.Model):
    """A concept of the thesaurus (SKOS). Its `slug`, and so its URI, never changes.

    Rows that came with the software have `edited_at` empty and follow the shipped seed; an edited row stays as edited.
    """

    slug = models.SlugField(max_length=80, unique=True)
    is_top = models.BooleanField(default=False)
    names = NameField(verbose_name=_("preferred labels"))
    alternatives = models.JSONField(_("alternative labels"), default=dict, blank=True)
    definitions = models.JSONField(_("definitions"), default=dict, blank=True)
    sort_keys = models.JSONField(default=dict, editable=False)
    broader = models.ManyToManyField("self", symmetrical=False, related_name="narrower", blank=True)
    related = models.ManyToManyField("self", symmetrical=True, blank=True)
    cross_border = models.BooleanField(_("works across borders"), default=False)
    mappings = models.JSONField(default=list, blank=True)
    false_friends = models.JSONField(default=list, blank=True)
    seed_version = models.PositiveIntegerField(default=0, editable=False)
    edited_at = models.DateTimeField(null=True, blank=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return reverse("terms:topic", args=[self.slug])

    @property
    def code(self) -> str:
        return self.slug

    @property
    def uri(self) -> str:
        """The same at every installation, so that data of two of them can be put together."""
        return f"{SCHEME_URI}:{self.slug}"
