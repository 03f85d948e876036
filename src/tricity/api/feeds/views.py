from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tricity.api.feeds.atom import CONTENT_TYPE, Entry, Feed, document
from tricity.directory.names import organization_name
from tricity.events.digests import present as present_events
from tricity.events.queries import public_events
from tricity.knowledge.digests import present
from tricity.knowledge.facets import filters_of
from tricity.knowledge.models import Kind, Record
from tricity.knowledge.queries import matching, public_records
from tricity.search.queries import find, query_text
from tricity.terms.models import SCHEME_URI
from tricity.web.chosen import site_name
from tricity.web.languages import reader_language
from tricity.web.text import LocalizedText

MOST = 50
KINDS = {f"{kind}s": kind for kind in Kind.values}


@require_safe
def feed(request: HttpRequest, what: str) -> HttpResponseBase:
    """The newest 50 of a list, narrowed down by the filters in the address as the list is.

    It has an `ETag` and no `Last-Modified`: a record that is withdrawn changes the feed to an earlier time.
    """
    if what not in MAKERS:
        raise Http404
    content = document(MAKERS[what](request, what))
    response = HttpResponse(
        content, content_type=CONTENT_TYPE, headers={"Cache-Control": "public, max-age=300"}
    )
    etag = f'"{hashlib.sha256(content).hexdigest()[:24]}"'
    response.headers["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response


def _records(request: HttpRequest, what: str) -> Feed:
    filters, words = filters_of(request.GET), query_text(request.GET.get("q"))
    kind = KINDS.get(what)
    kinds = [each for each in request.GET.getlist("kind") if each in Kind.values]
    if kinds:
        filters["kind"] = kinds
    rows = list(_found(words, kind, filters) if words else _newest(kind, filters))
    language = reader_language()
    views = present([row.pk for row in rows], language)
    entries = [
        Entry(
            uri=row.uri,
            url=request.build_absolute_uri(row.get_absolute_url()),
            title=views[row.pk].title,
            summary=views[row.pk].summary,
            published_at=row.published_at or row.created_at,
            updated_at=row.updated_at,
            author=str(organization_name(row.owner, language)) if row.owner else site_name(),
            topics=[(f"{SCHEME_URI}:{topic.slug}", str(topic.name)) for topic in views[row.pk].topics],
        )
        for row in rows
    ]
    kept = [*filters.items(), *([("q", [words])] if words else [])]
    page = reverse(f"knowledge:{what}") if kind else reverse("search:search")
    return _feed(request, what, _title(what), page, kept, entries)


def _newest(kind: str | None, filters: Mapping[str, Sequence[str]]) -> QuerySet[Record]:
    rows = public_records().filter(matching(filters)).select_related("owner")
    rows = rows.filter(kind=kind) if kind else rows
    return rows.order_by("-published_at", "-pk")[:MOST]


def _found(words: str, kind: str | None, filters: Mapping[str, Sequence[str]]) -> list[Record]:
    """The best answers to a saved question, the newest of them first."""
    kinds = [kind] if kind else Kind.values
    hits = find(words, language=reader_language(), kinds=kinds, filters=filters, size=MOST).hits
    rows = public_records().filter(pk__in=[hit.pk for hit in hits]).select_related("owner")
    return list(rows.order_by("-published_at", "-pk"))


def _events(request: HttpRequest, what: str) -> Feed:
    rows = list(public_events().order_by("-published_at", "-pk")[:MOST])
    views = {view.pk: view for view in present_events(rows, reader_language())}
    entries = [
        Entry(
            uri=row.uri,
            url=request.build_absolute_uri(row.get_absolute_url()),
            title=views[row.pk].title,
            summary=views[row.pk].summary or LocalizedText("", reader_language()),
            published_at=row.published_at or row.created_at,
            updated_at=row.updated_at,
            author=site_name(),
        )
        for row in rows
    ]
    return _feed(request, what, _title(what), reverse("events:events"), [], entries)


def _feed(
    request: HttpRequest,
    what: str,
    title: str,
    page: str,
    kept: Sequence[tuple[str, Sequence[str]]],
    entries: Sequence[Entry],
) -> Feed:
    query = urlencode(sorted(kept), doseq=True)
    mark = f"?{query}" if query else ""
    start = settings.NODE_URI
    separator = ":" if start.startswith("urn:") else "/"
    name = separator.join([start, "feeds", reader_language(), what])
    own = reverse("api:feed", args=[what])
    return Feed(
        uri=f"{name}{mark}",
        title=f"{title} · {site_name()}",
        language=reader_language(),
        url=request.build_absolute_uri(f"{page}{mark}"),
        own_url=request.build_absolute_uri(f"{own}{mark}"),
        author=site_name(),
        entries=entries,
    )


def _title(what: str) -> str:
    titles = {
        "records": _("All records"),
        "initiatives": _("Initiatives"),
        "needs": _("Needs"),
        "solutions": _("Solutions"),
        "events": _("Events"),
    }
    return titles[what]


MAKERS: dict[str, Callable[[HttpRequest, str], Feed]] = {
    "records": _records,
    **dict.fromkeys(KINDS, _records),
    "events": _events,
}
