"""What the home page shows: one screen that says what this is and lets one start."""

from __future__ import annotations

from typing import Any

from tricity.cooperation.digests import candidates, overlaps
from tricity.cooperation.queries import public_opportunities
from tricity.directory.queries import countries_in_order
from tricity.events.digests import present as present_events
from tricity.events.queries import featured
from tricity.knowledge.digests import present
from tricity.knowledge.queries import public_records

CANDIDATES_SHOWN = 3
RECORDS_SHOWN = 6
# Of each country; among them two of different kinds are sought.
LOOKED_AT = 30
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
        "records": list(present(_newest(language), language).values()),
        "event": present_events([event], language)[0] if event else None,
    }


def _newest(language: str) -> list[int]:
    """The newest records of each country, of different kinds where there are: nobody fills the page alone."""
    share = RECORDS_SHOWN // 3
    newest = public_records().order_by("-published_at", "-pk")
    chosen: list[int] = []
    for country in countries_in_order(language):
        rows = list(newest.filter(country=country).values_list("pk", "kind")[:LOOKED_AT])
        first_of_kind = {kind: pk for pk, kind in reversed(rows)}
        several = sorted(first_of_kind.values(), reverse=True)
        others = [pk for pk, _kind in rows if pk not in several]
        chosen += [*several, *others][:share]
    return chosen
