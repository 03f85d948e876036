from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tricity.directory import actions, linked, listing, panels, places, queries
from tricity.directory.digests import (
    capital_time,
    city_view,
    names_of,
    organization_views,
)
from tricity.directory.errors import ChangedMeanwhile
from tricity.directory.forms import OrganizationForm
from tricity.directory.models import Country
from tricity.directory.names import display
from tricity.directory.rules import edits_for, may_edit_organization
from tricity.directory.statements.digests import views as statement_views
from tricity.directory.statements.queries import services_of, stating_services
from tricity.web.errors import Refused, from_tricity_error
from tricity.web.languages import reader_language

MOST_BODIES = 40  # of one country on its page


@require_safe
def countries(request: HttpRequest) -> HttpResponse:
    language = reader_language()
    rows = listing.countries_beside_each_other(language, request.user)
    return render(request, "directory/countries.html", {"countries": rows})


@require_safe
def country(request: HttpRequest, code: str) -> HttpResponse:
    language = reader_language()
    row = get_object_or_404(Country, code=code.upper())
    bodies = queries.bodies_of(row, language=language, limit=MOST_BODIES + 1)
    views = organization_views(bodies[:MOST_BODIES], language)
    name = display(row.names, language, row.language)
    context = {
        "country": row,
        "name": name,
        "time": capital_time(row, language),
        "bodies": [view for view in views if view.is_national_body],
        "organizations": [view for view in views if not view.is_national_body],
        "has_more_organizations": len(bodies) > MOST_BODIES,
        "cities": places.map_of_country(row, language),
        "panels": panels.panels(row, language=language, user=request.user),
    }
    return render(request, "directory/country.html", context)


@require_safe
def cities(request: HttpRequest) -> HttpResponse:
    return render(request, "directory/cities.html", listing.city_list(request, reader_language()))


@require_safe
def city(request: HttpRequest, code: str) -> HttpResponse:
    language = reader_language()
    row = get_object_or_404(queries.cities(), code=code)
    view = city_view(row, language)
    context = {
        "city": view,
        "linked": linked.of_city(row, view, request.build_absolute_uri),
        "names": names_of(row, row.country.language),
        "bodies": organization_views(list(queries.administering(row)), language),
        "around": places.map_around(row, language),
        "panels": panels.panels(row, language=language, user=request.user),
    }
    return render(request, "directory/city.html", context)


@require_safe
def organizations(request: HttpRequest) -> HttpResponse:
    return render(
        request, "directory/organizations.html", listing.organization_list(request, reader_language())
    )


@require_safe
def organization(request: HttpRequest, code: str) -> HttpResponse:
    language = reader_language()
    rows = stating_services(queries.organizations().select_related("city__country"))
    row = get_object_or_404(rows, code=code)
    view = organization_views([row], language)[0]
    may_edit = may_edit_organization(request.user, row)
    context = {
        "organization": view,
        "services": statement_views(list(services_of(row, with_drafts=may_edit)), language)
        if row.states_services  # type: ignore[attr-defined]  # annotated
        else [],
        "linked": linked.of_organization(row, view, request.build_absolute_uri),
        "city": city_view(row.city, language) if row.city else None,
        "names": names_of(row, row.language),
        "may_edit": may_edit,
        "panels": panels.panels(row, language=language, user=request.user),
    }
    return render(request, "directory/organization.html", context)


@login_required
def organization_edit(request: HttpRequest, code: str) -> HttpResponse:
    row = get_object_or_404(queries.organizations(), code=code)
    if not may_edit_organization(request.user, row):
        refused = Refused(
            _("Only its own editors and the curators of its country may change an organization.")
        )
        return from_tricity_error(request, refused)
    form = OrganizationForm(
        request.POST or None, organization=row, speaks_for_it=edits_for(request.user, row)
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_organization(
                row,
                form.text(),
                by=request.user,
                confirm=form.cleaned_data.get("confirm", False),
                seen=form.cleaned_data["seen"],
            )
        except ChangedMeanwhile as error:
            form.add_error(None, error.message)
            form.start_from(row)
        else:
            messages.success(request, _("The organization has been saved."))
            return redirect(row)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"form": form, "organization": organization_views([row], reader_language())[0]}
    return render(request, "directory/organization_edit.html", context, status=status)
