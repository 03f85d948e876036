from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tricity.api.catalog.content import catalogue

TURTLE, JSON_LD = "ttl", "jsonld"
CONTENT_TYPES = {TURTLE: "text/turtle; charset=utf-8", JSON_LD: "application/ld+json; charset=utf-8"}


@require_safe
def catalog(request: HttpRequest, file_format: str) -> HttpResponse:
    """The catalogue in every language at once, so that its address needs none."""
    graph = catalogue(request.build_absolute_uri)
    content = graph.turtle() if file_format == TURTLE else graph.json_ld()
    return HttpResponse(
        content,
        content_type=CONTENT_TYPES[file_format],
        headers={"Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=300"},
    )
