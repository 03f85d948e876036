from __future__ import annotations

import re
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tricity.events import actions, uploads
from tricity.events.digests.pages import session_title
from tricity.events.digests.texts import readable
from tricity.events.forms import ResourceForm
from tricity.events.models import Resource
from tricity.events.views.finding import event_to_edit, event_to_see
from tricity.translation.names import name_in
from tricity.web.languages import reader_language

LONGEST_FILE_NAME = 80
_NOT_IN_A_NAME = re.compile(r"[^\w]+")


@require_safe
def resource(request: HttpRequest, code: str, pk: int) -> HttpResponseBase:
    """The stored file, for those who may see the event; always to be saved, never opened in the page."""
    row = get_object_or_404(event_to_see(request, code).resources.exclude(file=""), pk=pk)
    try:
        content = row.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    if request.method == "GET":
        actions.count_download(row)
    return FileResponse(
        content,
        as_attachment=True,
        filename=_file_name(row),
        content_type=uploads.media_type(str(row.file.name)),
        headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-cache"},
    )


def _file_name(row: Resource) -> str:
    """The title as a file name; what the uploader called the file is not told."""
    suffix = uploads.suffix_of(row.file.name or "")
    title = readable(row.titles, row.language or reader_language()) or name_in(row.titles, reader_language())
    words = _NOT_IN_A_NAME.sub("-", title.text[:LONGEST_FILE_NAME]).strip("-")
    return f"{words or row.event.code}.{suffix}"


@login_required
def resource_new(request: HttpRequest, code: str) -> HttpResponse:
    event = event_to_edit(request, code)
    language = reader_language()
    sessions = [(each.pk, str(session_title(each, language))) for each in event.sessions.all()]
    is_sent = request.method == "POST"
    form = ResourceForm(
        request.POST if is_sent else None, request.FILES if is_sent else None, event=event, sessions=sessions
    )
    if is_sent and form.is_valid():
        actions.add_resource(form.resource(), by=request.user, upload=form.cleaned_data["file"])
        messages.success(request, _("Attached."))
        return redirect(f"{event.get_absolute_url()}#resources")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_sent else HTTPStatus.OK
    return render(request, "events/resource_form.html", {"form": form, "event": event}, status=status)


@login_required
def resource_delete(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Ask first, then delete."""
    event = event_to_edit(request, code)
    row = get_object_or_404(event.resources, pk=pk)
    if request.method == "POST":
        actions.delete_resource(row, by=request.user)
        messages.success(request, _("The file or link has been deleted."))
        return redirect(f"{event.get_absolute_url()}#resources")
    context = {
        "event": event,
        "heading": _("Delete this file or link?"),
        "what": name_in(row.titles, reader_language()),
        "warning": "",
    }
    return render(request, "events/confirm.html", context)
