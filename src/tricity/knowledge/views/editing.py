from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from tricity.directory.models import Country, Organization
from tricity.directory.names import organization_name
from tricity.directory.queries import organizations
from tricity.knowledge import actions, queries, rules
from tricity.knowledge.choices import city_choices, countries_for, country_choices, topic_choices
from tricity.knowledge.comparing import LABELS, differences
from tricity.knowledge.errors import ChangedMeanwhile
from tricity.knowledge.forms import Bodies, Deployments, Indicators, RecordForm, RowSet, initial_of
from tricity.knowledge.models import Claim, Kind, Record
from tricity.knowledge.values import Values, values_of
from tricity.web.errors import TricityError
from tricity.web.languages import reader_language

EMPTY: Values = {"topics": [], "sources": [], "indicators": [], "bodies": [], "deployments": []}
LISTS: dict[str, type[RowSet]] = {"indicators": Indicators, "bodies": Bodies, "deployments": Deployments}
LISTS_OF: dict[str, tuple[str, ...]] = {
    Kind.INITIATIVE.value: ("indicators", "bodies"),
    Kind.NEED.value: ("bodies",),
    Kind.SOLUTION.value: ("deployments", "indicators", "bodies"),
}


@dataclass(slots=True)
class _Page:
    """The form of a record with its lists, filled from stored values or from what was typed."""

    form: RecordForm
    lists: dict[str, RowSet]
    names: dict[str, str]

    @property
    def is_valid(self) -> bool:
        rows_are_valid = [rows.is_valid() for rows in self.lists.values()]
        return self.form.is_valid() and all(rows_are_valid)

    def values(self, stored: Values) -> Values:
        """What was typed over what is stored; lists this kind has none of stay."""
        return {**self.form.values(stored), **{name: rows.values() for name, rows in self.lists.items()}}


def _page(kind: str, countries: list[Country], values: Values, data: QueryDict | None) -> _Page:
    language = reader_language()
    cities, homes = city_choices(countries, language)
    topics = topic_choices(language)
    named = country_choices(countries, language)
    return _Page(
        RecordForm(
            data,
            initial=initial_of(values),
            kind=kind,
            countries=named,
            cities=cities,
            topics=topics,
            city_countries=homes,
        ),
        {name: LISTS[name](data, initial=values[name], prefix=name) for name in LISTS_OF[kind]},
        dict([*named, *(pair for _name, pairs in (*cities, *topics) for pair in pairs)]),
    )


@login_required
def record_new(request: HttpRequest) -> HttpResponse:
    """Write a record for a body, or as a curator from public sources; first the kind and the body are chosen."""
    language = reader_language()
    bodies = list(organizations().filter(pk__in=queries.edited_bodies(request.user)).order_by("pk"))
    countries = queries.curated_countries(request.user)
    if not bodies and countries == []:
        raise PermissionDenied
    kind, code = request.GET.get("kind", ""), request.GET.get("for", "")
    owner = next((body for body in bodies if body.code == code), None)
    if kind not in Kind.values or (owner is None and (code or countries == [])):
        choices = [(body.code, organization_name(body, language)) for body in bodies]
        context = {"bodies": choices, "kinds": Kind.choices, "may_compile": countries != []}
        return render(request, "knowledge/record_choose.html", context)
    home = [owner.country_id] if owner and owner.country_id else None if owner else countries
    allowed = countries_for(home, language)
    start = {**EMPTY, **_first_values(owner, allowed)}
    page = _page(kind, allowed, start, request.POST if request.method == "POST" else None)
    if request.method == "POST" and page.is_valid:
        record = actions.write_record(kind, by=request.user, owner=owner, values=page.values(start))
        if "submit" in request.POST:
            record = actions.submit_record(record, by=request.user)
            messages.success(request, _("Submitted. A curator of the country reviews it."))
        else:
            messages.success(request, _("Saved as a draft. Only you and the curators see it."))
        return redirect(record)
    context = {**_context(page, kind), "owner_name": organization_name(owner, language) if owner else None}
    return render(request, "knowledge/record_form.html", context, status=422 if page.form.is_bound else 200)


def _first_values(owner: Organization | None, countries: list[Country]) -> dict[str, Any]:
    first: dict[str, Any] = {"language": reader_language()}
    if owner is not None:
        first["language"] = owner.language
        first["country"] = owner.country_id
        first["city"] = owner.city.code if owner.city else ""
    elif len(countries) == 1:
        first["country"] = countries[0].code
    return first


@login_required
def record_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change a record. Who saves over somebody else's change sees both first."""
    record = get_object_or_404(Record.objects.select_related("owner", "city"), code=code, deleted_at=None)
    if not rules.may_read(request.user, record):
        raise Http404
    if not rules.may_edit(request.user, record):
        raise PermissionDenied
    stored = values_of(record)
    claim = _claim(request, record)
    countries = _countries(request.user, record)
    shown = {**stored, **(record.pending or {})}
    page = _page(record.kind, countries, shown, request.POST if request.method == "POST" else None)
    status, wanted, message = HTTPStatus.OK, record.pending, ""
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if page.is_valid:
            wanted = page.values(stored)
            try:
                saved = actions.change_record(
                    record,
                    by=request.user,
                    values=wanted,
                    version=page.form.cleaned_data.get("version") or 0,
                    claim=claim,
                )
            except ChangedMeanwhile as conflict:
                status, message = HTTPStatus.CONFLICT, conflict.message
            except TricityError as refused:
                status, message, wanted = refused.status, refused.message, None
            else:
                return _after_saving(request, saved)
    context = {
        **_context(page, record.kind),
        "record": record,
        "version": record.version,
        "claim": claim,
        "message": message,
        "is_conflict": status == HTTPStatus.CONFLICT,
        "is_waiting": record.is_public and not rules.may_review(request.user, record),
        "differences": differences(stored, wanted, page.names) if wanted else [],
        "may_review": rules.may_review(request.user, record),
    }
    return render(request, "knowledge/record_form.html", context, status=int(status))


def _context(page: _Page, kind: str) -> dict[str, Any]:
    lists = [(LABELS[name], rows) for name, rows in page.lists.items()]
    return {"form": page.form, "lists": lists, "kind_label": Kind(kind).label}


def _claim(request: HttpRequest, record: Record) -> Claim | None:
    """The request for correction the person is answering, where there is one that still waits."""
    code = request.GET.get("claim", "")
    rows = Claim.objects.filter(code=code, record=record, state=Claim.State.OPEN, wish=Claim.Wish.CORRECT)
    claim = rows.select_related("organization", "record").first() if code else None
    return claim if claim and rules.may_decide(request.user, claim) else None


def _countries(user: Any, record: Record) -> list[Country]:
    """Curators move records among their countries; a body keeps its record in the country it is in."""
    codes = queries.curated_countries(user)
    return countries_for(None if codes is None else {*codes, record.country_id}, reader_language())


def _after_saving(request: HttpRequest, record: Record) -> HttpResponse:
    if record.pending is not None:
        messages.success(
            request, _("Your change waits for a curator. Until then readers see the record as it was.")
        )
    elif "submit" in request.POST and rules.may_submit(request.user, record):
        actions.submit_record(record, by=request.user)
        messages.success(request, _("Submitted. A curator of the country reviews it."))
    else:
        messages.success(request, _("Saved."))
    return redirect(record)
