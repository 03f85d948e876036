"""Overlaps, opportunities, ideas and interests."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.furnished import Furnished
from tests.journeys.patterns.knowledge import records
from tests.journeys.patterns.resolver import LANGUAGE as L
from tests.journeys.patterns.things import (
    CURATORS,
    EVERYBODY,
    POSTED,
    SIGNED_IN,
    Known,
    Statuses,
    Thing,
    by_role,
    shortest_and_longest,
    ways,
)
from tests.journeys.site import Site


def _overlap_topics(site: Site, made: Furnished) -> list[Thing]:
    rows = "SELECT c.slug FROM terms_concept c JOIN cooperation_overlaprow o ON o.concept_id = c.id ORDER BY length(o.cells), c.slug"
    unused = site.one(
        "SELECT slug FROM terms_concept WHERE id NOT IN (SELECT concept_id FROM cooperation_overlaprow) ORDER BY slug"
    )
    return [*shortest_and_longest(site, rows), Thing("emptiest", (unused,))]


def _overlap_cells(site: Site, made: Furnished) -> list[Thing]:
    return [
        Thing(f"{thing.label} {country}", (*thing.values, country))
        for thing, country in zip(_overlap_topics(site, made), ("cn", "jp", "kr"), strict=True)
    ]


def _opportunities(site: Site, made: Furnished) -> list[Thing]:
    public = (
        "SELECT o.code FROM cooperation_opportunity o JOIN cooperation_evidence e ON e.opportunity_id = o.id"
        " WHERE o.publication_state = 'published' GROUP BY o.id ORDER BY SUM(length(e.quotation)), o.code"
    )
    draft = site.one(
        "SELECT code FROM cooperation_opportunity WHERE publication_state = 'draft' AND is_current AND countries LIKE '%JP%' ORDER BY code"
    )
    unpublished = by_role((404,), curator=(200,), organizer=(200,), operator=(200,))
    return [
        *shortest_and_longest(site, public),
        Thing("candidate", (draft,), unpublished),
        Thing("withdrawn", (made.withdrawn,), unpublished),
    ]


def _emergent(deed: str = "") -> Callable[[Site, Furnished], list[Thing]]:
    """The topics that analysis found with the least and the most to show; curators of any country decide on them."""
    rows = (
        "SELECT code FROM cooperation_topicproposal WHERE state = 'open' AND is_current"
        " ORDER BY length(records) + length(labels), code"
    )
    read = by_role((404,), curator=(200,), organizer=(200,), operator=(200,))
    statuses = {**read, "visitor": frozenset((302,))} if deed else read
    return lambda site, made: [
        Thing(each.label, each.values, statuses) for each in shortest_and_longest(site, rows)
    ]


def _decisions(site: Site, made: Furnished) -> list[Thing]:
    """The three forms, of a public candidate of Japan."""
    code = site.one(
        "SELECT code FROM cooperation_opportunity WHERE publication_state = 'published' AND countries LIKE '%JP%' ORDER BY code"
    )
    return [Thing(deed, (code, deed)) for deed in ("merge", "split", "rename")]


def _portfolios(site: Site, made: Furnished) -> list[Thing]:
    """Everything that can stand on the page: a set compared with another, limits that clash, and what cannot be meant."""
    public = site.one(
        "SELECT code FROM cooperation_opportunity WHERE publication_state = 'published' ORDER BY code"
    )
    refused = by_role((403,), visitor=(302,), curator=(422,), organizer=(422,), operator=(422,))
    return [
        Thing("", ()),
        Thing("compared", (), query=f"?projects=8&per_city=2&out={public}&before=projects%3D2"),
        Thing("clash", (), query=f"?projects=0&pin={public}"),
        Thing("refused", (), refused, "?projects=-1&long=x"),
    ]


def _interests(site: Site, made: Furnished) -> list[Thing]:
    """The member's, about a candidate of Japan, and the editor's, about a record of Japan."""
    sides = by_role((404,), visitor=(302,), member=(200,), curator=(200,), organizer=(200,), operator=(200,))
    other = site.one("SELECT code FROM cooperation_interest WHERE record_id IS NOT NULL")
    others = {**sides, "member": frozenset((404,)), "editor": frozenset((200,))}
    candidate = {**sides, "editor": frozenset((200, 404))}
    return [Thing("candidate", (made.interest,), candidate), Thing("record", (other,), others)]


def _express(site: Site, made: Furnished) -> list[Thing]:
    """Curators of these roles have a body of their own, too; the secretariat and the operator have none."""
    statuses = by_role((200,), visitor=(302,), organizer=(403,), operator=(403,))
    candidate = site.one(
        "SELECT code FROM cooperation_opportunity WHERE publication_state = 'published' ORDER BY code DESC"
    )
    empty = site.one("SELECT code FROM knowledge_record WHERE external_id = 'empty-need-CN'")
    long = site.one("SELECT code FROM knowledge_record WHERE external_id = 'long-solution-KR'")
    return [
        Thing("candidate", ("opportunity", candidate), statuses),
        Thing("question", ("record", empty), statuses, "?kind=question"),
        Thing("longest", ("record", long), statuses),
    ]


def _ideas(public: Statuses, draft: Statuses) -> Callable[[Site, Furnished], list[Thing]]:
    """The member's, of Korea."""
    return lambda site, made: [
        Thing("public", (made.talk.idea,), public),
        Thing("draft", (made.talk.draft_idea,), draft),
    ]


