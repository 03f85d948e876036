from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tricity.translation.names import NameField
from tricity.web.identity import new_code

SCHEME_URI = "urn:tricity:topics"
# Schemes of others that concepts are mapped to, by the names they are known under everywhere.
SCHEMES = {"sdg": "SDG", "iso-37120": "ISO 37120", "iso-37122": "ISO 37122"}


class Concept(models.Model):
    """A concept of the thesaurus (SKOS). Its `slug`, and so its URI, never changes.

    Rows that came with the software have `edited_at` empty and follow the shipped seed; an edited row stays as edited.
    Of the words for it, `names` are the preferred, `alternatives` the admitted and `deprecated` those no longer to be
    written, which search still finds. `version` counts the changes made here.
    """

    slug = models.SlugField(max_length=80, unique=True)
    is_top = models.BooleanField(default=False)
    names = NameField(verbose_name=_("preferred labels"))
    alternatives = models.JSONField(_("alternative labels"), default=dict, blank=True)
    deprecated = models.JSONField(_("deprecated labels"), default=dict, blank=True)
    definitions = models.JSONField(_("definitions"), default=dict, blank=True)
    sort_keys = models.JSONField(default=dict, editable=False)
    broader = models.ManyToManyField("self", symmetrical=False, related_name="narrower", blank=True)
    related = models.ManyToManyField("self", symmetrical=True, blank=True)
    cross_border = models.BooleanField(_("works across borders"), default=False)
    mappings = models.JSONField(default=list, blank=True)
    false_friends = models.JSONField(default=list, blank=True)
    seed_version = models.PositiveIntegerField(default=0, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
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


class Proposal(models.Model):
    """What a member wants the termbase to say in one language; curators of that language decide.

    `slug` names the concept, which exists only once a first proposal for it was approved; `broader` are slugs above a
    new one. `base` and `values` are a section (`sections.Section`) as it was and as it would become; of a misleading
    word, `values` is the entry and `base` empty. To merge, `values` has `into`, the slug of the concept that stays; to
    move, `base` and `values` have `broader`, the slugs above. Both are of all languages: `language` is empty. Decided rows
    are the history of a concept.
    """

    class Kind(models.TextChoices):
        SECTION = "section", _("Words and definition")
        FRIEND = "friend", _("Word that misleads")
        MERGE = "merge", _("Two topics become one")
        MOVE = "move", _("Another place among the topics")

    class State(models.TextChoices):
        OPEN = "open", _("Waiting for a decision")
        APPROVED = "approved", _("Approved")
        RETURNED = "returned", _("Returned")
        WITHDRAWN = "withdrawn", _("Withdrawn by its author")
        UNDONE = "undone", _("Approved, then undone")

    code = models.CharField(max_length=16, unique=True, editable=False, default=new_code)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.SECTION)
    slug = models.SlugField(max_length=80)
    broader = models.JSONField(default=list)
    language = models.CharField(max_length=8, blank=True)
    base = models.JSONField(default=dict)
    values = models.JSONField(default=dict)
    reason = models.TextField(_("reason"), blank=True)
    reason_language = models.CharField(max_length=8, blank=True)
    source = models.CharField(_("source"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    created_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    remark = models.TextField(_("remark"), blank=True)
    remark_language = models.CharField(max_length=8, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "language", "created_at"]),
            models.Index(fields=["slug", "state", "decided_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.slug} ({self.language})"

    def get_absolute_url(self) -> str:
        return reverse("terms:proposal", args=[self.code])

    @property
    def is_structural(self) -> bool:
        return self.kind in (self.Kind.MERGE, self.Kind.MOVE)


class Restructuring(models.Model):
    """What an approved merge or move did, so that it can be undone.

    `before` and `after` are slug → `structure.state_of` of each concept it changed; one that went is not in `after`.
    `moved` is holder → what it keeps to give back, `counts` holder → how many it touched (`holders.Holder`).
    """

    proposal = models.OneToOneField(Proposal, on_delete=models.CASCADE, related_name="restructuring")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    moved = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return str(self.proposal_id)


class Retired(models.Model):
    """The slug of a concept that was merged into another: its address leads there, and it is never given again.

    `replaced_by` is a slug, which may have been retired since; `names` are those it had.
    """

    slug = models.SlugField(max_length=80, unique=True)
    replaced_by = models.SlugField(max_length=80)
    names = models.JSONField(default=dict)
    retired_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return f"{self.slug} → {self.replaced_by}"

    @property
    def uri(self) -> str:
        return f"{SCHEME_URI}:{self.slug}"


class TermImport(models.Model):
    """A file of terms somebody has read in: its `entries` wait to be looked at and confirmed.

    `problems` are [place, reason, language] of what could not be read; reasons are said in that language.
    """

    code = models.CharField(max_length=16, unique=True, editable=False, default=new_code)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=200)
    entries = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("terms:import-preview", args=[self.code])
