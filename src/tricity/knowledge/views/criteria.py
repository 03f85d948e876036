from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from tricity.accounts.rules import is_operator
from tricity.directory.names import country_name
from tricity.directory.queries import countries_in_order
from tricity.knowledge import actions
from tricity.knowledge.choices import country_choices
from tricity.knowledge.models import Criterion, Kind
from tricity.knowledge.publication.forms import CriterionForm
from tricity.translation.names import name_in
from tricity.web.languages import reader_language
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class PublishedCriterion:
    """A criterion for a reader; empty `country` and `kind`: it holds for all."""

    pk: int
    text: LocalizedText
    country: LocalizedText | None
    kind: str
    is_active: bool


def criteria(request: HttpRequest) -> HttpResponse:
    """By what a record is accepted, for everybody to read; operators see what is out of use as well."""
    language, may_edit = reader_language(), is_operator(request.user)
    rows = Criterion.objects.select_related("country").order_by(
        F("country_id").asc(nulls_first=True), "position", "pk"
    )
    kinds = dict(Kind.choices)
    shown = [
        PublishedCriterion(
            row.pk,
            name_in(row.texts, language),
            country_name(row.country, language) if row.country else None,
            str(kinds.get(row.kind, "")),
            row.is_active,
        )
        for row in (rows if may_edit else rows.filter(is_active=True))
    ]
    return render(request, "knowledge/criteria.html", {"criteria": shown, "may_edit": may_edit})


@login_required
def criterion_edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Write or change a point of the checklist; operators only."""
    if not is_operator(request.user):
        raise PermissionDenied
    criterion = get_object_or_404(Criterion, pk=pk) if pk is not None else Criterion()
    language = reader_language()
    form = CriterionForm(
        request.POST or None,
        instance=criterion,
        countries=country_choices(countries_in_order(language), language),
    )
    if request.method == "POST" and form.is_valid():
        actions.save_criterion(form.instance, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("knowledge:criteria")
    context = {"form": form, "is_new": pk is None}
    return render(request, "knowledge/criterion_form.html", context, status=422 if form.is_bound else 200)
