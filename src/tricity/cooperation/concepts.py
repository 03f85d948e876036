"""Candidates, ideas and overlaps follow when two topics become one, and come back when that is undone."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from django.utils.translation import ngettext

from tricity.cooperation.ideas.models import Idea
from tricity.cooperation.models import Opportunity, OverlapRow
from tricity.search.actions import touch
from tricity.terms.holders import Holder
from tricity.terms.models import Concept


def _candidates_label(number: int) -> str:
    return ngettext("%(number)d joint project candidate", "%(number)d joint project candidates", number) % {
        "number": number
    }


def _count_candidates(slugs: Collection[str]) -> int:
    return Opportunity.objects.filter(concept__slug__in=slugs, deleted_at=None).count()


def _move_candidates(going: Concept, staying: Concept) -> list[int]:
    rows = list(Opportunity.objects.filter(concept=going).order_by("pk"))
    Opportunity.objects.filter(concept=going).update(concept=staying)
    if rows:
        touch(*rows)
    return [row.pk for row in rows]


def _restore_candidates(going: Concept, staying: Concept, moved: list[int]) -> None:
    rows = list(Opportunity.objects.filter(pk__in=moved, concept=staying))
    Opportunity.objects.filter(pk__in=[row.pk for row in rows]).update(concept=going)
    if rows:
        touch(*rows)


def _ideas_label(number: int) -> str:
    return ngettext("%(number)d idea", "%(number)d ideas", number) % {"number": number}


def _count_ideas(slugs: Collection[str]) -> int:
    return Idea.objects.filter(topics__slug__in=slugs, deleted_at=None).distinct().count()


def _move_ideas(going: Concept, staying: Concept) -> list[list[Any]]:
    """[idea, whether it had the other topic beside it] of each."""
    rows = list(going.ideas.order_by("pk"))
    had_both = set(staying.ideas.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    staying.ideas.add(*rows)
    going.ideas.clear()
    if rows:
        touch(*rows)
    return [[row.pk, row.pk in had_both] for row in rows]


def _restore_ideas(going: Concept, staying: Concept, moved: list[list[Any]]) -> None:
    had_both = dict(moved)
    rows = list(staying.ideas.filter(pk__in=had_both))
    going.ideas.add(*rows)
    staying.ideas.remove(*(row for row in rows if not had_both[row.pk]))
    if rows:
        touch(*rows)


def _overlaps_label(number: int) -> str:
    return ngettext("%(number)d row of the overlaps", "%(number)d rows of the overlaps", number) % {
        "number": number
    }


def _count_overlaps(slugs: Collection[str]) -> int:
    """Of the newest analysis; the next one reckons them anew."""
    newest = OverlapRow.objects.exclude(run__finished_at=None).order_by("-run__finished_at").first()
    return (
        0 if newest is None else OverlapRow.objects.filter(run=newest.run_id, concept__slug__in=slugs).count()
    )


def _move_overlaps(going: Concept, staying: Concept) -> list[int]:
    """A run that has a row for each keeps that of the topic that stays."""
    taken = OverlapRow.objects.filter(concept=staying).values("run")
    pks = list(OverlapRow.objects.filter(concept=going).exclude(run__in=taken).values_list("pk", flat=True))
    OverlapRow.objects.filter(pk__in=pks).update(concept=staying)
    return pks


def _restore_overlaps(going: Concept, staying: Concept, moved: list[int]) -> None:
    OverlapRow.objects.filter(pk__in=moved, concept=staying).update(concept=going)


HOLDERS: Final = (
    Holder("candidates", _candidates_label, _count_candidates, _move_candidates, _restore_candidates),
    Holder("ideas", _ideas_label, _count_ideas, _move_ideas, _restore_ideas),
    Holder("overlaps", _overlaps_label, _count_overlaps, _move_overlaps, _restore_overlaps),
)
