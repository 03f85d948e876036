from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from tricity.cooperation import exports
from tricity.cooperation.analysis import ANY, HORIZONS, PARTS
from tricity.cooperation.digests import table, topics
from tricity.cooperation.digests.candidates import titles
from tricity.cooperation.digests.overlaps import CountryHead, country_heads
from tricity.cooperation.digests.timelines import timeline
from tricity.cooperation.models import OverlapRow
from tricity.cooperation.queries import overlap_row, public_opportunities
from tricity.knowledge.models import Horizon
from tricity.terms.models import Concept
from tricity.terms.queries import successor_of
from tricity.translation.names import name_in
from tricity.web.languages import reader_language
from tricity.web.pages import PAGE_SIZE, Page, page_number

MOST_CANDIDATES = 12


@require_safe
def overlaps(request: HttpRequest) -> HttpResponse:
    horizon, only_across = _horizon(request), request.GET.get("across") == "1"
    context = {
        "table": table(reader_language(), horizon, only_across=only_across),
        "horizon": horizon,
        "horizons": Horizon.choices,
        "only_across": only_across,
        "formats": list(exports.WRITERS),
    }
    return render(request, "cooperation/overlaps.html", context)


@require_safe
def download(request: HttpRequest, file_format: str) -> HttpResponse:
    writer = exports.WRITERS.get(file_format)
    if writer is None:
        raise Http404
    response = HttpResponse(writer(reader_language()), content_type=exports.CONTENT_TYPES[file_format])
    response.headers["Content-Disposition"] = f'attachment; filename="tricity-overlaps.{file_format}"'
    return response


@require_safe
def overlap(request: HttpRequest, topic: str, country: str = "") -> HttpResponse:
    language = reader_language()
    row = overlap_row(topic)
    if row is None and (into := successor_of(topic)):
        return redirect("cooperation:overlap", *filter(None, (into, country)), permanent=True)
    concept = row.concept if row else get_object_or_404(Concept, slug=topic)
    heads = country_heads(language)
    here = _country(heads, country)
    part = request.GET.get("part", "")
    chosen = topics.Chosen([here] if here else heads, part if part in PARTS else "", _horizon(request))
    context = {
        "concept": concept,
        "topic": name_in(concept.names, language),
        "definition": name_in(concept.definitions, language),
        "heads": heads,
        "here": here,
        "chosen": chosen,
        "sentence": topics.sentence(row, heads, language) if row else "",
        "made_at": row.run.finished_at if row else None,
        **_listed(request, row, chosen, language),
        "opportunities": _candidates(concept, language),
    }
    return render(request, "cooperation/overlap.html", context)


def _listed(
    request: HttpRequest, row: OverlapRow | None, chosen: topics.Chosen, language: str
) -> dict[str, object]:
    if row is None:
        return {"lines": [], "records": [], "cities": [], "page": Page(1, PAGE_SIZE, 0)}
    ids = topics.record_ids(row, chosen)
    page = Page(page_number(request), PAGE_SIZE, len(ids))
    return {
        "lines": topics.counts(row, chosen),
        "timeline": timeline(topics.told_ids(row, chosen), chosen.countries, language),
        "records": topics.records(ids[page.offset : page.offset + page.size], row.concept.slug, language),
        "cities": topics.cities_of(row, chosen, language),
        "page": page,
    }


def _candidates(concept: Concept, language: str) -> list[tuple[str, object]]:
    rows = list(public_opportunities().filter(concept=concept).order_by("-score", "key")[:MOST_CANDIDATES])
    named = titles(rows, language) if rows else {}
    return [(row.get_absolute_url(), named[row.pk]) for row in rows]


def _country(heads: list[CountryHead], code: str) -> CountryHead | None:
    if not code:
        return None
    found = next((head for head in heads if head.code.lower() == code), None)
    if found is None:
        raise Http404
    return found


def _horizon(request: HttpRequest) -> str:
    wanted = request.GET.get("horizon", ANY)
    return wanted if wanted in HORIZONS else ANY