A_DRAFT_IDEA = by_role((404,), member=(200,), organizer=(200,), operator=(200,))


KNOWN: dict[str, Known] = {
    f"{L}overlaps/": Known(
        EVERYBODY,
        lambda site, made: [
            Thing("", ()),
            Thing("across", (), query="?across=1"),
            Thing("short", (), query="?horizon=short"),
        ],
    ),
    f"{L}overlaps/download.<file_format>": Known(
        EVERYBODY, ways(("csv",), ("xlsx",), ("json",)), is_page=False
    ),
    f"{L}overlaps/<topic>/": Known(EVERYBODY, _overlap_topics),
    f"{L}overlaps/<topic>/<country>/": Known(EVERYBODY, _overlap_cells),
    f"{L}needs/<code>/matches/": Known(EVERYBODY, records("need")),
    f"{L}solutions/<code>/needs/": Known(EVERYBODY, records("solution")),
    f"{L}initiatives/<code>/needs/": Known(EVERYBODY, records("initiative")),
    f"{L}initiatives/<code>/peers/": Known(EVERYBODY, records("initiative")),
    f"{L}opportunities/": Known(
        EVERYBODY,
        lambda site, made: [
            Thing("", ()),
            Thing("one country", (), query="?country=JP"),
            Thing("nothing", (), query="?country=XX"),
        ],
    ),
    f"{L}emergent-topics/": Known(
        CURATORS, lambda site, made: [Thing("", ()), Thing("decided", (), query="?state=decided")]
    ),
    f"{L}emergent-topics/<code>/": Known(EVERYBODY, _emergent()),
    f"{L}emergent-topics/<code>/accept/": Known(SIGNED_IN, _emergent("accept")),
    f"{L}emergent-topics/<code>/merge/": Known(SIGNED_IN, _emergent("merge")),
    f"{L}emergent-topics/<code>/dismiss/": POSTED,
    f"{L}emergent-topics/<code>/reopen/": POSTED,
    f"{L}opportunities/portfolio/": Known(CURATORS, _portfolios),
    f"{L}opportunities/<code>/": Known(EVERYBODY, _opportunities),
    f"{L}opportunities/<code>/publish/": POSTED,
    f"{L}opportunities/<code>/withdraw/": POSTED,
    f"{L}opportunities/<code>/decide/<deed>/": Known(
        by_role((403, 404), visitor=(302,), curator=(200,), organizer=(200,), operator=(200,)), _decisions
    ),
    f"{L}ideas/": Known(
        EVERYBODY,
        lambda site, made: [
            Thing("", ()),
            Thing("one country", (), query="?country=KR"),
            Thing("nothing", (), query="?country=XX&topic=%00&kind=x"),
        ],
    ),
    f"{L}ideas/new/": Known(by_role((200,), visitor=(302,), organizer=(403,), operator=(403,))),
    f"{L}ideas/<code>/": Known(EVERYBODY, _ideas(EVERYBODY, A_DRAFT_IDEA)),
    f"{L}ideas/<code>/edit/": Known(
        EVERYBODY,
        _ideas(
            by_role((403,), visitor=(302,), member=(200,), organizer=(200,), operator=(200,)),
            {**A_DRAFT_IDEA, "visitor": frozenset((302,))},
        ),
    ),
    f"{L}ideas/<code>/state/": POSTED,
    f"{L}interests/": Known(
        SIGNED_IN,
        lambda site, made: [Thing(box, (), query=f"?box={box}") for box in ("all", "received", "sent")],
    ),
    f"{L}interests/new/<kind>/<code>/": Known(SIGNED_IN, _express),
    f"{L}interests/<code>/": Known(SIGNED_IN, _interests),
}
