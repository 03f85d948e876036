"""People of organizations, invitations, requests for accounts."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.furnished import Furnished
from tests.journeys.patterns.resolver import LANGUAGE as L
from tests.journeys.patterns.things import EVERYBODY, FORMS_ONLY, SIGNED_IN, Known, Thing, by_role, ways
from tests.journeys.site import Site

# Of a Korean organization; the organizer of the demo is the secretariat as well.
STEWARDS = by_role((403,), visitor=(302,), organizer=(200,), operator=(200,))
SITE_OPERATORS = by_role((403,), visitor=(302,), operator=(200,))


def _people_of_suwon(*path: object) -> Callable[[Site, Furnished], list[Thing]]:
    """The administration of Suwon, whose administrator is none of the roles; its editor may leave."""

    def find(site: Site, made: Furnished) -> list[Thing]:
        row = site.rows(
            "SELECT o.code, u.code FROM directory_organization o JOIN directory_membership m ON m.organization_id = o.id"
            " JOIN accounts_user u ON u.id = m.user_id WHERE u.username = 'city-ko'"
        )[0]
        return [Thing("Suwon", (row[0], *(row[1] if each == "USER" else each for each in path)))]

    return find


def _accounts(site: Site, made: Furnished) -> list[Thing]:
    named = "SELECT username, code FROM accounts_user WHERE username IN ('city-ko', 'curator-ja', 'operator')"
    return [Thing(name, (code,)) for name, code in site.rows(named)]


KNOWN: dict[str, Known] = {
    f"{L}organizations/<code>/people/": Known(STEWARDS, _people_of_suwon()),
    f"{L}organizations/<code>/people/invite/": Known(STEWARDS, _people_of_suwon()),
    f"{L}organizations/<code>/people/invitations/<invitation>/": Known(
        FORMS_ONLY, ways(("CODE", "CODE")), is_page=False
    ),
    f"{L}organizations/<code>/people/<user>/": Known(SITE_OPERATORS, _people_of_suwon("USER")),
    f"{L}organizations/<code>/leave/": Known(
        by_role((404,), visitor=(302,), editor=(200,)), _people_of_suwon()
    ),
    f"{L}join/<secret>/": Known(
        by_role((200,), operator=(403,)), lambda site, made: [Thing("", (made.invitation,))]
    ),
    f"{L}account-requests/": Known(SIGNED_IN),
    f"{L}account-requests/new/": Known(EVERYBODY),
    f"{L}account-requests/state/": Known(EVERYBODY),
    f"{L}account-requests/<code>/": Known(
        by_role((404,), visitor=(302,), organizer=(200,), operator=(200,)),
        lambda site, made: [Thing("", (made.account_request,))],
    ),
    f"{L}people/": Known(
        SITE_OPERATORS,
        lambda site, made: [
            Thing("", ()),
            Thing("found", (), query="?q=ko"),
            Thing("nothing", (), query="?q=zzzz"),
        ],
    ),
    f"{L}people/invite/": Known(SITE_OPERATORS),
    f"{L}people/<code>/": Known(SITE_OPERATORS, _accounts),
    f"{L}forgot-password/": Known(EVERYBODY),
    f"{L}recover/<secret>/": Known(EVERYBODY, lambda site, made: [Thing("", (made.recovery,))]),
    f"{L}my/recovery-codes/": Known(SIGNED_IN),
}
