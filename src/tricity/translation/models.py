from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tricity.web.text import Origin


class Translation(models.Model):
    """One field of one object in another language than its author's, with where that text came from.

    `source_digest` is the SHA-256 of the original text it was made from: another digest today means stale.
    `source_text` is that original itself, to show what changed since; empty where it was not kept.
    An `original` row is a second official text, equal to the one in the object's own column. `official_*` say that the
    association of a country has put its name to the rendering.
    """

    ORIGINS = [
        (Origin.ORIGINAL.value, _("Original")),
        (Origin.HUMAN.value, _("Translated by a person")),
        (Origin.MACHINE.value, _("Machine rendering")),
    ]

    subject_kind = models.CharField(max_length=64)
    subject_id = models.BigIntegerField()
    field = models.CharField(max_length=64)
    language = models.CharField(max_length=8)
    text = models.TextField()
    origin = models.CharField(max_length=8, choices=ORIGINS)
    engine = models.CharField(max_length=64, blank=True)
    source_language = models.CharField(max_length=8)
    source_digest = models.CharField(max_length=64)
    source_text = models.TextField(blank=True)
    translator = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    official_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    official_country = models.CharField(max_length=2, blank=True)
    official_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "language", "field"], name="translation_one_per_field"
            )
        ]
        indexes = [models.Index(fields=["origin", "reviewed_at", "language"])]

    def __str__(self) -> str:
        return f"{self.subject_kind}/{self.subject_id}.{self.field} → {self.language}"
