from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tricity.events import papers as event_papers
from tricity.events import rules
from tricity.events.digests import language_label, present
from tricity.events.errors import PaperNotMade, without_pdf
from tricity.events.models import Event
from tricity.events.papers import FORMATS, Asked, Paper
from tricity.events.papers.brief import languages_of, pairs
from tricity.events.papers.writing import PAGE
from tricity.events.views.finding import event_to_see
from tricity.language import INTERFACE_LANGUAGES
from tricity.publishing import PublishingError, fragment, plain, without_engine
from tricity.web.chosen import offered_languages
from tricity.web.errors import BadInput, TricityError, from_tricity_error
from tricity.web.languages import NATIVE_NAMES, reader_language

LONGEST_FILE_NAME = 80
_NOT_IN_A_NAME = re.compile(r"[^\w]+")
_PAIR = ","


def _explained(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What cannot be done is said on a page: there is no form here that could say it."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except TricityError as error:
            return from_tricity_error(request, error)

    return answer


@login_required
@require_safe
@_explained
def papers(request: HttpRequest, code: str) -> HttpResponse:
    """The papers of an event which the person may read, in the language and for the pair chosen here."""
    event = event_to_see(request, code)
    found = event_papers.papers_for(request.user, event)
    if not found:
        raise PermissionDenied
    asked = _asked(request, event)
    (view,) = present([event], reader_language())
    context = {
        "event": view,
        "papers": found,
        "asked": asked,
        "pair": _PAIR.join(asked.between),
        "languages": [
            (each, NATIVE_NAMES[each]) for each in sorted(offered_languages(), key=NATIVE_NAMES.__getitem__)
        ],
        "pairs": [(_PAIR.join(pair), " – ".join(map(language_label, pair))) for pair in pairs(event)],
        "formats": _formats(),
        "without_pdf": without_pdf() if without_engine() else "",
        "may_edit": rules.may_edit(request.user, event),
    }
    return render(request, "events/papers.html", context)


@login_required
@require_safe
@_explained
def paper(request: HttpRequest, code: str, kind: str, suffix: str) -> HttpResponse:
    """One paper: a page to read and print, or a file."""
    event = event_to_see(request, code)
    found = event_papers.paper_of(kind)
    if found is None or (suffix != PAGE and suffix not in FORMATS):
        raise Http404
    if not found.may_read(request.user, event):
        raise PermissionDenied
    asked = _asked(request, event)
    return _page(request, event, found, asked) if suffix == PAGE else _file(event, found, asked, suffix)


def _page(request: HttpRequest, event: Event, found: Paper, asked: Asked) -> HttpResponse:
    document = event_papers.document_of(found, event, asked)
    try:
        article = fragment(document)
    except PublishingError as problem:
        raise PaperNotMade(problem) from problem
    (view,) = present([event], reader_language())
    context = {
        "event": view,
        "paper": found,
        "article": mark_safe(article),  # noqa: S308 every text in it was escaped by its writer
        "asked": asked,
        "pair": _PAIR.join(asked.between),
        "formats": _formats(),
        "without_pdf": without_pdf() if without_engine() else "",
    }
    return render(request, "events/paper.html", context)


def _file(event: Event, found: Paper, asked: Asked, suffix: str) -> HttpResponse:
    document = event_papers.document_of(found, event, asked)
    try:
        content = event_papers.written(document, suffix)
    except PublishingError as problem:
        raise PaperNotMade(problem) from problem
    words = _NOT_IN_A_NAME.sub("-", f"{plain(document.title)[:LONGEST_FILE_NAME]} {found.kind}").strip("-")
    return HttpResponse(
        content,
        content_type=FORMATS[suffix].media_type,
        headers={
            "Content-Disposition": content_disposition_header(True, f"{words}.{suffix}"),
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


def _formats() -> list[tuple[str, str]]:
    """Those that can be made here."""
    return [
        (each.suffix, each.label) for each in FORMATS.values() if each.suffix != "pdf" or not without_engine()
    ]


def _asked(request: HttpRequest, event: Event) -> Asked:
    """Raises BadInput, which says what may be asked for."""
    language = request.GET.get("language", "").lower() or reader_language()
    if language not in INTERFACE_LANGUAGES:
        known = ", ".join(sorted(INTERFACE_LANGUAGES))
        raise BadInput(_("“%(language)s” is not one of: %(known)s.") % {"language": language, "known": known})
    between = tuple(filter(None, request.GET.get("between", "").lower().split(_PAIR)))
    spoken = languages_of(event)
    if between and (len(set(between)) != 2 or not set(between) <= set(spoken)):
        raise BadInput(
            _("Name two different languages of this event, with a comma between them. They are: %(known)s.")
            % {"known": ", ".join(spoken)}
        )
    return Asked(language, request.user, between, request.build_absolute_uri)
