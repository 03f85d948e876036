"""Topics, proposals for them and their files."""

from __future__ import annotations

from urllib.parse import quote

from tests.journeys.furnished import Furnished
from tests.journeys.patterns.resolver import LANGUAGE as L
from tests.journeys.patterns.things import (
    CURATORS,
    EVERYBODY,
    FILE,
    FORMS_ONLY,
    POSTED,
    SIGNED_IN,
    Known,
    Thing,
    by_role,
    shortest_and_longest,
    ways,
)
from tests.journeys.site import Site


def _topics(site: Site, made: Furnished) -> list[Thing]:
    everything = "SELECT slug FROM terms_concept ORDER BY length(names), slug"
    used = (
        "SELECT c.slug FROM terms_concept c JOIN knowledge_recordtopic t ON t.concept_id = c.id"
        " GROUP BY c.id ORDER BY COUNT(*), c.slug"
    )
    unused = "SELECT slug FROM terms_concept WHERE id NOT IN (SELECT concept_id FROM knowledge_recordtopic) ORDER BY slug"
    empty = [Thing("emptiest", row) for row in site.rows(unused)[:1]]
    misleading = "SELECT slug FROM terms_concept WHERE false_friends <> '[]' ORDER BY slug"
    told = [Thing("with misleading words", row) for row in site.rows(misleading)[:1]]
    return [
        *shortest_and_longest(site, everything),
        *told,
        Thing("most used", (site.rows(used)[-1][0],)),
        *empty,
    ]


def _false_friends(site: Site, made: Furnished) -> list[Thing]:
    asked = {"second page": "?page=2", "by form": "?sort=form&pair=zh-hans.zh-hant", "found": f"?q={quote('検討')}",
             "nothing": "?q=zzzzqqqq", "nonsense": "?page=x&pair=%27&sort=%00&q=%00"}  # fmt: skip
    return [
        Thing("", ()),
        *(Thing(label, (), query=query, roles=("visitor",)) for label, query in asked.items()),
    ]


KNOWN: dict[str, Known] = {
    f"{L}topics/": Known(EVERYBODY),
    f"{L}topics/export.ttl": FILE,
    f"{L}topics/export.jsonld": FILE,
    f"{L}topics/export.tbx": FILE,
    f"{L}topics/false-friends/": Known(EVERYBODY, _false_friends),
    f"{L}topics/propose/": Known(SIGNED_IN),
    f"{L}topics/proposals/": Known(CURATORS),
    f"{L}topics/proposals/mine/": Known(SIGNED_IN),
    f"{L}topics/proposals/approve/": Known(FORMS_ONLY, is_page=False),
    f"{L}topics/proposals/<code>/": Known(
        by_role((200,), visitor=(404,), member=(404,)), lambda site, made: [Thing("", (made.proposal,))]
    ),
    f"{L}topics/proposals/<code>/decide/": POSTED,
    f"{L}topics/import/": Known(CURATORS),
    f"{L}topics/import/<code>/": Known(
        by_role((404,), visitor=(302,), curator=(200,)), lambda site, made: [Thing("", (made.terms_file,))]
    ),
    f"{L}topics/<slug>/": Known(EVERYBODY, _topics),
    f"{L}topics/<slug>/history/": Known(EVERYBODY, ways(("smart-parking",), ("mobility",))),
    f"{L}topics/<slug>/propose/": Known(
        SIGNED_IN,
        lambda site, made: [
            Thing(code, ("mobility",), query=f"?language={code}")
            for code in ("zh-hans", "zh-hant", "ja", "ko", "en")
        ],
    ),
    f"{L}topics/<slug>/propose/merge/": Known(CURATORS, ways(("mobility",))),
    f"{L}topics/<slug>/propose/move/": Known(CURATORS, ways(("mobility",), ("smart-parking",))),
    f"{L}topics/<slug>/propose/misleading-word/": Known(SIGNED_IN, ways(("mobility",))),
}
