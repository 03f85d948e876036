"""Ending the e-mails from a link in one of them, signed in or not."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from tricity.notices.actions import choose_rhythm
from tricity.notices.models import Digest
from tricity.notices.unsubscribing import person_of


# The signature in the address says more than a cookie could: mail programs post here by themselves (RFC 8058).
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Ask (GET), for programs follow links to look at them; or end the e-mails at once (POST)."""
    person = person_of(token)
    if person is None:
        raise Http404(_("This link is not complete. Copy the whole address from the e-mail."))
    if request.method == "POST":
        choose_rhythm(person, Digest.Rhythm.NONE)
    return render(request, "notices/unsubscribe.html", {"is_done": request.method == "POST"})
