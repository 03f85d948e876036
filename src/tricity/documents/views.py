from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from tricity.directory.models import Organization
from tricity.directory.names import organization_name
from tricity.directory.queries import organizations
from tricity.documents import actions, queries, rules
from tricity.documents.evidence import BLOCKS_ON_A_PAGE
from tricity.documents.forms import BringForm, too_large
from tricity.documents.models import Document
from tricity.documents.places import place_label
from tricity.documents.reading.formats import NAMES
from tricity.documents.reading.values import LIMITS, MEGABYTE
from tricity.documents.reviewing import draft_form, values_of_draft
from tricity.documents.sentences import NOTES, sentences
from tricity.knowledge.digests import present
from tricity.knowledge.models import Kind
from tricity.knowledge.queries import edited_bodies
from tricity.language import bcp47
from tricity.web.errors import TricityError
from tricity.web.languages import NATIVE_NAMES, reader_language
from tricity.web.pages import Page, page_number

DOCUMENTS_ON_A_PAGE = 20
FORM_OVERHEAD_BYTES = MEGABYTE


@never_cache
@csrf_exempt  # checked by `_documents`, after the size: a body that is too large is not even parsed
@require_http_methods(["GET", "HEAD", "POST"])
def documents(request: HttpRequest) -> HttpResponse:
    """Bring a document in; below, those brought before."""
    sent = int(request.META.get("CONTENT_LENGTH") or 0)
    if request.method == "POST" and sent > LIMITS.file_bytes + FORM_OVERHEAD_BYTES:
        bodies = _bodies(request)
        form = BringForm(owners=_choices(bodies))
        return _list_page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY, error=too_large())
    return _documents(request)


@csrf_protect
@login_required
def _documents(request: HttpRequest) -> HttpResponse:
    bodies = _bodies(request)
    if request.method != "POST":
        return _list_page(request, BringForm(owners=_choices(bodies)))
    form = BringForm(request.POST, request.FILES, owners=_choices(bodies))
    if not form.is_valid():
        return _list_page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    data = form.cleaned_data
    owner = next(body for body in bodies if body.code == data["owner"])
    try:
        brought = actions.bring_document(data["upload"], by=request.user, owner=owner, kind=data["kind"])
    except TricityError as refused:
        return _list_page(request, form, status=refused.status, error=refused.message)
    return redirect(brought)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def document(request: HttpRequest, code: str) -> HttpResponse:
    """How far its reading is; then what it suggests, to be ticked, changed and made a draft of."""
    row = _document(request, code)
    may_use = rules.may_use(request.user, row)
    if request.method == "POST" and not may_use:
        raise PermissionDenied
    is_open = may_use and row.state == Document.State.READ and row.record_id is None
    if request.method == "POST" and is_open:
        return _make_draft(request, row)
    context = _context(row)
    context |= {"may_use": may_use, "form": draft_form(row, reader_language()) if is_open else None}
    status = HTTPStatus.CONFLICT if request.method == "POST" else HTTPStatus.OK
    return render(request, "documents/document.html", context, status=status)


def _make_draft(request: HttpRequest, row: Document) -> HttpResponse:
    form = draft_form(row, reader_language(), request.POST)
    context = {**_context(row), "may_use": True, "form": form}
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        address = request.build_absolute_uri(row.get_absolute_url())
        try:
            values = values_of_draft(form, address, timezone.localdate())
            record = actions.make_draft(row, by=request.user, values=values)
        except TricityError as refused:
            context["message"], status = refused.message, refused.status
        else:
            messages.success(request, _("Saved as a draft. Only you and the curators see it."))
            return redirect(record)
    return render(request, "documents/document.html", context, status=status)


@never_cache
@login_required
@require_safe
def text(request: HttpRequest, code: str) -> HttpResponse:
    """All that was read, block by block, each with its place."""
    row = _document(request, code)
    page = Page(page_number(request), BLOCKS_ON_A_PAGE, row.blocks)
    blocks = [
        (number, block, place_label(block.place, row.language))
        for number, block in enumerate(
            queries.blocks_of(row, offset=page.offset, limit=page.size), page.offset + 1
        )
    ]
    context = {
        "document": row,
        "blocks": blocks,
        "page": page,
        "language": bcp47(row.language or "en"),
        "native_language": NATIVE_NAMES.get(row.language, ""),
    }
    return render(request, "documents/text.html", context)


@login_required
@require_safe
def file(request: HttpRequest, code: str) -> HttpResponseBase:
    """The file as it was brought; always to be saved, never opened in the page."""
    row = _document(request, code)
    if row.state == Document.State.REFUSED:
        raise Http404  # what was refused is not handed on
    try:
        content = row.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(
        content,
        as_attachment=True,
        filename=row.name,
        content_type="application/octet-stream",
        headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"},
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, code: str) -> HttpResponse:
    """Ask first, then delete."""
    row = _document(request, code)
    if not rules.may_use(request.user, row):
        raise PermissionDenied
    if request.method == "POST":
        actions.delete_document(row, by=request.user)
        messages.success(request, _("The document has been deleted."))
        return redirect("documents:documents")
    return render(request, "documents/delete.html", {"document": row})


def _document(request: HttpRequest, code: str) -> Document:
    """The document, for those who may see it; for everybody else there is none."""
    row = queries.documents().filter(code=code).first()
    if row is None or not rules.may_see(request.user, row):
        raise Http404
    return row


def _bodies(request: HttpRequest) -> list[Organization]:
    """Whom the person edits for; raises PermissionDenied where there is nobody."""
    bodies = list(organizations().filter(pk__in=edited_bodies(request.user)).order_by("pk"))
    if not bodies:
        raise PermissionDenied
    return bodies


def _choices(bodies: list[Organization]) -> list[tuple[str, str]]:
    return [(body.code, str(organization_name(body, reader_language()))) for body in bodies]


def _list_page(
    request: HttpRequest, form: BringForm, *, status: int = HTTPStatus.OK, error: str = ""
) -> HttpResponse:
    rows = queries.own_documents(request.user)
    page = Page(page_number(request), DOCUMENTS_ON_A_PAGE, rows.count())
    shown = rows[page.offset : page.offset + page.size]
    context = {
        "form": form,
        "error": error,
        "page": page,
        "documents": [
            (each, organization_name(each.owner, reader_language()), Document.State(each.state).label)
            for each in shown
        ],
    }
    return render(request, "documents/documents.html", context, status=status)


def _context(row: Document) -> dict[str, object]:
    language = reader_language()
    problem = sentences(row.problem_code, row.problem_values, _) if row.problem_code else None
    return {
        "document": row,
        "owner_name": organization_name(row.owner, language),
        "kind_label": Kind(row.kind).label,
        "format_name": NAMES.get(row.format, ""),  # type: ignore[call-overload]
        "problem": problem,
        "notes": [_(NOTES[code]) for code in row.notes],
        "record": present([row.record_id], language).get(row.record_id) if row.record_id else None,
        "is_waiting": row.state == Document.State.WAITING,
    }
