from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from tricity.cooperation.digests.peers import peer_lines, peers_view
from tricity.knowledge.models import Kind
from tricity.knowledge.queries import public_records
from tricity.web.languages import reader_language


@require_safe
def peers(request: HttpRequest, code: str) -> HttpResponse:
    """Initiatives of other cities like this one: why, what differs, what is missing; on the initiative's page the closest."""
    record = get_object_or_404(
        public_records().select_related("owner").filter(kind=Kind.INITIATIVE), code=code
    )
    if request.htmx and not request.htmx.boosted:  # type: ignore[attr-defined]
        lines = peer_lines(record, reader_language())
        return render(request, "cooperation/peer_lines.html", {"lines": lines, "code": record.code})
    found = peers_view(record, reader_language(), user=request.user)
    return render(request, "cooperation/peers.html", {"found": found, "record": found.record})
