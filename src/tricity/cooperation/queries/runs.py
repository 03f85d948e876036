from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Case, F, FloatField, Q, QuerySet, Subquery, Value, When
from django.db.models.expressions import CombinedExpression

from tricity.cooperation.models import Match, OverlapRow, PeerPair, SynthesisRun
from tricity.knowledge.models import Record
from tricity.knowledge.queries import public_records
from tricity.synthesis import records as core
from tricity.synthesis.match_terms import BY_HORIZON, BY_PRIORITY


def _finished() -> QuerySet[SynthesisRun]:
    return SynthesisRun.objects.filter(finished_at__isnull=False).order_by("-finished_at", "-pk")


def latest_run() -> SynthesisRun | None:
    """The run people see, with its overview."""
    return _finished().first()


def latest_run_id() -> int | None:
    """Its row id alone."""
    return _finished().values_list("pk", flat=True).first()


def _newest() -> Subquery:
    return Subquery(_finished().values("pk")[:1])


def overlap_rows() -> QuerySet[OverlapRow]:
    """The full grid of the newest run, in order of topic slug."""
    return OverlapRow.objects.filter(run=_newest()).select_related("concept").order_by("concept__slug")


def overlap_row(slug: str) -> OverlapRow | None:
    return (
        OverlapRow.objects.filter(run=_newest(), concept__slug=slug).select_related("concept", "run").first()
    )


def matches_of_record(record: Record) -> QuerySet[Match]:
    """Matches of a need, or of what may answer needs, best first; both sides are public.

    Needs stand in the order of their nearness and of the priority and the time frame they state.
    """
    is_need = record.kind == "need"
    public = public_records().values("pk")
    rows = Match.objects.filter(run=_newest(), need__in=public, other__in=public)
    rows = rows.select_related("need__owner", "other__owner").prefetch_related("other__deployments")
    if is_need:
        return rows.filter(need=record).order_by("-score", "pk")
    return rows.filter(other=record).annotate(weight=_weight()).order_by("-weight", "-score", "pk")


def _weight() -> CombinedExpression:
    """As `synthesis.match_terms.weight`, in the database; what is not stated counts as the middle."""
    one = Value(1.0, FloatField())
    priority = Case(
        *(When(need__priority=key.value, then=Value(by)) for key, by in BY_PRIORITY.items() if key),
        default=one,
    )
    horizon = Case(
        *(When(need__horizon=key.value, then=Value(by)) for key, by in BY_HORIZON.items() if key),
        default=one,
    )
    return F("score") * priority * horizon


def peers_of_record(record: Record) -> QuerySet[PeerPair]:
    """The pairs an initiative stands in, most alike first; both sides are public."""
    public = public_records().values("pk")
    rows = PeerPair.objects.filter(Q(one=record) | Q(other=record), run=_newest())
    return rows.filter(one__in=public, other__in=public).order_by("-score", "pk")


def matches_between(mine: QuerySet[Record], theirs: QuerySet[Record]) -> QuerySet[Match]:
    """Matches of the newest run between a record of the one and one of the other, best first; both are public."""
    one, other = mine.values("pk"), theirs.values("pk")
    across = Q(need__in=one, other__in=other) | Q(need__in=other, other__in=one)
    return Match.objects.filter(across, run=_newest()).order_by("-score", "pk")


def told_in_time(ids: Sequence[int]) -> list[core.Record]:
    """The public records among `ids` with what a timeline reads of them; one query."""
    rows = public_records().filter(pk__in=ids).order_by("pk")
    columns = rows.values_list("pk", "kind", "country", "status", "horizon", "start_year", "end_year")
    return [
        core.Record(
            id=str(pk),
            kind=core.Kind(kind),
            country=country,
            title="",
            status=core.Status(status) if status else None,
            horizon=core.Horizon(horizon) if horizon else None,
            start_year=start_year,
            end_year=end_year,
        )
        for pk, kind, country, status, horizon, start_year, end_year in columns
    ]
