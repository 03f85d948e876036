"""What the home page shows: one screen that says what this is and lets one start."""

from __future__ import annotations

from typing import Any

from tricity.cooperation.digests import candidates, overlaps
from tricity.cooperation.queries import public_opportunities
from tricity.events.digests import present as present_events
from tricity.events.queries import featured
from tricity.knowledge.digests import present
from tricity.knowledge.models import Kind
from tricity.knowledge.queries import public_records

CANDIDATES_SHOWN = 3
RECORDS_SHOWN = 6
# What officials of each language might type first; each finds records of all countries.
EXAMPLES = {
    "en": ("parking", "flood warning", "on-demand bus", "elderly living alone"),
    "ja": ("駐車場", "浸水対策", "オンデマンド交通", "一人暮らし高齢者の見守り"),
    "ko": ("주차", "침수 예방", "수요응답형 버스", "독거노인 돌봄"),
    "zh-hans": ("停车", "内涝预警", "需求响应公交", "独居老人"),
}


def home(language: str) -> dict[str, Any]:
    """Context of the page for a reader of `language`."""
    event = featured()
    rows = list(public_opportunities().order_by("-published_at", "pk")[:CANDIDATES_SHOWN])
    return {
        "examples": EXAMPLES[language],
        "table": overlaps.overview(language),
        "candidates": list(candidates.present_rows(rows, language).values()),
        "records": list(present(_newest(), language).values()),
        "event": present_events([event], language)[0] if event else None,
    }


def _newest() -> list[int]:
    """The newest records, two of each kind, so that no kind and no country fills the page alone."""
    share = RECORDS_SHOWN // len(Kind)
    newest = public_records().order_by("-published_at", "-pk")
    return [pk for kind in (Kind.NEED, Kind.INITIATIVE, Kind.SOLUTION) for pk in newest.filter(kind=kind).values_list("pk", flat=True)[:share]]
