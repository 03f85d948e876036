from __future__ import annotations

from http import HTTPStatus
from itertools import islice
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from tricity.knowledge.exports import FORMATS, template
from tricity.knowledge.exports.views import field_rows
from tricity.knowledge.imports import staging
from tricity.knowledge.imports.fields import RowKind
from tricity.knowledge.imports.forms import MEGABYTE, ImportForm, importer_of, too_large
from tricity.knowledge.imports.importer import may_import
from tricity.knowledge.imports.labels import ACTION_LABELS, KIND_LABELS, shown_rows, summary
from tricity.knowledge.imports.plan import Plan, make_plan
from tricity.knowledge.imports.readers import Limits
from tricity.knowledge.imports.run import apply_plan, read_uploads
from tricity.knowledge.imports.spool import Action
from tricity.knowledge.models import ImportRun
from tricity.web.errors import Conflict, Refused, from_tricity_error
from tricity.web.languages import reader_language
from tricity.web.pages import Page, page_number

ROWS_ON_A_PAGE = 100
RUNS_SHOWN = 10
FORM_OVERHEAD_BYTES = MEGABYTE


@never_cache
@csrf_exempt  # checked by `_upload`, after the size: a body that is too large is not even parsed
@require_http_methods(["GET", "HEAD", "POST"])
def import_page(request: HttpRequest) -> HttpResponse:
    """Choose files; what they would change is shown before anything is written."""
    if request.method == "POST" and int(request.META.get("CONTENT_LENGTH") or 0) > _most_bytes():
        if not may_import(request.user):
            return _refused(request)
        form = ImportForm(request.user, reader_language())
        return _form_page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY, error=too_large())
    return _upload(request)


@csrf_protect
@login_required
def _upload(request: HttpRequest) -> HttpResponse:
    if not may_import(request.user):
        return _refused(request)
    if request.method != "POST":
        return _form_page(request, ImportForm(request.user, reader_language()))
    form = ImportForm(request.user, reader_language(), request.POST, request.FILES)
    if not form.is_valid():
        return _form_page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    staged = staging.stage(form.cleaned_data["uploads"], user=_id(request), options=form.options())
    plan = _plan(staged, request.user)
    if plan is None or plan.refused:
        response = _report_page(request, staged, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        staged.discard()
        return response
    return redirect("knowledge:import-report", staged.token)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def import_report(request: HttpRequest, token: str) -> HttpResponse:
    """The dry run row by row; a POST confirms it."""
    staged = staging.find(token, user=_id(request)) if may_import(request.user) else None
    if staged is None:
        raise Http404
    return _confirm(request, staged) if request.method == "POST" else _report_page(request, staged)


def _confirm(request: HttpRequest, staged: staging.Staged) -> HttpResponse:
    """Plan again: what was shown may be old. If anything differs, the new report is shown instead."""
    before = summary(staged.rows())
    plan = _plan(staged, request.user)
    if plan is None:
        return _refused(request)
    if plan.refused or summary(staged.rows()) != before:
        return _report_page(request, staged, status=HTTPStatus.CONFLICT, has_changed=True)
    try:
        run = apply_plan(plan, names=[upload.name for upload in staged.uploads])
    except Conflict:
        _plan(staged, request.user)
        return _report_page(request, staged, status=HTTPStatus.CONFLICT, has_changed=True)
    staged.discard()
    messages.success(request, _("The import is done.") if run else _("Nothing was new; nothing was changed."))
    return redirect("knowledge:import")


@require_safe
def import_template(request: HttpRequest, kind: str, file_format: str) -> HttpResponse:
    """An empty table with all columns."""
    if kind not in [each.value for each in RowKind] or file_format not in ("csv", "xlsx"):
        raise Http404
    response = HttpResponse(template(RowKind(kind), file_format), content_type=FORMATS[file_format])
    response.headers["Content-Disposition"] = f'attachment; filename="tricity-{kind}-template.{file_format}"'
    return response


def _plan(staged: staging.Staged, user: Any) -> Plan | None:
    """The dry run, its rows kept with the files; None if the person may not import any more."""
    importer = importer_of(staged.options, user)
    if importer is None:
        return None
    limits = Limits(settings.UPLOAD_LIMIT_BYTES, unpacked_bytes=10 * settings.UPLOAD_LIMIT_BYTES)
    return make_plan(read_uploads(staged.uploads, limits), importer, path=staged.rows_path)


def _form_page(
    request: HttpRequest, form: ImportForm, *, status: int = HTTPStatus.OK, error: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "error": error,
        "limit": settings.UPLOAD_LIMIT_BYTES // MEGABYTE,
        "kinds": [
            (kind.value, KIND_LABELS[kind], field_rows(kind))
            for kind in RowKind
            if kind.value not in ("need", "solution")
        ],
        "templates": [(kind.value, KIND_LABELS[kind]) for kind in RowKind],
        "runs": ImportRun.objects.filter(by=_id(request))[:RUNS_SHOWN],
    }
    return render(request, "knowledge/import.html", context, status=status)


def _report_page(
    request: HttpRequest, staged: staging.Staged, *, status: int = HTTPStatus.OK, has_changed: bool = False
) -> HttpResponse:
    counts = summary(staged.rows())
    totals = {
        action: sum(number for (_kind, each), number in counts.items() if each is action) for action in Action
    }
    wanted = request.GET.get("show", "")
    show = Action(wanted) if wanted in [action.value for action in Action] else None
    page = Page(page_number(request), ROWS_ON_A_PAGE, totals[show] if show else sum(totals.values()))
    rows = (row for row in staged.rows() if show is None or row.action is show)
    context = {
        "staged": staged,
        "names": [upload.name for upload in staged.uploads],
        "counts": [
            (KIND_LABELS[kind], [counts.get((kind.value, action), 0) for action in Action])
            for kind in RowKind
            if any(counts.get((kind.value, action)) for action in Action)
        ],
        "totals": [(action.value, ACTION_LABELS[action], totals[action]) for action in Action],
        "is_refused": totals[Action.REFUSE] > 0,
        "is_empty": totals[Action.CREATE] + totals[Action.CHANGE] == 0,
        "has_changed": has_changed,
        "rows": shown_rows(islice(rows, page.offset, page.offset + page.size)),
        "page": page,
        "show": wanted,
        # A refused upload is gone once it was shown; its rows cannot be paged through.
        "is_kept": status != HTTPStatus.UNPROCESSABLE_ENTITY,
    }
    return render(request, "knowledge/import_report.html", context, status=status)


def _refused(request: HttpRequest) -> HttpResponse:
    return from_tricity_error(
        request, Refused(_("Only curators and editors of an organization import files."))
    )


def _id(request: HttpRequest) -> int:
    return request.user.pk or 0


def _most_bytes() -> int:
    return settings.UPLOAD_LIMIT_BYTES + FORM_OVERHEAD_BYTES
