from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tricity.directory.fields import NameFormsField, SortKeysField
from tricity.translation.names import NameField
from tricity.web.identity import Identified, Standing


class Country(models.Model):
    """A country whose cities cooperate here; keyed by ISO 3166-1 alpha-2."""

    code = models.CharField(max_length=2, primary_key=True)
    names = NameField(verbose_name=_("names"))
    sort_keys = SortKeysField()
    language = models.CharField(max_length=8)
    capital_names = NameField(verbose_name=_("names of the capital"))
    capital_time_zone = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("directory:country", args=[self.code.lower()])


class City(Identified):
    """A city, county or district; keyed by country + official code, or + native name where no code is known."""

    path = "cities"

    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="cities", verbose_name=_("country")
    )
    official_code = models.CharField(_("official code"), max_length=16, null=True, blank=True)
    native_name = models.CharField(_("native name"), max_length=120)
    names = NameField(verbose_name=_("names"))
    readings = models.JSONField(_("readings"), default=dict, blank=True)
    sort_keys = SortKeysField()
    name_forms = NameFormsField()
    admin_level = models.CharField(_("administrative level"), max_length=64, blank=True)
    is_capital = models.BooleanField(_("capital"), default=False)
    population = models.PositiveBigIntegerField(_("population"), null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(_("year of the population"), null=True, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)

    class Meta(Identified.Meta):
        verbose_name = _("City")
        verbose_name_plural = _("Cities")
        constraints = [
            *Identified.Meta.constraints,
            models.UniqueConstraint(fields=["country", "official_code"], name="directory_city_official_code"),
            models.UniqueConstraint(fields=["country", "native_name"], name="directory_city_native_name"),
        ]

    def __str__(self) -> str:
        return self.native_name

    def get_absolute_url(self) -> str:
        return reverse("directory:city", args=[self.code])


class OrganizationType(models.TextChoices):
    ASSOCIATION = "association", _("Association")
    GOVERNMENT = "government", _("Government body")
    CITY = "city", _("City administration")
    COMPANY = "company", _("Company")
    UNIVERSITY = "university", _("University or institute")
    INTERNATIONAL = "international", _("International organization")


class NameBasis(models.TextChoices):
    """Whose name a name is."""

    OFFICIAL = "official", _("Official name")
    CUSTOMARY = "customary", _("Customary name")
    DESCRIPTIVE = "descriptive", _("Describes what it is")


class Organization(Identified):
    """A body that acts in smart cities. International bodies need no country."""

    path = "organizations"

    type = models.CharField(_("type"), max_length=16, choices=OrganizationType)
    country = models.ForeignKey(
        Country,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organizations",
        verbose_name=_("country"),
    )
    city = models.ForeignKey(
        City,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="organizations",
        verbose_name=_("administers the city"),
    )
    names = NameField(verbose_name=_("names"))
    name_basis = models.JSONField(_("basis of each name"), default=dict, blank=True)
    readings = models.JSONField(_("readings"), default=dict, blank=True)
    sort_keys = SortKeysField()
    name_forms = NameFormsField()
    language = models.CharField(_("language"), max_length=8)
    role_summary = models.TextField(_("what it does"), blank=True)
    is_national_body = models.BooleanField(_("acts for the cities of its whole country"), default=False)
    for_cities = models.TextField(_("what it does for cities"), blank=True)
    url = models.URLField(_("web address"), max_length=500, blank=True)
    sources = models.JSONField(_("sources"), default=list, blank=True)
    standing = models.CharField(_("who speaks"), max_length=12, choices=Standing, default=Standing.COMPILED)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta(Identified.Meta):
        verbose_name = _("Organization")
        verbose_name_plural = _("Organizations")

    def __str__(self) -> str:
        return self.names.get(self.language) or next(iter(self.names.values()), self.code)

    def get_absolute_url(self) -> str:
        return reverse("directory:organization", args=[self.code])


class Membership(models.Model):
    """A person who acts for an organization."""

    class Role(models.TextChoices):
        MEMBER = "member", _("Member")
        EDITOR = "editor", _("Editor")
        ADMINISTRATOR = "administrator", _("Administrator")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=16, choices=Role, default=Role.MEMBER)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "organization"], name="directory_one_membership")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.organization_id}: {self.role}"


from tricity.directory.statements.models import (  # noqa: E402 - they point to the models above
    CardEntry,
    Service,
    StatementVersion,
)

__all__ = [
    "CardEntry",
    "City",
    "Country",
    "Membership",
    "NameBasis",
    "Organization",
    "OrganizationType",
    "Service",
    "StatementVersion",
]
