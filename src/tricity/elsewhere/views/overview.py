from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tricity.elsewhere import actions, digests
from tricity.elsewhere.views.finding import event_context, event_to_bring
from tricity.members.models import written
from tricity.web.errors import TricityError, from_tricity_error
from tricity.web.languages import reader_language


@never_cache
@login_required
@require_safe
def overview(request: HttpRequest, code: str) -> HttpResponse:
    """The sessions, what was brought in for them, and who came."""
    event = event_to_bring(request, code)
    context = event_context(event) | {"page": digests.overview(event, reader_language())}
    return render(request, "elsewhere/overview.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Ask first, then undo all that a file brought."""
    event = event_to_bring(request, code)
    file = get_object_or_404(event.brought_files, pk=pk)
    file.event = event
    if request.method == "POST":
        try:
            actions.take_back(file, by=request.user)
        except TricityError as error:
            return from_tricity_error(request, error)
        messages.success(request, _("Taken back. Everything this file brought is gone again."))
        return redirect("elsewhere:overview", event.code)
    return render(
        request,
        "elsewhere/take_back.html",
        event_context(event) | {"name": written(file.name, reader_language())},
    )
