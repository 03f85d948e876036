from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from tricity.knowledge import queries
from tricity.knowledge.digests import present
from tricity.knowledge.digests.words import dictionary_note, words_of
from tricity.web.languages import reader_language


def record_words(request: HttpRequest, code: str) -> HttpResponse:
    """The words of a record's original, as a page or as the list alone."""
    record = get_object_or_404(queries.visible_records(request.user), code=code)
    view = present([record.pk], reader_language()).get(record.pk)
    if view is None:
        raise Http404
    words = words_of(view)
    context = {
        "record": view,
        "words": words,
        "note": dictionary_note(view.language),
        "has_readings": any(word.reading for word in words),
        "has_glosses": any(word.glosses for word in words),
        "has_same": any(word.same for word in words),
    }
    is_part = request.htmx and not request.htmx.boosted  # type: ignore[attr-defined]
    return render(request, "knowledge/words.html#words" if is_part else "knowledge/words.html", context)
