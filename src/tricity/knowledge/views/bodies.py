from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tricity.accounts.rules import is_operator
from tricity.directory.models import Country
from tricity.directory.names import country_name, organization_name
from tricity.directory.queries import countries_in_order
from tricity.knowledge import actions, rules
from tricity.knowledge.choices import country_choices
from tricity.knowledge.models import Deputy, ReviewingBody
from tricity.knowledge.publication.forms import DeputyForm, ReviewingBodyForm
from tricity.knowledge.publication.reviewers import reviews_anything
from tricity.web.languages import reader_language
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class BodyView:
    """A reviewing body for a reader; `form` to appoint a deputy, where the person may."""

    pk: int
    name: LocalizedText
    url: str
    country: LocalizedText
    deputies: list[Deputy]
    form: Form | None


@login_required
def bodies(request: HttpRequest) -> HttpResponse:
    """Which bodies review for which country, and who stands in for them; reviewers read, those who may appoint change."""
    if not reviews_anything(request.user):
        raise PermissionDenied
    language = reader_language()
    choices = country_choices(countries_in_order(language), language)
    bound: Form | None = None
    if request.method == "POST":
        answer = _do(request, choices)
        if isinstance(answer, HttpResponse):
            return answer
        bound = answer
    rows = ReviewingBody.objects.select_related("organization", "country").prefetch_related("deputies__user")
    is_naming = isinstance(bound, ReviewingBodyForm)
    context = {
        "bodies": [_view(request, row, language, bound) for row in rows],
        "form": (bound if is_naming else ReviewingBodyForm(countries=choices))
        if is_operator(request.user)
        else None,
    }
    return render(request, "knowledge/bodies.html", context, status=422 if bound is not None else 200)


def _view(request: HttpRequest, row: ReviewingBody, language: str, bound: Form | None) -> BodyView:
    today = timezone.localdate()
    form: Form | None = None
    if rules.may_appoint(request.user, row):
        of_this = isinstance(bound, DeputyForm) and request.POST.get("body") == str(row.pk)
        form = bound if of_this else DeputyForm(prefix=str(row.pk), initial={"starts_on": today})
    return BodyView(
        row.pk,
        organization_name(row.organization, language),
        row.organization.get_absolute_url(),
        country_name(row.country, language),
        [each for each in row.deputies.all() if each.ends_on >= today],
        form,
    )


def _do(request: HttpRequest, countries: Any) -> HttpResponse | Form:
    """What a button of the page asks for: where to go then, or the form that is to be mended."""
    deed = request.POST.get("deed", "")
    if deed == "name":
        if not is_operator(request.user):
            raise PermissionDenied
        form = ReviewingBodyForm(request.POST, countries=countries)
        if not form.is_valid():
            return form
        country = Country.objects.get(code=form.cleaned_data["country"])
        actions.name_reviewing_body(country, form.cleaned_data["organization"], by=request.user)
    elif deed == "remove":
        if not is_operator(request.user):
            raise PermissionDenied
        actions.remove_reviewing_body(_body(request), by=request.user)
    elif deed == "appoint":
        body = _body(request)
        if not rules.may_appoint(request.user, body):
            raise PermissionDenied
        appointing = DeputyForm(request.POST, prefix=str(body.pk))
        if not appointing.is_valid():
            return appointing
        data = appointing.cleaned_data
        actions.appoint_deputy(
            body, data["username"], by=request.user, starts_on=data["starts_on"], ends_on=data["ends_on"]
        )
    elif deed == "end":
        deputy = _found(Deputy.objects.select_related("body__organization", "user"), request, "deputy")
        if not rules.may_appoint(request.user, deputy.body):
            raise PermissionDenied
        actions.end_deputyship(deputy, by=request.user)
    else:
        return HttpResponseBadRequest(_("This request cannot be read"))
    messages.success(request, _("Saved."))
    return redirect("knowledge:bodies")


def _body(request: HttpRequest) -> ReviewingBody:
    body: ReviewingBody = _found(ReviewingBody.objects.select_related("organization"), request, "body")
    return body


def _found(rows: Any, request: HttpRequest, name: str) -> Any:
    text = request.POST.get(name, "")
    is_number = text.isascii() and text.isdigit() and len(text) < 12
    return get_object_or_404(rows, pk=int(text) if is_number else 0)
