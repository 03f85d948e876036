from __future__ import annotations

from django.db.models import Q, QuerySet, Subquery

from tricity.cooperation.models import Match, OverlapRow, SynthesisRun
from tricity.knowledge.models import Record
from tricity.knowledge.queries import public_records


def _finished() -> QuerySet[SynthesisRun]:
    return SynthesisRun.objects.filter(finished_at__isnull=False).order_by("-finished_at", "-pk")


def latest_run() -> SynthesisRun | None:
    """The run people see, with its overview."""
    return _finished().first()


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
    """Matches of a need, or of what may answer needs, best first; both sides are public."""
    mine = {"need": record} if record.kind == "need" else {"other": record}
    public = public_records().values("pk")
    return (
        Match.objects.filter(run=_newest(), need__in=public, other__in=public, **mine)
        .select_related("need", "other")
        .order_by("-score", "pk")
    )


def matches_between(mine: QuerySet[Record], theirs: QuerySet[Record]) -> QuerySet[Match]:
    """Matches of the newest run between a record of the one and one of the other, best first; both are public."""
    one, other = mine.values("pk"), theirs.values("pk")
    across = Q(need__in=one, other__in=other) | Q(need__in=other, other__in=one)
    return Match.objects.filter(across, run=_newest()).order_by("-score", "pk")
