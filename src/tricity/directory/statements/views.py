from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tricity.directory import queries as directory
from tricity.directory.errors import ChangedMeanwhile, NotThere
from tricity.directory.models import Country, Organization
from tricity.directory.statements import actions, files, pages, queries
from tricity.directory.statements.choices import Section
from tricity.directory.statements.digests import views
from tricity.directory.statements.editing import Editing, owner_display
from tricity.directory.statements.models import Service, Statement
from tricity.directory.statements.rules import Owner, may_edit, may_read, may_write_for, owner_of
from tricity.web.errors import Refused, TricityError, from_tricity_error
from tricity.web.languages import reader_language

MOST_PROBLEMS = 50  # of a file, shown at once
DEEDS = {"publish": actions.publish, "withdraw": actions.withdraw, "reconfirm": actions.reconfirm}


@require_safe
def national_bodies(request: HttpRequest) -> HttpResponse:
    context = pages.national_bodies(request.GET.getlist("kind"), reader_language())
    return render(request, "directory/national_bodies.html", context)


@require_safe
def country_card(request: HttpRequest, code: str) -> HttpResponse:
    country = get_object_or_404(Country, code=code.upper())
    return render(
        request, "directory/country_card.html", pages.card(country, request.user, reader_language())
    )


@require_safe
def country_cards(request: HttpRequest, section: str = Section.LAWS.value) -> HttpResponse:
    if section not in Section.values:
        raise Http404
    context = pages.comparison(Section(section), request.user, reader_language())
    return render(request, "directory/country_cards.html", context)


@require_safe
def statement(request: HttpRequest, code: str, model: type[Statement]) -> HttpResponse:
    row = get_object_or_404(queries.statements(model), code=code)
    if not may_read(request.user, row):
        raise Http404
    context = {
        **_shown(row),
        "may_edit": may_edit(request.user, row),
        "edit_pattern": f"directory:{row.path}-edit",
        "versions_pattern": f"directory:{row.path}-versions",
    }
    return render(request, "directory/statement.html", context)


def _shown(row: Statement) -> dict[str, Any]:
    return {
        "object": views([row], reader_language())[0],
        "row": row,
        "do_pattern": f"directory:{row.path}-do",
    }


@login_required
def statement_new(request: HttpRequest, model: type[Statement]) -> HttpResponse:
    owner = _owner_asked(request, model)
    if not may_write_for(request.user, owner):
        return _refused(request, owner)
    editing = Editing(request, model, owner=owner, row=None)
    return _edited(request, editing)


@login_required
def statement_edit(request: HttpRequest, code: str, model: type[Statement]) -> HttpResponse:
    row = get_object_or_404(queries.statements(model), code=code)
    if not may_edit(request.user, row):
        return _refused_or_missing(request, row)
    return _edited(request, Editing(request, model, owner=owner_of(row), row=row))


@login_required
def services_import(request: HttpRequest) -> HttpResponse:
    """A file for the body named in the address."""
    body = _owner_asked(request, Service)
    assert isinstance(body, Organization)
    if not may_write_for(request.user, body):
        return _refused(request, body)
    context: dict[str, Any] = {
        "back": body.get_absolute_url(),
        "owner_name": str(owner_display(body, reader_language())),
    }
    if request.method != "POST":
        return render(request, "directory/services_import.html", context)
    file = request.FILES.get("file")
    content = file.read(files.MOST_BYTES + 1) if file else b""
    loaded = files.load_services(content, body, by=request.user)
    if loaded.problems:
        context["problems"] = loaded.problems[:MOST_PROBLEMS]
        return render(
            request, "directory/services_import.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY
        )
    done = _("%(made)d new drafts, %(changed)d changed.") % {"made": loaded.made, "changed": loaded.changed}
    messages.success(request, done)
    return redirect(body)


def _edited(request: HttpRequest, editing: Editing) -> HttpResponse:
    saved = editing.save()
    if saved is not None:
        messages.success(request, _("Saved and public.") if saved.is_public else _("Saved as a draft."))
        return redirect(saved)
    return render(request, "directory/statement_edit.html", editing.context(), status=editing.status)


@login_required
@require_safe
def statement_versions(request: HttpRequest, code: str, model: type[Statement]) -> HttpResponse:
    row = get_object_or_404(queries.statements(model), code=code)
    if not may_edit(request.user, row):
        return _refused_or_missing(request, row)
    context = {**_shown(row), "versions": pages.version_views(row, list(queries.versions(row)))}
    return render(request, "directory/statement_versions.html", context)


@require_POST
@login_required
def statement_do(request: HttpRequest, code: str, deed: str, model: type[Statement]) -> HttpResponse:
    """Publish, withdraw, reconfirm, or restore the version named `number`."""
    row = get_object_or_404(queries.statements(model), code=code)
    if not may_edit(request.user, row):
        return _refused_or_missing(request, row)
    try:
        seen = _number(request, "version")
        if deed == "restore":
            actions.restore(row, _number(request, "number"), by=request.user, seen=seen)
        elif deed in DEEDS:
            DEEDS[deed](row, by=request.user, seen=seen)
        else:
            raise NotThere
    except ChangedMeanwhile as error:
        messages.warning(request, error.message)
    except TricityError as error:
        return from_tricity_error(request, error)
    else:
        messages.success(request, _("Done."))
    return redirect(row)


def _number(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) < 9):
        raise NotThere
    return int(text)


def _owner_asked(request: HttpRequest, model: type[Statement]) -> Owner:
    """Whose statement is to be written: `organization` or `country` of the address."""
    if model is Service:
        code = request.GET.get("organization", "")
        body: Organization = get_object_or_404(directory.organizations(), code=code)
        return body
    country: Country = get_object_or_404(Country, code=request.GET.get("country", "").upper())
    return country


def _refused_or_missing(request: HttpRequest, row: Statement) -> HttpResponse:
    """Who may not even read it learns nothing of it."""
    if not row.is_public:
        raise Http404
    return _refused(request, owner_of(row))


def _refused(request: HttpRequest, owner: Owner) -> HttpResponse:
    if isinstance(owner, Organization):
        message: Any = _(
            "Only the editors of %(body)s and the curators of its country write what it does for cities."
        ) % {"body": owner_display(owner, reader_language())}
    else:
        message = _("Only the curators of a country write its card.")
    return from_tricity_error(request, Refused(message))
