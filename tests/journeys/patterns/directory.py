"""Countries, cities, organizations, services and country cards."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.furnished import Furnished
from tests.journeys.patterns.resolver import LANGUAGE as L
from tests.journeys.patterns.things import (
    CURATORS_OF_JAPAN,
    EVERYBODY,
    FORMS_ONLY,
    SIGNED_IN,
    Known,
    Thing,
    by_role,
    lists,
    shortest_and_longest,
    ways,
)
from tests.journeys.site import Site


def _cities(site: Site, made: Furnished) -> list[Thing]:
    of_sample = "SELECT code FROM directory_city WHERE latitude IS NOT NULL ORDER BY length(names), code"
    empty = site.rows(
        "SELECT code, native_name FROM directory_city WHERE native_name IN ('无名镇', '無名町', '무명읍')"
    )
    busiest = site.one(
        "SELECT c.code FROM directory_city c JOIN knowledge_record r ON r.city_id = c.id GROUP BY c.id ORDER BY COUNT(*) DESC"
    )
    return [
        *shortest_and_longest(site, of_sample),
        Thing("busiest", (busiest,)),
        *(Thing(f"empty {name}", (code,)) for code, name in empty),
    ]


def _organizations(site: Site, made: Furnished) -> list[Thing]:
    of_sample = "SELECT code FROM directory_organization WHERE source = 'sample' ORDER BY length(role_summary) + length(for_cities), code"
    empty = site.rows("SELECT code, external_id FROM directory_organization WHERE source = 'extremes'")
    return [*shortest_and_longest(site, of_sample), *(Thing(name, (code,)) for code, name in empty)]


def _statements(table: str, *, every: bool = False) -> Callable[[Site, Furnished], list[Thing]]:
    """Services or entries of country cards: those of Japan, or every country's."""

    def find(site: Site, made: Furnished) -> list[Thing]:
        country = "" if every else "jp-"
        return shortest_and_longest(
            site,
            f"SELECT code FROM directory_{table} WHERE external_id LIKE ? ORDER BY length(title), code",
            f"{country}%",
        )

    return find


def _new_service(site: Site, made: Furnished) -> list[Thing]:
    code = site.one("SELECT code FROM directory_organization WHERE external_id = 'jp-org-sci-japan'")
    return [Thing("", (), query=f"?organization={code}&kind=advice")]


def _edited_organizations(site: Site, made: Furnished) -> list[Thing]:
    def of(username: str) -> str:
        return str(
            site.one(
                "SELECT o.code FROM directory_organization o JOIN directory_membership m ON m.organization_id = o.id"
                " JOIN accounts_user u ON u.id = m.user_id WHERE u.username = ?",
                username,
            )
        )

    suwon = by_role((403,), visitor=(302,), editor=(200,), organizer=(200,), operator=(200,))
    return [
        Thing("administration of Suwon", (of("city-ko"),), suwon),
        Thing("association", (of("curator-ja"),), CURATORS_OF_JAPAN),
    ]


KNOWN: dict[str, Known] = {
    f"{L}countries/": Known(EVERYBODY),
    f"{L}countries/<code>/": Known(EVERYBODY, ways(("cn",), ("jp",), ("kr",))),
    f"{L}countries/<code>/card/": Known(EVERYBODY, ways(("cn",), ("jp",), ("kr",))),
    f"{L}country-cards/": Known(EVERYBODY),
    f"{L}country-cards/<section>/": Known(EVERYBODY, ways(("deciders",), ("ppp",), ("data",))),
    f"{L}national-bodies/": Known(
        EVERYBODY,
        lambda site, made: [
            Thing("", ()),
            Thing("training", (), query="?kind=training"),
            Thing("nonsense", (), query="?kind=%00&kind=x", roles=("visitor",)),
        ],
    ),
    f"{L}national-bodies/services.<file_format>": Known(EVERYBODY, ways(("csv",), ("jsonl",)), is_page=False),
    f"{L}services/new/": Known(CURATORS_OF_JAPAN, _new_service),
    f"{L}services/import/": Known(CURATORS_OF_JAPAN, _new_service),
    f"{L}services/<code>/": Known(EVERYBODY, _statements("service", every=True)),
    f"{L}services/<code>/edit/": Known(CURATORS_OF_JAPAN, _statements("service")),
    f"{L}services/<code>/versions/": Known(CURATORS_OF_JAPAN, _statements("service")),
    f"{L}services/<code>/do/<deed>/": Known(FORMS_ONLY, ways(("CODE", "publish")), is_page=False),
    f"{L}card-entries/new/": Known(
        CURATORS_OF_JAPAN, lambda site, made: [Thing("", (), query="?country=JP&section=ppp")]
    ),
    f"{L}card-entries/<code>/": Known(EVERYBODY, _statements("cardentry", every=True)),
    f"{L}card-entries/<code>/edit/": Known(CURATORS_OF_JAPAN, _statements("cardentry")),
    f"{L}card-entries/<code>/versions/": Known(CURATORS_OF_JAPAN, _statements("cardentry")),
    f"{L}card-entries/<code>/do/<deed>/": Known(FORMS_ONLY, ways(("CODE", "publish")), is_page=False),
    f"{L}cities/": Known(EVERYBODY, lists),
    f"{L}cities/<code>/": Known(EVERYBODY, _cities),
    f"{L}organizations/": Known(EVERYBODY, lists),
    f"{L}organizations/<code>/": Known(EVERYBODY, _organizations),
    f"{L}organizations/<code>/edit/": Known(SIGNED_IN, _edited_organizations),
}
