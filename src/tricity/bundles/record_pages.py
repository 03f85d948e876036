"""Records and candidates as pages of a bundle, each linked to the others that are in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.utils.translation import gettext as _

from tricity.bundles.contents import NOBODY
from tricity.bundles.rendering import Page
from tricity.cooperation.digests import OpportunityView, present_whole
from tricity.cooperation.models import Opportunity
from tricity.knowledge.digests import RecordView, present
from tricity.knowledge.models import Kind
from tricity.knowledge.publication.disclosure import disclosed
from tricity.knowledge.queries import whole_records

RECORDS = "records.html"
AT_ONCE = 100
View = TypeVar("View", RecordView, OpportunityView)


@dataclass(frozen=True, slots=True)
class Card:
    """A record or candidate in a list, and the name of its page; that is empty for one that is not in the bundle."""

    page: str
    view: RecordView | OpportunityView


def record_name(code: str) -> str:
    """Codes have capitals and figures only: in small letters they stay apart."""
    return f"r-{code.lower()}.html"


def candidate_name(code: str) -> str:
    return f"c-{code.lower()}.html"


def list_page(candidates: Sequence[OpportunityView], records: Sequence[RecordView]) -> Page:
    """Candidates, then records by kind; each group by title in the reader's language."""
    groups = [(Kind(kind).label, [each for each in records if each.kind == kind]) for kind in Kind.values]
    context = {
        "candidates": [Card(candidate_name(each.code), each) for each in _by_title(candidates)],
        "groups": [
            (label, [Card(record_name(each.code), each) for each in _by_title(rows)])
            for label, rows in groups
            if rows
        ],
    }
    return Page(RECORDS, "bundles/records.html", _("Records"), context, RECORDS)


def record_views(ids: Sequence[int], language: str) -> list[RecordView]:
    """Cards alone, in the order of the ids."""
    found: list[RecordView] = []
    for start in range(0, len(ids), AT_ONCE):
        found += present(ids[start : start + AT_ONCE], language).values()
    return found


def record_pages(
    ids: Sequence[int], language: str, named_by: Mapping[int, Sequence[OpportunityView]]
) -> Iterable[Page]:
    """Whole records with the parts everybody may read; `named_by`: record id → candidates of the bundle that cite it."""
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        rows = whole_records().in_bulk(some)
        for pk, view in present(some, language, whole=True).items():
            parts = disclosed(NOBODY, rows[pk], language, is_insider=False)
            cited = [Card(candidate_name(each.code), each) for each in named_by.get(pk, ())]
            context = {"record": view, "parts": parts, "candidates": cited}
            yield Page(record_name(view.code), "bundles/record.html", str(view.title), context, RECORDS)


def candidate_views(rows: Sequence[Opportunity], language: str) -> list[OpportunityView]:
    """Whole, in the order given."""
    return [present_whole(row, language) for row in rows]


def candidate_page(view: OpportunityView, sessions: Sequence[object], carried: Collection[int]) -> Page:
    """`sessions` on whose programme it stands; `carried`: ids of the records that are in the bundle."""
    parts = [
        (
            part,
            [
                (record_name(item.record.code) if item.record.pk in carried else "", item)
                for item in part.items
            ],
        )
        for part in view.parts
    ]
    context = {"candidate": view, "parts": parts, "on_programme": sessions}
    return Page(candidate_name(view.code), "bundles/candidate.html", str(view.title), context, RECORDS)


def cited_by(candidates: Sequence[OpportunityView]) -> dict[int, list[OpportunityView]]:
    """Record id → the candidates that cite it."""
    found: dict[int, list[OpportunityView]] = {}
    for candidate in candidates:
        for pk in {item.record.pk for part in candidate.parts for item in part.items}:
            found.setdefault(pk, []).append(candidate)
    return found


def _by_title(views: Sequence[View]) -> list[View]:
    return sorted(views, key=lambda each: (str(each.title), each.code))
