"""Search and saved searches."""

from __future__ import annotations

from urllib.parse import quote

from tests.journeys.furnished import Furnished
from tests.journeys.patterns.resolver import LANGUAGE as L
from tests.journeys.patterns.things import EVERYBODY, FORMS_ONLY, ROLES, SIGNED_IN, Known, Thing, ways
from tests.journeys.site import Site


def _searches(site: Site, made: Furnished) -> list[Thing]:
    long = "스마트 도시 교통 데이터 " * 25
    asked = {"nothing asked": "", "Korean": "주차장 부족", "Japanese": "防災 データ", "Chinese": "智慧交通", "English": "aging society",
             "nothing found": "zzzzqqqq", "longest": long[:400]}  # fmt: skip
    return [
        Thing(
            label,
            (),
            query=f"?q={quote(words)}" if words else "",
            roles=ROLES if label == "Korean" else ("visitor",),
        )
        for label, words in asked.items()
    ]


KNOWN: dict[str, Known] = {
    f"{L}my/searches/": Known(SIGNED_IN),
    f"{L}my/searches/save/": Known(FORMS_ONLY, is_page=False),
    f"{L}my/searches/<pk>/seen/": Known(FORMS_ONLY, ways(("1",)), is_page=False),
    f"{L}my/searches/<pk>/delete/": Known(FORMS_ONLY, ways(("1",)), is_page=False),
    f"{L}search/": Known(EVERYBODY, _searches),
}
