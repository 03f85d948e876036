from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tricity.elsewhere import actions, digests, queries
from tricity.elsewhere.errors import MoreWouldGo
from tricity.elsewhere.views.finding import event_context, event_to_bring
from tricity.members.models import written
from tricity.rooms.leaving import kept_about
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
    """Ask first, telling what became of its questions, then undo all that a file brought."""
    event = event_to_bring(request, code)
    file = get_object_or_404(event.brought_files, pk=pk)
    file.event = event
    problem = ""
    if request.method == "POST":
        try:
            actions.take_back(file, by=request.user, seen=request.POST.get("seen", "").split())
        except MoreWouldGo as error:
            problem = error.message
        except TricityError as error:
            return from_tricity_error(request, error)
        else:
            messages.success(request, _("Taken back. Everything this file brought is gone again."))
            return redirect("elsewhere:overview", event.code)
    kept = kept_about(list(queries.questions_alone(file)), reader_language(), request.user)
    context = event_context(event) | {
        "name": written(file.name, reader_language()),
        "kept": kept,
        "seen": " ".join(each.key for each in kept),
        "problem": problem,
    }
    status = HTTPStatus.CONFLICT if problem else HTTPStatus.OK
    return render(request, "elsewhere/take_back.html", context, status=status)
