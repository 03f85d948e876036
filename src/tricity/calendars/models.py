from django.db import models
from django.utils.translation import gettext_lazy as _

from tricity.translation.names import NameField


class CalendarDay(models.Model):
    """What a source says about one date in a country (ISO 3166-1 alpha-2); dates without a row are ordinary.

    `stated_on` is the day on which the source was read. `others` are sources that say otherwise, each an object of
    `source` and `kind` (empty: an ordinary day). `needs_check` until a curator has decided between them. A row whose
    `edited_at` is set is no longer changed by the shipped file.
    """

    class Kind(models.TextChoices):
        PUBLIC = "public", _("Public holiday")
        SUBSTITUTE = "substitute", _("Substitute holiday")
        OTHER = "other", _("Offices closed")
        MAKEUP = "makeup", _("Make-up working day")
        ORDINARY = "ordinary", _("Ordinary day")

    country = models.CharField(_("country"), max_length=2)
    date = models.DateField(_("date"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    names = NameField(verbose_name=_("name"))
    source = models.CharField(_("source"), max_length=500)
    stated_on = models.DateField(_("source read on"))
    others = models.JSONField(_("sources that say otherwise"), default=list, blank=True)
    needs_check = models.BooleanField(_("to be checked"), default=False)
    edited_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["date", "country"]
        constraints = [
            models.UniqueConstraint(fields=["country", "date"], name="calendars_one_statement_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.date}: {self.kind}"

    @property
    def is_day_off(self) -> bool:
        return self.kind in (self.Kind.PUBLIC, self.Kind.SUBSTITUTE, self.Kind.OTHER)


class CalendarCoverage(models.Model):
    """Up to which day the calendar of a country is known; of later days nothing is assumed."""

    country = models.CharField(_("country"), max_length=2, unique=True)
    known_until = models.DateField(_("known until"))
    source = models.CharField(_("source"), max_length=500)
    stated_on = models.DateField(_("source read on"))
    edited_at = models.DateTimeField(null=True, blank=True, editable=False)

    def __str__(self) -> str:
        return f"{self.country} until {self.known_until}"
