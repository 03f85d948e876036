from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from tricity.cooperation.digests import matches_of
from tricity.cooperation.models import Match
from tricity.knowledge.digests import present
from tricity.knowledge.models import Kind
from tricity.knowledge.queries import public_records
from tricity.web.languages import reader_language


@require_safe
def matches(request: HttpRequest, code: str) -> HttpResponse:
    """What may help with a need: experience of other cities, and solutions."""
    language = reader_language()
    need = get_object_or_404(public_records().filter(kind=Kind.NEED), code=code)
    found = matches_of(need, language)
    context = {
        "need": present([need.pk], language)[need.pk],
        "experience": [each for each in found if each.kind == Match.Kind.EXPERIENCE and each.is_close],
        "solutions": [each for each in found if each.kind == Match.Kind.SOLUTION and each.is_close],
        "further": [each for each in found if not each.is_close],
    }
    return render(request, "cooperation/matches.html", context)
