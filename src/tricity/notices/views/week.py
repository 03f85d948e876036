"""What waits, as a page to print."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tricity.accounts.waiting import desk_of
from tricity.notices.sheets import bodies_of, reader_for
from tricity.web.languages import reader_language


@never_cache
@require_safe
@login_required
def week(request: HttpRequest) -> HttpResponse:
    """The same items as on “My organization”, without buttons, with whole addresses."""
    bodies = bodies_of(request.user, reader_language())
    wanted = request.GET.get("for", "")
    body = next((each for each in bodies if each.code == wanted), None)
    if wanted and body is None:
        raise Http404(_("You do not act for this organization."))
    reader = reader_for(request.user, reader_language(), bodies, body)
    context = {
        "desk": desk_of(reader),
        "bodies": [body] if body else bodies,
        "origin": f"{request.scheme}://{request.get_host()}",
        "now": timezone.now(),
    }
    return render(request, "notices/week.html", context)
