from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tricity.bundles import actions, queries, rules
from tricity.bundles.digests import packed_view
from tricity.events.models import Event
from tricity.events.views.finding import event_to_see
from tricity.replay.serving import serve
from tricity.web.errors import TricityError, from_tricity_error


@require_safe
@login_required
def bundle(request: HttpRequest, code: str) -> HttpResponse:
    """Have the bundle of an event made, see how far it is, and take it."""
    event = _event_to_pack(request, code)
    context = {"event": event, "page": packed_view(event, queries.packed_bundle(event))}
    is_part = bool(getattr(request, "htmx", None))
    return render(request, "bundles/packed.html#state" if is_part else "bundles/packed.html", context)


@require_POST
@login_required
def bundle_make(request: HttpRequest, code: str) -> HttpResponse:
    event = _event_to_pack(request, code)
    try:
        actions.pack_later(event, by=request.user)
    except TricityError as error:
        return from_tricity_error(request, error)
    messages.success(request, _("The bundle is being made."))
    return redirect("bundles:bundle", event.code)


@require_safe
@login_required
def bundle_file(request: HttpRequest, code: str) -> HttpResponseBase:
    """The ZIP that was made last."""
    event = _event_to_pack(request, code)
    row = queries.packed_bundle(event)
    path = row.path if row is not None else None
    if row is None or path is None:
        raise Http404
    try:
        response = serve(
            request, path, media_type="application/zip", cache="private, no-cache", tag=row.sha256
        )
    except FileNotFoundError:
        raise Http404 from None
    response["Content-Disposition"] = f'attachment; filename="bundle-{row.name}"'
    return response


def _event_to_pack(request: HttpRequest, code: str) -> Event:
    """Raises Http404, PermissionDenied."""
    event = event_to_see(request, code)
    if not rules.may_pack(request.user, event):
        raise PermissionDenied
    return event
