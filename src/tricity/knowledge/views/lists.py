from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tricity.knowledge import queries
from tricity.knowledge.digests import present
from tricity.knowledge.facets import COUNTED, chosen, facets, filters_of
from tricity.knowledge.models import Kind
from tricity.search.queries import Found, find
from tricity.web.languages import reader_language
from tricity.web.pages import PAGE_SIZE, Page, page_number

LONGEST_QUERY = 400
NEWEST, BY_TITLE, RELEVANCE = "newest", "title", "relevance"


def listing(request: HttpRequest, kind: str) -> HttpResponse:
    """All records of a kind, narrowed by facets and words; ordered by relevance, date or title, never by figures."""
    text = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    language = reader_language()
    filters = filters_of(request.GET)
    order = RELEVANCE if text else BY_TITLE if request.GET.get("sort") == BY_TITLE else NEWEST
    number = page_number(request)
    if order == BY_TITLE:
        found = _find(request, kind, "", filters, page=1, size=0, user=None)
        page = Page(number, PAGE_SIZE, found.total)
        ids = queries.ids_by_title(kind, language, filters, offset=page.offset, limit=PAGE_SIZE)
        rows: list[dict[str, Any]] = [{"object": view} for view in present(ids, language).values()]
    else:
        found = _find(request, kind, text, filters, page=number, size=PAGE_SIZE, user=request.user)
        page = Page(number, PAGE_SIZE, found.total)
        rows = [{"object": hit.object, "hit": hit if text else None} for hit in found.hits]
    context = {
        "kind": kind,
        "heading": _headings()[kind],
        "lead": _leads()[kind],
        "q": text,
        "order": order,
        "rows": rows,
        "page": page,
        "facets": facets(kind, found.counts, filters, language),
        "chosen": chosen(filters, language),
        "kept": {name: values for name, values in filters.items() if name not in COUNTED[kind]},
        "is_ready": found.is_ready,
        "is_narrowed": bool(filters or text),
    }
    is_part = request.htmx and not request.htmx.boosted  # type: ignore[attr-defined]
    return render(request, "knowledge/list.html#list" if is_part else "knowledge/list.html", context)


def _find(
    request: HttpRequest,
    kind: str,
    text: str,
    filters: dict[str, list[str]],
    *,
    page: int,
    size: int,
    user: Any,
) -> Found:
    return find(
        text or None,
        language=reader_language(),
        kinds=[kind],
        filters=filters,
        user=user,
        page=page,
        size=size,
        counts=COUNTED[kind],
    )


def _headings() -> dict[str, str]:
    return {
        Kind.INITIATIVE.value: _("Initiatives"),
        Kind.NEED.value: _("Needs"),
        Kind.SOLUTION.value: _("Solutions"),
    }


def _leads() -> dict[str, str]:
    return {
        Kind.INITIATIVE.value: _("What cities plan, try out and run."),
        Kind.NEED.value: _("What cities look for partners and experience for."),
        Kind.SOLUTION.value: _("What providers offer, and where it is in use."),
    }
