from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from tricity.cooperation.digests import matches_view
from tricity.cooperation.models import Match
from tricity.knowledge.models import Kind
from tricity.knowledge.queries import public_records
from tricity.web.languages import reader_language


@require_safe
def matches(request: HttpRequest, code: str) -> HttpResponse:
    """What may help with a need: experience of other cities, and solutions."""
    need = get_object_or_404(public_records().select_related("owner").filter(kind=Kind.NEED), code=code)
    found = matches_view(need, reader_language(), user=request.user)
    context = {
        "found": found,
        "need": found.record,
        "experience": found.of(Match.Kind.EXPERIENCE),
        "solutions": found.of(Match.Kind.SOLUTION),
    }
    return render(request, "cooperation/matches.html", context)


@require_safe
def answered(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """The other way round: needs that a solution or an experience may answer."""
    record = get_object_or_404(public_records().select_related("owner").filter(kind=kind), code=code)
    found = matches_view(record, reader_language(), user=request.user)
    context = {
        "found": found,
        "record": found.record,
        "needs": [each for each in found.matches if each.is_close],
    }
    return render(request, "cooperation/answered.html", context)
