"""The certificate of who came, for themselves."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tricity.events.errors import PaperNotMade
from tricity.events.papers import FORMATS, Asked, written
from tricity.events.views.finding import event_to_see
from tricity.participation import queries, rules
from tricity.participation.models import Registration
from tricity.participation.papers import certificate_of
from tricity.participation.views.own import by_secret
from tricity.publishing import PublishingError
from tricity.web.errors import from_tricity_error
from tricity.web.languages import reader_language


@never_cache
@login_required
@require_safe
def certificate(request: HttpRequest, code: str, suffix: str) -> HttpResponse:
    """For an account."""
    row = queries.own_registration(event_to_see(request, code), request.user)
    if row is None:
        raise Http404
    return _file(request, row, suffix)


@never_cache
@require_safe
def own_certificate(request: HttpRequest, secret: str, suffix: str) -> HttpResponse:
    """For a guest, by the code of the registration."""
    return _file(request, by_secret(request, secret), suffix)


def _file(request: HttpRequest, row: Registration, suffix: str) -> HttpResponse:
    if suffix not in FORMATS or not rules.came(row):
        raise Http404
    try:
        asked = Asked(reader_language(), request.user, address=request.build_absolute_uri)
        content = written(certificate_of(row, asked), suffix)
    except PublishingError as problem:
        return from_tricity_error(request, PaperNotMade(problem))
    return HttpResponse(
        content,
        content_type=FORMATS[suffix].media_type,
        headers={
            "Content-Disposition": content_disposition_header(True, f"{row.event.code}-{row.code}.{suffix}"),
            "X-Content-Type-Options": "nosniff",
        },
    )
