from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tricity.search import queries
from tricity.search.facets import TITLES, chosen, conditions, facets
from tricity.search.found import Found
from tricity.search.suggestions import meant_topics, top_topics
from tricity.web.languages import reader_language
from tricity.web.pages import PAGE_SIZE, Page, page_number


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    language = reader_language()
    question = queries.query_text(request.GET.get("q"))
    asked = chosen(request.GET)
    found, page = _page(request, question, asked, language)
    context = {
        "question": question,
        "found": found,
        "facets": facets(found.counts, asked, language),
        "conditions": conditions(asked, language),
        "is_filtered": bool(asked),
        "page": page,
    }
    if not found.hits:
        context |= {"meant": meant_topics(question, language), "tops": top_topics(language)}
    template = "search/search.html#found" if _wants_part(request) else "search/search.html"
    return render(request, template, context)


def _page(
    request: HttpRequest, question: str, asked: dict[str, list[str]], language: str
) -> tuple[Found, Page]:
    """What was found and which page of it: the one asked for, or the last where there are not so many."""
    number = page_number(request)
    while True:
        found = queries.find(
            question,
            language=language,
            filters=asked,
            user=request.user,
            page=number,
            size=PAGE_SIZE,
            counts=tuple(TITLES),
        )
        page = Page(number, PAGE_SIZE, found.total)
        if number <= page.pages:
            return found, page
        number = page.pages


def _wants_part(request: HttpRequest) -> bool:
    htmx: Any = getattr(request, "htmx", None)
    return bool(htmx) and not htmx.history_restore_request
