"""What a briefing is made from, as the newest analysis left it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, TextField, Value, When, Window
from django.db.models.functions import Cast, RowNumber

from tricity.briefings.audience import Audience
from tricity.briefings.models import PrintedBriefing
from tricity.cooperation.models import Match, Opportunity, OverlapRow, SynthesisRun
from tricity.cooperation.queries import in_countries
from tricity.knowledge.models import Kind, Record, Status
from tricity.knowledge.queries import public_records
from tricity.synthesis.records import PLANS, RUNNING
from tricity.web.identity import PublicationState

MOST_MATCHES = 500
# Sentences of rows that say: needed, and nobody runs it, plans it or offers it.
_UNANSWERED = ("needed", "needed_planned")


def candidates(audience: Audience, most: int) -> list[Opportunity]:
    """What the newest analysis found and nobody withdrew, the best founded first, as far as the audience may read it."""
    rows = Opportunity.objects.filter(deleted_at=None, is_current=True).select_related("concept")
    rows = rows.exclude(publication_state=PublicationState.ARCHIVED)
    if audience.countries is not None:
        rows = rows.annotate(country_text=Cast("countries", TextField()))
        rows = rows.filter(Q(publication_state=PublicationState.PUBLISHED) | in_countries(audience.countries))
    return list(rows.order_by("-score", "key")[:most])


def rows_of(run: SynthesisRun, slugs: Iterable[str]) -> list[OverlapRow]:
    """The rows of these topics, and of those that are needed while nobody runs or offers them; in order of their slugs."""
    wanted = Q(concept__slug__in=list(slugs)) | Q(sentence__key__in=_UNANSWERED)
    rows = OverlapRow.objects.filter(wanted, run=run)
    return list(rows.select_related("concept").order_by("concept__slug"))


def is_unanswered(row: OverlapRow) -> bool:
    return row.sentence.get("key") in _UNANSWERED


def counted() -> list[dict[str, Any]]:
    """How many public records of each kind each country has: {country, part, pk, counted}; `pk` is the newest of them."""
    part = Case(
        When(kind=Kind.NEED, then=Value("needs")),
        When(kind=Kind.SOLUTION, then=Value("solutions")),
        When(status__in=[Status(each) for each in PLANS], then=Value("plans")),
        When(status__in=[Status(each) for each in RUNNING], then=Value("running")),
        default=Value("other"),
    )
    return _sampled(public_records().annotate(part=part), "country", "part")


def undated() -> list[dict[str, Any]]:
    """Public needs without a time frame and initiatives without a year, by kind and country, as `counted` has them."""
    rows = public_records().filter(Q(kind=Kind.NEED, horizon="") | Q(kind=Kind.INITIATIVE, start_year=None))
    return _sampled(rows, "country", "kind")


def unmatched(run: SynthesisRun) -> list[dict[str, Any]]:
    """Public needs that nothing was found for, by country, as `counted` has them."""
    answered = Match.objects.filter(run=run, is_close=True).values("need")
    return _sampled(public_records().filter(kind=Kind.NEED).exclude(pk__in=answered), "country")


def _sampled(rows: QuerySet[Record], *groups: str) -> list[dict[str, Any]]:
    together = [F(each) for each in groups]
    newest = [F("published_at").desc(nulls_last=True), F("pk").desc()]
    rows = rows.annotate(
        counted=Window(Count("pk"), partition_by=together),
        place=Window(RowNumber(), partition_by=together, order_by=newest),
    )
    return list(rows.filter(place=1).order_by(*groups).values("pk", "counted", *groups))


def cities_named() -> dict[str, int]:
    """Country → how many of its cities public records speak of."""
    rows = public_records().exclude(city=None).order_by().values("country")
    return dict(rows.annotate(cities=Count("city", distinct=True)).values_list("country", "cities"))


def answers(run: SynthesisRun) -> list[tuple[int, int, str]]:
    """(work that runs, need it fits, country of the need) across borders, the closest first."""
    public = public_records().values("pk")
    rows = Match.objects.filter(
        run=run, kind=Match.Kind.EXPERIENCE, is_close=True, is_same_country=False,
        need__in=public, other__in=public, other__status__in=[Status(each) for each in RUNNING],
    )  # fmt: skip
    return list(
        rows.order_by("-score", "pk").values_list("other_id", "need_id", "need__country_id")[:MOST_MATCHES]
    )


def printed(audience: Audience, language: str) -> list[PrintedBriefing]:
    """The PDF files that were asked for, of every length, without their content."""
    rows = PrintedBriefing.objects.filter(audience=audience.key, language=language)
    return list(rows.defer("content").order_by("pk"))


def content_of(audience: Audience, language: str, extent: str, digest: str) -> bytes | None:
    """The PDF of the page with this digest, if it was made."""
    rows = PrintedBriefing.objects.filter(
        audience=audience.key, language=language, extent=extent, digest=digest
    )
    found = rows.exclude(content=None).values_list("content", flat=True).first()
    return None if found is None else bytes(found)


def citable(ids: Sequence[int]) -> dict[int, Record]:
    """The public ones among these records, with what a footnote says of them."""
    rows = public_records().filter(pk__in=ids).select_related("country", "city__country")
    return rows.only(
        "code", "kind", "title", "language", "published_at", "sources", "country", "city", "city__country",
        "country__names", "country__sort_keys", "country__language",
        "city__native_name", "city__names", "city__sort_keys", "city__country__language",
    ).in_bulk()  # fmt: skip
