from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tricity.briefings import actions, queries
from tricity.briefings.composing import Asked, document
from tricity.briefings.digests import offers, title_of
from tricity.briefings.extents import EXTENTS
from tricity.briefings.rules import audience_of
from tricity.cooperation.queries import latest_run
from tricity.events.errors import PaperNotMade, without_pdf
from tricity.events.papers import FORMATS
from tricity.events.papers.writing import PAGE
from tricity.language import INTERFACE_LANGUAGES
from tricity.publishing import PublishingError, fragment, without_engine
from tricity.web.chosen import offered_languages
from tricity.web.errors import BadInput, TricityError, from_tricity_error
from tricity.web.languages import NATIVE_NAMES, reader_language

PDF: Final = "pdf"


@require_safe
def briefing(request: HttpRequest) -> HttpResponse:
    """Briefings to choose from: in a language, short or long, in four formats."""
    try:
        language = _language(request)
    except TricityError as error:
        return from_tricity_error(request, error)
    audience, run = audience_of(request.user), latest_run()
    offered = offers(queries.printed(audience, language), run.finished_at if run else None)
    context = {
        "language": language,
        "languages": [
            (each, NATIVE_NAMES[each]) for each in sorted(offered_languages(), key=NATIVE_NAMES.__getitem__)
        ],
        "audience": audience,
        "run": run,
        "offers": offered,
        "is_under_way": any(each.is_under_way for each in offered),
        "formats": [(each.suffix, each.label) for each in FORMATS.values() if each.suffix != PDF],
        "without_pdf": without_pdf() if without_engine() else "",
    }
    is_part = bool(getattr(request, "htmx", None))
    name = "briefings/briefing.html"
    return render(request, f"{name}#offers" if is_part else name, context)


@require_safe
def file(request: HttpRequest, extent: str, suffix: str) -> HttpResponse:
    """A briefing as a page, or as a file; the PDF if it was made and nothing has changed since."""
    if suffix != PAGE and suffix not in FORMATS:
        raise Http404
    try:
        asked = _asked(request, extent)
        if suffix == PAGE:
            return _page(request, asked)
        return _printed(request, asked) if suffix == PDF else _written(asked, suffix)
    except TricityError as error:
        return from_tricity_error(request, error)


@require_POST
def make(request: HttpRequest, extent: str) -> HttpResponse:
    """The PDF: at once if it lies ready, else it is made in the background."""
    try:
        asked = _asked(request, extent)
    except TricityError as error:
        return from_tricity_error(request, error)
    if _content(asked) is not None:
        return redirect(_address("briefings:file", asked, extent, PDF))
    actions.print_later(asked, by=request.user)
    messages.success(request, _("The PDF is being made."))
    return redirect(_address("briefings:briefing", asked))


def _asked(request: HttpRequest, extent: str) -> Asked:
    """Raises Http404, and BadInput, which says what may be asked for."""
    if extent not in EXTENTS:
        raise Http404
    return Asked(_language(request), EXTENTS[extent], audience_of(request.user))


def _language(request: HttpRequest) -> str:
    """Raises BadInput."""
    given = request.POST if request.method == "POST" else request.GET
    language = given.get("language", "").lower() or reader_language()
    if language not in INTERFACE_LANGUAGES:
        known = ", ".join(sorted(INTERFACE_LANGUAGES))
        raise BadInput(_("“%(language)s” is not one of: %(known)s.") % {"language": language, "known": known})
    return language


def _page(request: HttpRequest, asked: Asked) -> HttpResponse:
    try:
        article = fragment(document(asked))
    except PublishingError as problem:
        raise PaperNotMade(problem) from problem
    context = {
        "article": mark_safe(article),  # noqa: S308 every text in it was escaped by its writer
        "extent": asked.extent,
        "title": title_of(asked.extent),
        "language": asked.language,
        "formats": [(each.suffix, each.label) for each in FORMATS.values() if each.suffix != PDF],
        "without_pdf": without_pdf() if without_engine() else "",
    }
    return render(request, "briefings/page.html", context)


def _written(asked: Asked, suffix: str) -> HttpResponse:
    try:
        content = FORMATS[suffix].write(document(asked))
    except PublishingError as problem:
        raise PaperNotMade(problem) from problem
    return _download(content, asked, suffix)


def _printed(request: HttpRequest, asked: Asked) -> HttpResponse:
    content = _content(asked)
    if content is None:
        messages.info(
            request, _("There is no PDF of what the briefing says now. Have it made: it takes some seconds.")
        )
        return redirect(_address("briefings:briefing", asked))
    return _download(content, asked, PDF)


def _content(asked: Asked) -> bytes | None:
    digest = actions.digest_of(document(asked))
    return queries.content_of(asked.audience, asked.language, asked.extent.name, digest)


def _download(content: bytes, asked: Asked, suffix: str) -> HttpResponse:
    name = f"briefing-{asked.extent.name}-{asked.language}.{suffix}"
    return HttpResponse(
        content,
        content_type=FORMATS[suffix].media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


def _address(name: str, asked: Asked, *values: str) -> str:
    return f"{reverse(name, args=values)}?{urlencode({'language': asked.language})}"
