"""Matches and peers as rows of a run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tricity import synthesis
from tricity.cooperation.analysis import plain
from tricity.cooperation.models import Match, PeerPair, SynthesisRun
from tricity.knowledge.models import Record


def keep_matches(run: SynthesisRun, found: Sequence[synthesis.Match]) -> list[Match]:
    """Store some matches, and return the rows; those of records that were deleted since they were read are left out."""
    alive = _alive(pk for each in found for pk in (each.need_id, each.other_id))
    return Match.objects.bulk_create(
        Match(
            run=run,
            kind=each.kind.value,
            need_id=int(each.need_id),
            other_id=int(each.other_id),
            score=each.score,
            is_close=each.close,
            is_same_country=each.same_country,
            reasons=plain.match_reasons(each.reasons),
        )
        for each in found
        if {each.need_id, each.other_id} <= alive
    )


def keep_peers(run: SynthesisRun, found: Sequence[synthesis.Peers]) -> None:
    """Store some pairs of peers, as `keep_matches` does."""
    alive = _alive(side.id for each in found for side in (each.one, each.other))
    PeerPair.objects.bulk_create(
        PeerPair(
            run=run,
            one_id=int(each.one.id),
            other_id=int(each.other.id),
            score=each.score,
            is_close=each.close,
            is_same_country=each.same_country,
            reasons=plain.peer_reasons(each.reasons),
        )
        for each in found
        if {each.one.id, each.other.id} <= alive
    )


def _alive(ids: Iterable[str]) -> set[str]:
    named = {int(pk) for pk in ids}
    return set(map(str, Record.objects.filter(pk__in=named).values_list("pk", flat=True)))
