"""Bring a file: choose it, look at what it would change, confirm."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tricity.elsewhere import actions
from tricity.elsewhere.asking import candidates, chosen_lines, shown_of
from tricity.elsewhere.digests.people import matched_of
from tricity.elsewhere.digests.preview import preview
from tricity.elsewhere.errors import FileRefused
from tricity.elsewhere.forms import UploadForm
from tricity.elsewhere.preparing import Prepared, prepare
from tricity.elsewhere.reading import Fault, Kind, Unreadable, read
from tricity.elsewhere.views.finding import event_context, session_to_bring, staged_for
from tricity.events.digests.sessions import session_title
from tricity.events.models import Session
from tricity.knowledge.imports import staging
from tricity.knowledge.imports.staging import Staged
from tricity.web.errors import TricityError
from tricity.web.languages import reader_language

# What the organizer can put right on the page of the preview, by saying how the file is to be read.
MENDABLE = (Fault.NOT_TEXT, Fault.NO_HEADING, Fault.NO_ROWS, Fault.NO_CHAT)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest, code: str, session: int) -> HttpResponse:
    """Choose a file; nothing is written before the preview was seen."""
    row = session_to_bring(request, code, session)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        upload = form.cleaned_data["upload"]
        problem = _problem(upload.read())
        if problem is None:
            upload.seek(0)
            options = {"elsewhere": str(row.pk)}
            staged = staging.stage([upload], user=request.user.pk or 0, options=options)
            return redirect("elsewhere:look", code, row.pk, staged.token)
        form.add_error("upload", FileRefused(problem).message)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = event_context(row.event) | {"form": form, "session": session_title(row, reader_language())}
    return render(request, "elsewhere/bring.html", context, status=status)


def _problem(content: bytes) -> Unreadable | None:
    try:
        read(content)
    except Unreadable as error:
        return None if error.fault in MENDABLE else error
    return None


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def look(request: HttpRequest, code: str, session: int, token: str) -> HttpResponse:
    """What the file would change; the form says how it is read, another button brings it in."""
    row = session_to_bring(request, code, session)
    staged = staged_for(request, row, token)
    deed = request.POST.get("deed", "")
    if deed == "leave":
        staged.discard()
        return redirect("elsewhere:overview", code)
    upload = staged.uploads[0]
    data = request.POST if request.method == "POST" else None
    prepared = prepare(row, upload.name, upload.path.read_bytes(), data)
    if deed == "bring" and prepared.reading is not None and prepared.form.is_valid():
        return _bring(request, row, prepared, staged)
    is_refused = data is not None and not prepared.form.is_valid()
    return _page(request, prepared, status=HTTPStatus.UNPROCESSABLE_ENTITY if is_refused else HTTPStatus.OK)


def _bring(request: HttpRequest, row: Session, prepared: Prepared, staged: Staged) -> HttpResponse:
    try:
        said = _do(request, prepared)
    except TricityError as error:
        prepared.form.add_error(None, error.message)
        return _page(request, prepared, status=error.status)
    staged.discard()
    messages.success(request, said)
    return redirect("elsewhere:overview", row.event.code)


def _do(request: HttpRequest, prepared: Prepared) -> str:
    """What was brought in, in a sentence. Raises TricityError."""
    reading = prepared.reading
    assert reading is not None
    if reading.kind is Kind.ATTENDANCE:
        attendance, matched = matched_of(prepared, request.POST)
        outcome = actions.bring_attendance(
            prepared.source(), attendance.persons, matched, prepared.clock, by=request.user
        )
        sentence = ngettext(
            "Brought in: %(number)d registered person came.",
            "Brought in: %(number)d registered people came.",
            outcome.new,
        )
    else:
        lines = chosen_lines(request.POST) or set()
        found = candidates(prepared, with_names=bool(request.POST.get("names")))
        shown = shown_of(found, is_chat=reading.kind is Kind.CHAT)
        chosen = [each.chosen for each in shown if each.line in lines]
        outcome = actions.bring_questions(prepared.source(), chosen, by=request.user)
        sentence = ngettext(
            "Brought in: %(number)d question.", "Brought in: %(number)d questions.", outcome.new
        )
    known = _("Known from an earlier file: %(number)d.") % {"number": outcome.known} if outcome.known else ""
    return f"{sentence % {'number': outcome.new}} {known}".strip()


def _page(request: HttpRequest, prepared: Prepared, *, status: int) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    context = event_context(prepared.session.event) | {
        "page": preview(prepared, data, reader_language()),
        "form": prepared.form,
        "zone": prepared.session.event.time_zone,
        "has_names": bool(data and data.get("names")),
    }
    return render(request, "elsewhere/look.html", context, status=status)
