"""Records, their reviews, claims, imports and downloads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.journeys.furnished import Furnished
from tests.journeys.patterns.resolver import LANGUAGE as L
from tests.journeys.patterns.things import (
    CURATORS,
    CURATORS_OF_JAPAN,
    EVERYBODY,
    FORMS_ONLY,
    OPERATORS,
    POSTED,
    SIGNED_IN,
    Known,
    Thing,
    by_role,
    lists,
    shortest_and_longest,
    ways,
)
from tests.journeys.site import Site

REVIEWERS = by_role((200,), visitor=(302,), member=(403,), organizer=(200, 403))
IMPORTERS = by_role((200,), visitor=(302,), member=(403,), organizer=(200,))
# Of Korea, where the curator of these roles has no say.
A_DRAFT = by_role((404,), editor=(200,), organizer=(200,), operator=(200,))
EDITORS_OF_A_DRAFT = {**A_DRAFT, "visitor": frozenset((302, 404))}


def records(kind: str, *, public_only: bool = True) -> Callable[[Site, Furnished], list[Thing]]:
    def find(site: Site, made: Furnished) -> list[Thing]:
        things = shortest_and_longest(
            site,
            "SELECT code FROM knowledge_record WHERE kind = ? AND publication_state = 'published' AND source = 'sample'"
            " ORDER BY length(title) + length(summary), code",
            kind,
        )
        for shape in ("empty", "long"):
            for country in ("CN", "JP", "KR"):
                code = site.one(
                    "SELECT code FROM knowledge_record WHERE external_id = ?", f"{shape}-{kind}-{country}"
                )
                things.append(Thing(f"{shape} {country}", (code,)))
        if not public_only:
            things.append(Thing("draft", (made.drafts[kind],), A_DRAFT))
        return things

    return find


def _every_record(site: Site, made: Furnished) -> list[Thing]:
    kinds = ("initiative", "need", "solution")
    found = ((kind, thing) for kind in kinds for thing in records(kind, public_only=False)(site, made))
    return [replace(thing, label=f"{kind} {thing.label}") for kind, thing in found]


def _edited_records(site: Site, made: Furnished) -> list[Thing]:
    korean = Thing("of Suwon", (made.drafts["need"],), EDITORS_OF_A_DRAFT)
    longest = site.one("SELECT code FROM knowledge_record WHERE external_id = 'long-initiative-JP'")
    rows = site.one(
        "SELECT code FROM knowledge_record WHERE kind = 'solution' AND country_id = 'JP' AND source = 'sample' ORDER BY code"
    )
    return [korean, Thing("longest", (longest,)), Thing("solution", (rows,))]


def _edited_records_of_reviewers(site: Site, made: Furnished) -> list[Thing]:
    """The same records; its editor does not review the draft of Suwon."""
    refused = {**EDITORS_OF_A_DRAFT, "editor": frozenset((403,))}
    return [
        replace(thing, statuses=refused) if thing.statuses is EDITORS_OF_A_DRAFT else thing
        for thing in _edited_records(site, made)
    ]


def _criteria(site: Site, made: Furnished) -> list[Thing]:
    return [Thing("first", site.rows("SELECT id FROM knowledge_criterion ORDER BY id")[0])]


def _claimed_records(site: Site, made: Furnished) -> list[Thing]:
    """Of the editor's own city: one is claimed already, which leads back to it; the other is not."""
    free = site.one("SELECT code FROM knowledge_record WHERE external_id = 'suwon'")
    claimed = site.one(
        "SELECT r.code FROM knowledge_record r JOIN knowledge_claim c ON c.record_id = r.id WHERE c.code = ?",
        made.claim,
    )
    others = by_role((403,), visitor=(302,), editor=(200,))
    return [
        Thing("free", (free,), others),
        Thing("claimed", (claimed,), {**others, "editor": frozenset((302,))}),
    ]


KNOWN: dict[str, Known] = {
    f"{L}initiatives/": Known(EVERYBODY, lists),
    f"{L}initiatives/<code>/": Known(EVERYBODY, records("initiative", public_only=False)),
    f"{L}needs/": Known(EVERYBODY, lists),
    f"{L}needs/<code>/": Known(EVERYBODY, records("need", public_only=False)),
    f"{L}solutions/": Known(EVERYBODY, lists),
    f"{L}solutions/<code>/": Known(EVERYBODY, records("solution", public_only=False)),
    f"{L}records/new/": Known(
        REVIEWERS,
        lambda site, made: [
            Thing("choose", ()),
            *(Thing(kind, (), query=f"?kind={kind}") for kind in ("initiative", "need", "solution")),
        ],
    ),
    f"{L}records/<code>/edit/": Known(CURATORS_OF_JAPAN, _edited_records),
    f"{L}records/<code>/state/": POSTED,
    f"{L}records/<code>/words/": Known(EVERYBODY, _every_record),
    f"{L}records/<code>/claim/": Known(SIGNED_IN, _claimed_records),
    f"{L}records/<code>/review/": Known(CURATORS_OF_JAPAN, _edited_records_of_reviewers),
    f"{L}records/<code>/versions/": Known(CURATORS_OF_JAPAN, _edited_records),
    f"{L}records/<code>/versions/<number>/restore/": Known(FORMS_ONLY, ways(("CODE", "1")), is_page=False),
    f"{L}review/": Known(REVIEWERS),
    f"{L}review/bodies/": Known(CURATORS),
    f"{L}review/reminders/": Known(FORMS_ONLY, is_page=False),
    f"{L}criteria/": Known(EVERYBODY),
    f"{L}criteria/new/": Known(OPERATORS),
    f"{L}criteria/<pk>/": Known(OPERATORS, _criteria),
    f"{L}claims/": Known(REVIEWERS),
    f"{L}claims/<code>/": POSTED,
    f"{L}data/": Known(EVERYBODY),
    f"{L}data/<what>.<file_format>": Known(
        EVERYBODY,
        ways(
            *(
                (what, kind)
                for what in ("records", "organizations", "cities")
                for kind in ("jsonl", "csv", "xlsx")
            ),
            roles=("visitor",),
        ),
        is_page=False,
    ),
    f"{L}import/": Known(IMPORTERS),
    f"{L}import/templates/<kind>.<file_format>": Known(
        EVERYBODY, ways(("need", "csv"), ("city", "xlsx")), is_page=False
    ),
    f"{L}import/<token>/": Known(
        by_role((404,), visitor=(302,), editor=(200,)), lambda site, made: [Thing("", (made.token,))]
    ),
}
