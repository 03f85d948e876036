from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from tricity.directory.models import Country, Organization
from tricity.directory.names import organization_name
from tricity.directory.queries import organizations
from tricity.knowledge import actions, queries, rules
from tricity.knowledge.choices import countries_for
from tricity.knowledge.comparing import differences
from tricity.knowledge.forms import RecordForm
from tricity.knowledge.models import Claim, Kind, Record
from tricity.knowledge.publication.criteria import checklist, ticked
from tricity.knowledge.publication.snapshots import shown_values
from tricity.knowledge.queries import whole_records
from tricity.knowledge.values import Values, values_of
from tricity.knowledge.views.merging import Conflict, merge_page, save
from tricity.knowledge.views.record_page import EMPTY, page_context, record_page
from tricity.web.errors import TricityError
from tricity.web.languages import reader_language


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
    start: Values = {**EMPTY, **_first_values(owner, allowed)}
    page = record_page(kind, allowed, start, request.POST if request.method == "POST" else None)
    if request.method == "POST" and page.is_valid:
        record = actions.write_record(kind, by=request.user, owner=owner, values=page.values(start))
        if "submit" in request.POST:
            record = _submit(request, record)
            messages.success(request, _("Submitted. A curator of the country reviews it."))
        else:
            messages.success(request, _("Saved as a draft. Only you and the curators see it."))
        return redirect(record)
    context = {
        **page_context(page, kind),
        "owner_name": organization_name(owner, language) if owner else None,
        "checklist": checklist(kind, start.get("country", ""), language),
    }
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
    """Change a record. Changes others made meanwhile are joined with it; where both changed the same, one chooses."""
    record = get_object_or_404(whole_records(), code=code, deleted_at=None)
    if not rules.may_read(request.user, record):
        raise Http404
    if not rules.may_edit(request.user, record):
        raise PermissionDenied
    claim = _claim(request, record)
    countries = _countries(request.user, record)
    data = request.POST if request.method == "POST" else None
    page = record_page(record.kind, countries, shown_values(record), data)
    message, status = "", HTTPStatus.OK if data is None else HTTPStatus.UNPROCESSABLE_ENTITY
    if data is not None and page.is_valid:
        try:
            saved = save(request, record, page, claim)
        except TricityError as refused:
            status, message = refused.status, refused.message
        else:
            return (
                merge_page(request, saved) if isinstance(saved, Conflict) else _after_saving(request, saved)
            )
    # The form stays of the version it was opened at: what is saved later is still compared with that.
    version = data.get("version", "") if data is not None else record.version
    context = {**page_context(page, record.kind), **_edit_context(request, record, page.names)}
    context |= {"version": version, "claim": claim, "message": message}
    return render(request, "knowledge/record_form.html", context, status=int(status))


def _edit_context(request: HttpRequest, record: Record, names: dict[str, str]) -> dict[str, Any]:
    stored, reviews = values_of(record), rules.may_review(request.user, record)
    points = checklist(record.kind, record.country_id, reader_language(), author=record.author_checks)
    remarks = {row.field: row for row in record.remarks.filter(settled_at=None)}
    if "topics" in remarks:
        remarks[RecordForm.TOPICS[0]] = remarks["topics"]
    return {
        "record": record,
        "is_waiting": record.is_public and not reviews,
        "differences": differences(stored, {**stored, **record.pending}, names) if record.pending else [],
        "may_review": reviews,
        "remarks": remarks,
        "checklist": [] if record.is_public else points,
    }


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
        _submit(request, record)
        messages.success(request, _("Submitted. A curator of the country reviews it."))
    else:
        messages.success(request, _("Saved."))
    return redirect(record)


def _submit(request: HttpRequest, record: Record) -> Record:
    checks = ticked(request.POST.getlist("criteria"), record.kind, record.country_id)
    return actions.submit_record(record, by=request.user, checks=checks)
