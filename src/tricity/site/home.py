"""What the home page shows: one screen that says what this is and lets one start."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from tricity.cooperation.digests import candidates, overlaps
from tricity.cooperation.queries import public_opportunities
from tricity.events.digests import present as present_events
from tricity.events.queries import featured
from tricity.knowledge.digests import present
from tricity.knowledge.queries import public_records

CANDIDATES_SHOWN = 3
# Records of each country, and how many of its newest are looked at for different kinds.
SHARE = 2
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
    table = overlaps.overview(language)
    rows = list(public_opportunities().order_by("-published_at", "pk")[:CANDIDATES_SHOWN])
    return {
        "examples": EXAMPLES[language],
        "table": table,
        "candidates": list(candidates.present_rows(rows, language).values()),
        "records": list(present(_newest([country.code for country in table.countries]), language).values()),
        "event": present_events([event], language)[0] if event else None,
    }


def _newest(countries: Iterable[str]) -> list[int]:
    """The newest records of each country, of different kinds where there are: nobody fills the page alone."""
    newest = public_records().order_by("-published_at", "-pk")
    nearest = [Q(pk__in=newest.filter(country=code).values("pk")[:LOOKED_AT]) for code in countries]
    if not nearest:
        return []
    found = newest.filter(reduce(or_, nearest)).order_by("-published_at")
    # There cannot be more. Told so, and not asked to order those of the same moment, PostgreSQL stops when it has them.
    taken = list(found.values_list("published_at", "pk", "kind", "country_id")[: LOOKED_AT * len(nearest)])
    rows = [(pk, kind, of) for _when, pk, kind, of in sorted(taken, reverse=True)]
    return [pk for code in countries for pk in _varied([(pk, kind) for pk, kind, of in rows if of == code])]


def _varied(rows: list[tuple[int, str]]) -> list[int]:
    """The first of each kind, then the others, as many as a country's share is; `rows` are (id, kind), newest first."""
    firsts = list({kind: pk for pk, kind in reversed(rows)}.values())
    firsts.sort(reverse=True)
    return [*firsts, *(pk for pk, _kind in rows if pk not in firsts)][:SHARE]
