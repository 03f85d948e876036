from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tricity.accounts.rules import is_curator, is_operator
from tricity.directory.models import City, Organization
from tricity.directory.names import organization_name
from tricity.directory.queries import organizations
from tricity.harvest import actions, queries, rules
from tricity.harvest.forms import SourceForm
from tricity.harvest.models import Run, Source
from tricity.harvest.sentences import sentences
from tricity.knowledge.choices import city_choices, countries_for
from tricity.knowledge.models import Kind
from tricity.knowledge.queries import edited_bodies
from tricity.web.errors import TricityError
from tricity.web.languages import NATIVE_NAMES, reader_language
from tricity.web.pages import Page, page_number
from tricity.web.text import LocalizedText

SOURCES_ON_A_PAGE = 30
RUNS_SHOWN = 10


@login_required
@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Where drafts come from, and how the last harvest of each went."""
    keeps = is_operator(request.user) or is_curator(request.user)
    if not keeps and not edited_bodies(request.user):
        raise PermissionDenied
    rows = queries.visible_sources(request.user)
    page = Page(page_number(request), SOURCES_ON_A_PAGE, rows.count())
    language = reader_language()
    shown = [
        {
            "source": row,
            "form": Source.Form(row.form).label,
            "owner": organization_name(row.owner, language),
            "state": _state_label(row.last_state),  # type: ignore[attr-defined]  # annotated
        }
        for row in rows[page.offset : page.offset + page.size]
    ]
    return render(request, "harvest/sources.html", {"rows": shown, "page": page, "may_add": keeps})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def source_new(request: HttpRequest) -> HttpResponse:
    if not (is_operator(request.user) or is_curator(request.user)):
        raise PermissionDenied
    return _edit(request, Source())


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def source_edit(request: HttpRequest, code: str) -> HttpResponse:
    return _edit(request, _kept(request, code))


@login_required
@require_safe
def source(request: HttpRequest, code: str) -> HttpResponse:
    """How a source is set up, and its harvests."""
    return _page(request, find(request, code))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def source_try(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for the first page and show what would come; nothing is stored."""
    row = _kept(request, code)
    if request.method != "POST":
        return redirect(row)
    trial = actions.try_source(row)
    context: dict[str, Any] = {"source": row, "trial": trial}
    if trial.problem is not None:
        context["problem"] = sentences(trial.problem.code, trial.problem.values, _)
    if trial.batch is not None:
        context["drafts"] = [
            {
                "item": item,
                "title": LocalizedText(values["title"], values["language"]),
                "summary": LocalizedText(values["summary"][:300], values["language"]),
                "language": LocalizedText(NATIVE_NAMES[values["language"]], values["language"]),
                "licence": item.licence or row.default_licence,
            }
            for item, values in trial.drafts
        ]
        context["flaws"] = [
            (flaw.place, *sentences(flaw.code, flaw.values, _)) for flaw in trial.batch.flaws[:10]
        ]
        context["total"] = trial.batch.total or len(trial.batch.items)
    return render(request, "harvest/trial.html", context)


@login_required
@require_POST
def source_run(request: HttpRequest, code: str) -> HttpResponse:
    row = _kept(request, code)
    try:
        run = actions.harvest_later(row, by=request.user, is_whole="whole" in request.POST)
    except TricityError as refused:
        return _page(request, row, status=refused.status, message=refused.message)
    messages.success(request, _("The harvest has begun. It goes on in the background."))
    return redirect(run)


def _state_label(state: str | None) -> str:
    return str(Run.State(state).label) if state else ""


def find(request: HttpRequest, code: str) -> Source:
    """The source, for those who may see it; for everybody else there is none."""
    row = queries.sources().filter(code=code).first()
    if row is None or not rules.may_see(request.user, row):
        raise Http404
    return row


def _kept(request: HttpRequest, code: str) -> Source:
    row = find(request, code)
    if not rules.may_keep(request.user, row):
        raise PermissionDenied
    return row


def _page(
    request: HttpRequest, row: Source, *, status: int = HTTPStatus.OK, message: str = ""
) -> HttpResponse:
    runs = [(each, Run.State(each.state).label) for each in row.runs.all()[:RUNS_SHOWN]]
    context = {
        "source": row,
        "form_label": Source.Form(row.form).label,
        "kind_label": Kind(row.kind).label,
        "owner": organization_name(row.owner, reader_language()),
        "language": LocalizedText(NATIVE_NAMES[row.language], row.language) if row.language else None,
        "runs": runs,
        "may_keep": rules.may_keep(request.user, row),
        "message": message,
        "offers": row.entries.exclude(offer=None).exclude(record=None).select_related("record")[:20],
        "entries": row.entries.count(),
    }
    return render(request, "harvest/source.html", context, status=status)


def _edit(request: HttpRequest, row: Source) -> HttpResponse:
    language = reader_language()
    countries = queries.kept_countries(request.user)
    bodies = {body.code: body for body in _bodies(countries)}
    owners = [(code, str(organization_name(body, language))) for code, body in bodies.items()]
    cities, homes = city_choices(countries_for(countries, language), language)
    data = request.POST if request.method == "POST" else None
    form = SourceForm(
        data, instance=row, owners=sorted(owners, key=lambda each: each[1]), cities=list(cities)
    )
    if data is not None and form.is_valid():
        row.owner = bodies[form.cleaned_data["owner"]]
        row.city = City.objects.filter(code=form.cleaned_data["city"]).first()
        if row.city is not None and row.owner.country_id and homes.get(row.city.code) != row.owner.country_id:
            form.add_error("city", _("This city is in another country."))
        elif row.city is None and row.owner.country_id is None:
            form.add_error("city", _("This body has no country: name the city of the entries."))
        else:
            actions.save_source(row, by=request.user)
            messages.success(request, _("Saved."))
            return redirect(row)
    status = HTTPStatus.OK if data is None else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(
        request, "harvest/source_form.html", {"form": form, "source": row if row.pk else None}, status=status
    )


def _bodies(countries: list[str] | None) -> list[Organization]:
    rows = organizations().select_related("country", "city")
    return list(rows if countries is None else rows.filter(country__in=countries))
