from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path

from tricity.directory import views
from tricity.directory.models import CardEntry, Service
from tricity.directory.statements import downloads
from tricity.directory.statements import views as statements

app_name = "directory"


def _statements(start: str, model: Any) -> list[URLPattern]:
    """The pages of one kind of statement; `start` is its word in addresses and in the names of these patterns."""
    given = {"model": model}
    return [
        path(f"{start}/new/", statements.statement_new, given, name=f"{start}-new"),
        path(f"{start}/<str:code>/", statements.statement, given, name=start),
        path(f"{start}/<str:code>/edit/", statements.statement_edit, given, name=f"{start}-edit"),
        path(f"{start}/<str:code>/versions/", statements.statement_versions, given, name=f"{start}-versions"),
        path(f"{start}/<str:code>/do/<slug:deed>/", statements.statement_do, given, name=f"{start}-do"),
    ]


urlpatterns = [
    path("countries/", views.countries, name="countries"),
    path("countries/<slug:code>/", views.country, name="country"),
    path("countries/<slug:code>/card/", statements.country_card, name="country-card"),
    path("country-cards/", statements.country_cards, name="country-cards"),
    path("country-cards/<slug:section>/", statements.country_cards, name="country-cards-section"),
    path("national-bodies/", statements.national_bodies, name="national-bodies"),
    path("national-bodies/services.<slug:file_format>", downloads.services, name="services-file"),
    path("services/import/", statements.services_import, name="services-import"),
    *_statements("services", Service),
    *_statements("card-entries", CardEntry),
    path("cities/", views.cities, name="cities"),
    path("cities/<str:code>/", views.city, name="city"),
    path("organizations/", views.organizations, name="organizations"),
    path("organizations/<str:code>/", views.organization, name="organization"),
    path("organizations/<str:code>/edit/", views.organization_edit, name="organization-edit"),
]
