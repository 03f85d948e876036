"""Every URL pattern of the site, what to put into it, and who may open it.

The patterns are read from Django's resolver. What is not described in `KNOWN` makes a test fail, so no page is forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern

from tests.journeys.furnished import Furnished
from tests.journeys.site import Site

ROLES = ("visitor", "member", "editor", "curator", "organizer", "operator")
Statuses = Mapping[str, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Thing:
    """An object to open a pattern with; `statuses` where they differ from the pattern's."""

    label: str
    values: tuple[object, ...]
    statuses: Statuses | None = None
    query: str = ""
    roles: tuple[str, ...] = ROLES


@dataclass(frozen=True, slots=True)
class Known:
    """`things` finds the objects; `is_page` is False for files and for what answers only to forms."""

    statuses: Statuses
    things: Callable[[Site, Furnished], list[Thing]] = lambda site, made: [Thing("", ())]
    is_page: bool = True


def _roles(default: tuple[int, ...], **of: tuple[int, ...]) -> Statuses:
    return {role: frozenset(of.get(role, default)) for role in ROLES}


EVERYBODY = _roles((200,))
SIGNED_IN = _roles((200,), visitor=(302,))
DESKS = _roles((200,), visitor=(302,), member=(403,))
REVIEWERS = _roles((200,), visitor=(302,), member=(403,), organizer=(200, 403))
IMPORTERS = _roles((200,), visitor=(302,), member=(403,), organizer=(200,))
CURATORS = _roles((403,), visitor=(302,), curator=(200,), organizer=(200,), operator=(200,))
# Who edits for a body: the organizer and the operator of the demo act for none.
BODIES = _roles((403,), visitor=(302,), editor=(200,), curator=(200,))
A_DOCUMENT = _roles((404,), visitor=(302,), editor=(200,))
# A source of Suwon: its editor sees it; the curator of these roles is of Japan.
OF_A_SOURCE = _roles((404,), visitor=(302,), editor=(200,), organizer=(200,), operator=(200,))
FORMS_ONLY = _roles((405,), visitor=(302, 405))
ORGANIZERS = _roles((403,), visitor=(302,), organizer=(200,), operator=(200,))
OF_A_DRAFT_EVENT = _roles((404,), visitor=(302,), organizer=(200,), operator=(200,))
A_DRAFT_EVENT = _roles((404,), organizer=(200,), operator=(200,))
# Of Korea, where the curator of these roles has no say.
A_DRAFT = _roles((404,), editor=(200,), organizer=(200,), operator=(200,))
EDITORS_OF_A_DRAFT = {**A_DRAFT, "visitor": frozenset((302, 404))}
# The organizer of the demo is the secretariat as well.
OPERATORS = _roles((403,), visitor=(302,), organizer=(200, 403), operator=(200,))
OPERATORS_ALONE = _roles((403,), visitor=(302,), operator=(200,))
# Of a Korean organization; the organizer of the demo is the secretariat as well.
STEWARDS = _roles((403,), visitor=(302,), organizer=(200,), operator=(200,))
SITE_OPERATORS = _roles((403,), visitor=(302,), operator=(200,))
CURATORS_OF_JAPAN = _roles((403,), visitor=(302,), curator=(200,), organizer=(200,), operator=(200,))


def patterns() -> Iterator[str]:
    """Every route of the site, its converters left out: `<language>/needs/<code>/`."""

    def walk(entries: list[URLPattern | URLResolver], start: str) -> Iterator[str]:
        for entry in entries:
            route = start + _route(entry)
            if isinstance(entry, URLResolver):
                yield from walk(entry.url_patterns, route)
            else:
                yield route

    yield from dict.fromkeys(walk(get_resolver("tricity.site.urls").url_patterns, ""))


LANGUAGE = "<language>/"


def _route(entry: URLPattern | URLResolver) -> str:
    if isinstance(entry.pattern, LocalePrefixPattern):
        return LANGUAGE
    return re.sub(r"<[a-z]+:([a-z_]+)>", r"<\1>", str(entry.pattern))


def address(route: str, language: str, thing: Thing) -> str:
    """The path of a route, its placeholders filled in order."""
    values = iter(thing.values)
    filled = re.sub(r"<[a-z_]+>", lambda _: str(next(values)), route.replace(LANGUAGE, f"{language}/"))
    return f"/{filled}{thing.query}"


# --- Objects: the shortest, the longest, the emptiest ------------------------------------------------------------


def _three(site: Site, query: str, *values: object) -> list[Thing]:
    """First and last of what the query gives (value, length), and those named “extremes”."""
    rows = site.rows(query, *values)
    assert rows, query
    return [Thing("shortest", (rows[0][0],)), Thing("longest", (rows[-1][0],))]


def _records(kind: str, *, public_only: bool = True) -> Callable[[Site, Furnished], list[Thing]]:
    def find(site: Site, made: Furnished) -> list[Thing]:
        things = _three(
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
    found = ((kind, thing) for kind in kinds for thing in _records(kind, public_only=False)(site, made))
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
    others = _roles((403,), visitor=(302,), editor=(200,))
    return [
        Thing("free", (free,), others),
        Thing("claimed", (claimed,), {**others, "editor": frozenset((302,))}),
    ]


def _cities(site: Site, made: Furnished) -> list[Thing]:
    of_sample = "SELECT code FROM directory_city WHERE latitude IS NOT NULL ORDER BY length(names), code"
    empty = site.rows(
        "SELECT code, native_name FROM directory_city WHERE native_name IN ('无名镇', '無名町', '무명읍')"
    )
    busiest = site.one(
        "SELECT c.code FROM directory_city c JOIN knowledge_record r ON r.city_id = c.id GROUP BY c.id ORDER BY COUNT(*) DESC"
    )
    return [
        *_three(site, of_sample),
        Thing("busiest", (busiest,)),
        *(Thing(f"empty {name}", (code,)) for code, name in empty),
    ]


def _organizations(site: Site, made: Furnished) -> list[Thing]:
    of_sample = "SELECT code FROM directory_organization WHERE source = 'sample' ORDER BY length(role_summary) + length(for_cities), code"
    empty = site.rows("SELECT code, external_id FROM directory_organization WHERE source = 'extremes'")
    return [*_three(site, of_sample), *(Thing(name, (code,)) for code, name in empty)]


def _statements(table: str, *, every: bool = False) -> Callable[[Site, Furnished], list[Thing]]:
    """Services or entries of country cards: those of Japan, or every country's."""

    def find(site: Site, made: Furnished) -> list[Thing]:
        country = "" if every else "jp-"
        return _three(
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

    suwon = _roles((403,), visitor=(302,), editor=(200,), organizer=(200,), operator=(200,))
    return [
        Thing("administration of Suwon", (of("city-ko"),), suwon),
        Thing("association", (of("curator-ja"),), CURATORS_OF_JAPAN),
    ]


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
    return [*_three(site, everything), *told, Thing("most used", (site.rows(used)[-1][0],)), *empty]


def _overlap_topics(site: Site, made: Furnished) -> list[Thing]:
    rows = "SELECT c.slug FROM terms_concept c JOIN cooperation_overlaprow o ON o.concept_id = c.id ORDER BY length(o.cells), c.slug"
    unused = site.one(
        "SELECT slug FROM terms_concept WHERE id NOT IN (SELECT concept_id FROM cooperation_overlaprow) ORDER BY slug"
    )
    return [*_three(site, rows), Thing("emptiest", (unused,))]


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
    unpublished = _roles((404,), curator=(200,), organizer=(200,), operator=(200,))
    return [
        *_three(site, public),
        Thing("candidate", (draft,), unpublished),
        Thing("withdrawn", (made.withdrawn,), unpublished),
    ]


def _interests(site: Site, made: Furnished) -> list[Thing]:
    """The member's, about a candidate of Japan, and the editor's, about a record of Japan."""
    sides = _roles((404,), visitor=(302,), member=(200,), curator=(200,), organizer=(200,), operator=(200,))
    other = site.one("SELECT code FROM cooperation_interest WHERE record_id IS NOT NULL")
    others = {**sides, "member": frozenset((404,)), "editor": frozenset((200,))}
    candidate = {**sides, "editor": frozenset((200, 404))}
    return [Thing("candidate", (made.interest,), candidate), Thing("record", (other,), others)]


def _express(site: Site, made: Furnished) -> list[Thing]:
    """Curators of these roles have a body of their own, too; the secretariat and the operator have none."""
    statuses = _roles((200,), visitor=(302,), organizer=(403,), operator=(403,))
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


def _ways(*ways: tuple[str, ...], roles: tuple[str, ...] = ROLES) -> Callable[[Site, Furnished], list[Thing]]:
    return lambda site, made: [Thing(".".join(way), way, roles=roles) for way in ways]


PLAN_A_QUARTER = (
    "?minutes=120&first=2026-09-01&last=2026-11-30&notice_days=0&avoid_lunch=on&zone_1=Europe/Berlin"
    "&countries=CN&countries=JP&countries=KR&languages=zh-hans&languages=ja&languages=en"
)


def _calendar_days(site: Site, made: Furnished) -> list[Thing]:
    rows = site.rows("SELECT id FROM calendars_calendarday WHERE country = 'JP' ORDER BY needs_check, date")
    return [Thing("agreed", rows[0]), Thing("disputed", rows[-1])]


def _sample_event(site: Site) -> str:
    return str(site.one("SELECT code FROM events_event WHERE publication_state = 'published' ORDER BY id"))


def _events(public: Statuses, draft: Statuses) -> Callable[[Site, Furnished], list[Thing]]:
    def find(site: Site, made: Furnished) -> list[Thing]:
        return [Thing("sample", (_sample_event(site),), public), Thing("draft", (made.event,), draft)]

    return find


OF_SESSIONS = ("events_talk", "events_sessionperson", "events_joinlink")


def _parts(table: str, condition: str = "1") -> Callable[[Site, Furnished], list[Thing]]:
    """Parts of both events: those that have an event, or a session of one."""
    join = " JOIN events_session s ON s.id = p.session_id" if table in OF_SESSIONS else ""
    owner = "s.event_id" if join else "p.event_id"

    def find(site: Site, made: Furnished) -> list[Thing]:
        query = f"SELECT p.id FROM {table} p{join} JOIN events_event e ON e.id = {owner} WHERE e.code = ? AND {condition} ORDER BY p.id"
        found = [
            (code, row[0]) for code in (_sample_event(site), made.event) for row in site.rows(query, code)[:1]
        ]
        return [
            Thing(
                f"{'sample' if code != made.event else 'draft'}",
                (code, pk),
                ORGANIZERS if code != made.event else OF_A_DRAFT_EVENT,
            )
            for code, pk in found
        ]

    return find


def _sample_session(site: Site, made: Furnished) -> list[Thing]:
    return [thing for thing in _parts("events_session")(site, made) if thing.label == "sample"]


def _series(site: Site, made: Furnished) -> list[Thing]:
    return [Thing("", (site.one("SELECT code FROM events_series ORDER BY id"),))]


def _stored_files(site: Site, made: Furnished) -> list[Thing]:
    rows = site.rows(
        "SELECT e.code, r.id FROM events_resource r JOIN events_event e ON e.id = r.event_id WHERE r.file <> ''"
    )
    return [Thing("file", row) for row in rows]


def _any_code(site: Site, made: Furnished) -> list[Thing]:
    return [
        Thing(
            "",
            (
                site.one(
                    "SELECT code FROM cooperation_opportunity WHERE publication_state = 'published' ORDER BY code"
                ),
            ),
        )
    ]


def _documents(*states: str) -> Callable[[Site, Furnished], list[Thing]]:
    return lambda site, made: [Thing(state, (made.documents[state],)) for state in states]


def _source(site: Site, made: Furnished) -> list[Thing]:
    return [Thing("of Suwon", (made.harvest[0],))]


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


def _lists(site: Site, made: Furnished) -> list[Thing]:
    return [
        Thing("first page", ()),
        *(
            Thing(label, (), query=query, roles=("visitor",))
            for label, query in {
                "second page": "?page=2",
                "narrowed": "?country=KR",
                "found": "?q=smart",
                "nothing": "?q=zzzzqqqq",
                "nonsense": "?page=x&country=XX&sort=%27&topic=%00",
            }.items()
        ),
    ]


def _false_friends(site: Site, made: Furnished) -> list[Thing]:
    asked = {"second page": "?page=2", "by form": "?sort=form&pair=zh-hans.zh-hant", "found": f"?q={quote('検討')}",
             "nothing": "?q=zzzzqqqq", "nonsense": "?page=x&pair=%27&sort=%00&q=%00"}  # fmt: skip
    return [
        Thing("", ()),
        *(Thing(label, (), query=query, roles=("visitor",)) for label, query in asked.items()),
    ]


def _rendered(*languages: str) -> Callable[[Site, Furnished], list[Thing]]:
    """Records of Japan and China, the emptiest and the longest, and a body, in each of the languages."""

    def find(site: Site, made: Furnished) -> list[Thing]:
        record = "SELECT code FROM knowledge_record WHERE external_id = ?"
        things: list[tuple[object, ...]] = [
            ("record", site.one(record, name))
            for name in ("empty-need-JP", "long-initiative-CN", "long-solution-JP")
        ]
        body = "SELECT code FROM directory_organization WHERE source = 'sample' AND language = 'ja' ORDER BY code"
        things.append(("organization", site.one(body)))
        for kind, table in (("service", "service"), ("card-entry", "cardentry")):
            things.append(
                (kind, site.one(f"SELECT code FROM directory_{table} WHERE language = 'ja' ORDER BY code"))
            )
        if not languages:
            return [Thing(str(values[1]), values) for values in things]
        return [Thing(f"{values[1]} {code}", (*values, code)) for values in things for code in languages]

    return find


def _discussions(site: Site, made: Furnished) -> list[Thing]:
    empty = site.one("SELECT code FROM knowledge_record WHERE external_id = 'empty-need-CN'")
    candidate = site.one(
        "SELECT code FROM cooperation_opportunity WHERE publication_state = 'published' ORDER BY code"
    )
    return [
        Thing("with answers", ("record", made.talk.need)),
        Thing("answering", ("record", made.talk.need), query=f"?answer={made.talk.post}"),
        Thing("nothing said", ("record", empty)),
        Thing("candidate", ("opportunity", candidate)),
        Thing("idea", ("idea", made.talk.idea)),
    ]


def _said(name: str) -> Callable[[Site, Furnished], list[Thing]]:
    return lambda site, made: [Thing(name, (getattr(made.talk, name),))]


def _ideas(public: Statuses, draft: Statuses) -> Callable[[Site, Furnished], list[Thing]]:
    """The member's, of Korea."""
    return lambda site, made: [
        Thing("public", (made.talk.idea,), public),
        Thing("draft", (made.talk.draft_idea,), draft),
    ]


def _addressed(site: Site, made: Furnished) -> list[Thing]:
    """The body of the editor, which has an administrator beside; whom a public idea of the member names."""
    statuses = _roles((200,), visitor=(302,), organizer=(403,), operator=(403,))
    return [
        Thing("body", ("organization", made.talk.body), statuses),
        Thing("idea", ("idea", made.talk.idea), statuses),
    ]


# Of the member, of Korea.
BY_THE_MEMBER = _roles((403,), visitor=(302,), member=(200,))
A_DRAFT_IDEA = _roles((404,), member=(200,), organizer=(200,), operator=(200,))
L = LANGUAGE
OF_EVENT = _events(ORGANIZERS, OF_A_DRAFT_EVENT)
FILE = Known(EVERYBODY, is_page=False)
POSTED = Known(FORMS_ONLY, _any_code, is_page=False)


def _interface(query: str = "", *, statuses: Statuses = EVERYBODY) -> Known:
    """An address for programs: of the first thing of a query, or alone."""
    return Known(statuses, lambda site, made: [Thing("", (site.one(query),) if query else ())], is_page=False)


FIRST_RECORD = "SELECT code FROM knowledge_record WHERE publication_state = 'published' ORDER BY code"
KNOWN: dict[str, Known] = {
    "": Known(_roles((302,)), is_page=False),
    "health/live/": FILE,
    "health/ready/": FILE,
    # 503 where a part is away; the sweep's site has no worker.
    "healthz": Known(_roles((200, 503)), is_page=False),
    "robots.txt": FILE,
    "catalog.ttl": FILE,
    "catalog.jsonld": FILE,
    "api/v1/": _interface(),
    "api/v1/openapi.json": _interface(),
    "api/v1/records": _interface(),
    "api/v1/records/<code>": _interface(FIRST_RECORD),
    "api/v1/records/<code>/submission": _interface(FIRST_RECORD, statuses=_roles((405,))),
    "api/v1/organizations": _interface(),
    "api/v1/organizations/<code>": _interface("SELECT code FROM directory_organization ORDER BY code"),
    "api/v1/services": _interface(),
    "api/v1/services/<code>": _interface("SELECT code FROM directory_service ORDER BY code"),
    "api/v1/card-entries": _interface(),
    "api/v1/card-entries/<code>": _interface("SELECT code FROM directory_cardentry ORDER BY code"),
    "api/v1/cities": _interface(),
    "api/v1/cities/<code>": _interface("SELECT code FROM directory_city ORDER BY code"),
    "api/v1/concepts": _interface(),
    "api/v1/concepts/<slug>": _interface("SELECT slug FROM terms_concept ORDER BY slug"),
    "api/v1/search": _interface(),
    "api/v1/events": _interface(),
    "api/v1/events/<code>": _interface(
        "SELECT code FROM events_event WHERE publication_state = 'published' ORDER BY code"
    ),
    "api/v1/opportunities": _interface(),
    "api/v1/opportunities/<code>": _interface(
        "SELECT code FROM cooperation_opportunity WHERE publication_state = 'published' ORDER BY code"
    ),
    "api/v1/overlaps": _interface(),
    L: Known(EVERYBODY),
    f"{L}api/": Known(EVERYBODY),
    f"{L}feeds/<what>.atom": Known(
        EVERYBODY,
        _ways(("records",), ("initiatives",), ("needs",), ("solutions",), ("events",), roles=("visitor",)),
        is_page=False,
    ),
    f"{L}my/searches/": Known(SIGNED_IN),
    f"{L}my/searches/save/": Known(FORMS_ONLY, is_page=False),
    f"{L}my/searches/<pk>/seen/": Known(FORMS_ONLY, _ways(("1",)), is_page=False),
    f"{L}my/searches/<pk>/delete/": Known(FORMS_ONLY, _ways(("1",)), is_page=False),
    f"{L}my/tokens/": Known(SIGNED_IN),
    f"{L}my/tokens/<pk>/revoke/": Known(FORMS_ONLY, _ways(("1",)), is_page=False),
    f"{L}about/": Known(EVERYBODY),
    f"{L}sign-in/": Known(EVERYBODY),
    f"{L}sign-out/": Known(_roles((405,)), is_page=False),
    f"{L}my/": Known(SIGNED_IN),
    f"{L}my/waiting/<section>/": Known(
        SIGNED_IN, _ways(("knowledge.drafts",), ("knowledge.review",), ("cooperation.matches",))
    ),
    f"{L}my/week/": Known(SIGNED_IN),
    f"{L}my/later/": Known(FORMS_ONLY, is_page=False),
    f"{L}my/done/": Known(FORMS_ONLY, is_page=False),
    f"{L}my/notices/": Known(SIGNED_IN),
    f"{L}my/notices/settings/": Known(SIGNED_IN),
    f"{L}my/notices/read/": Known(FORMS_ONLY, is_page=False),
    # Everybody's are their own.
    f"{L}my/notices/<pk>/": Known(_roles((404,), visitor=(302,)), _ways(("0",)), is_page=False),
    f"{L}my/notices/<pk>/read/": Known(FORMS_ONLY, _ways(("1",)), is_page=False),
    f"{L}unsubscribe/<token>/": Known(_roles((404,)), _ways(("not-signed",)), is_page=False),
    f"{L}my/profile/": Known(SIGNED_IN),
    f"{L}my/password/": Known(SIGNED_IN),
    "sso/<provider_id>/answer/": Known(_roles((302,)), _ways(("sso",)), is_page=False),
    f"{L}sign-in/code/": Known(_roles((302,)), is_page=False),
    f"{L}sign-in/passkey/": Known(_roles((302,)), is_page=False),
    f"{L}sign-in/sso/": Known(_roles((405,)), is_page=False),
    f"{L}my/security/": Known(SIGNED_IN),
    f"{L}my/security/confirm/": Known(SIGNED_IN),
    # What changes a credential asks first who it is; what the person does not have is not there.
    f"{L}my/security/confirm/code/": Known(_roles((302,)), is_page=False),
    f"{L}my/security/confirm/passkey/": Known(_roles((302,)), is_page=False),
    f"{L}my/security/app/": Known(_roles((302,)), is_page=False),
    f"{L}my/security/app/remove/": Known(_roles((404,), visitor=(302,)), is_page=False),
    f"{L}my/security/codes/": Known(_roles((404,), visitor=(302,)), is_page=False),
    f"{L}my/security/codes/new/": Known(_roles((302,)), is_page=False),
    f"{L}my/security/passkeys/add/": Known(_roles((302,)), is_page=False),
    f"{L}my/security/passkeys/<pk>/": Known(_roles((302,)), _ways(("1",)), is_page=False),
    f"{L}my/security/passkeys/<pk>/remove/": Known(_roles((302,)), _ways(("1",)), is_page=False),
    f"{L}my/security/sessions/<pk>/end/": Known(FORMS_ONLY, _ways(("1",)), is_page=False),
    f"{L}my/security/sessions/end/": Known(FORMS_ONLY, is_page=False),
    f"{L}my/security/sso/link/": Known(FORMS_ONLY, is_page=False),
    f"{L}my/security/sso/unlink/": Known(FORMS_ONLY, is_page=False),
    f"{L}setup/": Known(_roles((404,)), is_page=False),
    f"{L}samples/": Known(_roles((403,), visitor=(302,), operator=(200,))),
    f"{L}health/": Known(_roles((403,), visitor=(302,), operator=(200,))),
    f"{L}health/work/<pk>/retry/": Known(FORMS_ONLY, _ways(("1",)), is_page=False),
    f"{L}health/work/<pk>/dismiss/": Known(FORMS_ONLY, _ways(("1",)), is_page=False),
    f"{L}audit/": Known(
        OPERATORS,
        lambda site, made: [
            Thing("everything", ()),
            Thing("narrowed", (), query="?verb=record.written&since=2020-01-01"),
            Thing("nothing", (), query="?person=nobody"),
        ],
    ),
    f"{L}audit/export.<file_format>": Known(OPERATORS, _ways(("csv",), ("jsonl",)), is_page=False),
    f"{L}search/": Known(EVERYBODY, _searches),
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
        _roles((200,), visitor=(404,), member=(404,)), lambda site, made: [Thing("", (made.proposal,))]
    ),
    f"{L}topics/proposals/<code>/decide/": POSTED,
    f"{L}topics/import/": Known(CURATORS),
    f"{L}topics/import/<code>/": Known(
        _roles((404,), visitor=(302,), curator=(200,)), lambda site, made: [Thing("", (made.terms_file,))]
    ),
    f"{L}topics/<slug>/": Known(EVERYBODY, _topics),
    f"{L}topics/<slug>/history/": Known(EVERYBODY, _ways(("smart-parking",), ("mobility",))),
    f"{L}topics/<slug>/propose/": Known(
        SIGNED_IN,
        lambda site, made: [
            Thing(code, ("mobility",), query=f"?language={code}")
            for code in ("zh-hans", "zh-hant", "ja", "ko", "en")
        ],
    ),
    f"{L}topics/<slug>/propose/misleading-word/": Known(SIGNED_IN, _ways(("mobility",))),
    f"{L}renderings/": Known(SIGNED_IN),
    f"{L}renderings/<kind>/<code>/": Known(EVERYBODY, _rendered()),
    f"{L}renderings/<kind>/<code>/<target>/": Known(EVERYBODY, _rendered("ko", "en")),
    f"{L}discussions/<kind>/<code>/": Known(EVERYBODY, _discussions),
    f"{L}discussions/<kind>/<code>/follow/": Known(FORMS_ONLY, _ways(("record", "CODE")), is_page=False),
    f"{L}posts/<code>/": Known(_roles((302,)), _said("post"), is_page=False),
    f"{L}posts/<code>/edit/": Known(BY_THE_MEMBER, _said("post")),
    f"{L}posts/<code>/delete/": Known(BY_THE_MEMBER, _said("post")),
    f"{L}posts/<code>/report/": Known(
        _roles((403,), visitor=(302,), editor=(200,), curator=(200,)), _said("post")
    ),
    f"{L}posts/<code>/history/": Known(EVERYBODY, _said("post")),
    f"{L}moderation/": Known(CURATORS),
    f"{L}moderation/posts/<code>/": Known(CURATORS_OF_JAPAN, _said("post")),
    f"{L}moderation/messages/<code>/": Known({**CURATORS, "curator": frozenset((404,))}, _said("message")),
    f"{L}blocked/": Known(SIGNED_IN),
    f"{L}blocked/<code>/": POSTED,
    f"{L}messages/": Known(SIGNED_IN),
    f"{L}messages/reachable/": Known(FORMS_ONLY, is_page=False),
    f"{L}messages/new/<kind>/<code>/": Known(SIGNED_IN, _addressed),
    f"{L}messages/reports/<code>/": Known(
        _roles((404,), visitor=(302,), member=(403,), editor=(200,)), _said("message")
    ),
    f"{L}messages/<code>/": Known(
        _roles((404,), visitor=(302,), member=(200,), editor=(200,)), _said("conversation")
    ),
    f"{L}countries/": Known(EVERYBODY),
    f"{L}countries/<code>/": Known(EVERYBODY, _ways(("cn",), ("jp",), ("kr",))),
    f"{L}countries/<code>/card/": Known(EVERYBODY, _ways(("cn",), ("jp",), ("kr",))),
    f"{L}country-cards/": Known(EVERYBODY),
    f"{L}country-cards/<section>/": Known(EVERYBODY, _ways(("deciders",), ("ppp",), ("data",))),
    f"{L}national-bodies/": Known(
        EVERYBODY,
        lambda site, made: [
            Thing("", ()),
            Thing("training", (), query="?kind=training"),
            Thing("nonsense", (), query="?kind=%00&kind=x", roles=("visitor",)),
        ],
    ),
    f"{L}national-bodies/services.<file_format>": Known(
        EVERYBODY, _ways(("csv",), ("jsonl",)), is_page=False
    ),
    f"{L}services/new/": Known(CURATORS_OF_JAPAN, _new_service),
    f"{L}services/import/": Known(CURATORS_OF_JAPAN, _new_service),
    f"{L}services/<code>/": Known(EVERYBODY, _statements("service", every=True)),
    f"{L}services/<code>/edit/": Known(CURATORS_OF_JAPAN, _statements("service")),
    f"{L}services/<code>/versions/": Known(CURATORS_OF_JAPAN, _statements("service")),
    f"{L}services/<code>/do/<deed>/": Known(FORMS_ONLY, _ways(("CODE", "publish")), is_page=False),
    f"{L}card-entries/new/": Known(
        CURATORS_OF_JAPAN, lambda site, made: [Thing("", (), query="?country=JP&section=ppp")]
    ),
    f"{L}card-entries/<code>/": Known(EVERYBODY, _statements("cardentry", every=True)),
    f"{L}card-entries/<code>/edit/": Known(CURATORS_OF_JAPAN, _statements("cardentry")),
    f"{L}card-entries/<code>/versions/": Known(CURATORS_OF_JAPAN, _statements("cardentry")),
    f"{L}card-entries/<code>/do/<deed>/": Known(FORMS_ONLY, _ways(("CODE", "publish")), is_page=False),
    f"{L}cities/": Known(EVERYBODY, _lists),
    f"{L}cities/<code>/": Known(EVERYBODY, _cities),
    f"{L}my/data/": Known(SIGNED_IN),
    f"{L}my/data/kept/<name>/": Known(
        SIGNED_IN,
        _ways(*((name,) for name in ("account", "contacts", "audit-trail", "documents", "speakers"))),
    ),
    f"{L}my/data/archive/": Known(FORMS_ONLY, is_page=False),
    f"{L}my/data/consents/<name>/withdraw/": Known(FORMS_ONLY, _ways(("email",)), is_page=False),
    f"{L}my/data/asked/": Known(SIGNED_IN),
    f"{L}my/data/deletion/": Known(SIGNED_IN),
    f"{L}my/data/deletion/cancel/": Known(FORMS_ONLY, is_page=False),
    f"{L}my/data/goodbye/": Known(EVERYBODY),
    f"{L}personal-data/": Known(
        EVERYBODY, lambda site, made: [Thing("", ()), Thing("of Japan", (), query="?residence=JP")]
    ),
    f"{L}personal-data/editions/<name>/<residence>/<number>/": Known(EVERYBODY, _ways(("email", "all", "1"))),
    f"{L}personal-data/texts/": Known(OPERATORS_ALONE),
    f"{L}personal-data/texts/<name>/<residence>/": Known(
        OPERATORS_ALONE, _ways(("email", "all"), ("contact", "CN"))
    ),
    f"{L}personal-data/texts/<name>/<residence>/preview/": Known(OPERATORS_ALONE, _ways(("account", "KR"))),
    f"{L}personal-data/retention/": Known(OPERATORS_ALONE),
    f"{L}organizations/": Known(EVERYBODY, _lists),
    f"{L}organizations/<code>/": Known(EVERYBODY, _organizations),
    f"{L}organizations/<code>/edit/": Known(SIGNED_IN, _edited_organizations),
    f"{L}organizations/<code>/people/": Known(STEWARDS, _people_of_suwon()),
    f"{L}organizations/<code>/people/invite/": Known(STEWARDS, _people_of_suwon()),
    f"{L}organizations/<code>/people/invitations/<invitation>/": Known(
        FORMS_ONLY, _ways(("CODE", "CODE")), is_page=False
    ),
    f"{L}organizations/<code>/people/<user>/": Known(SITE_OPERATORS, _people_of_suwon("USER")),
    f"{L}organizations/<code>/leave/": Known(
        _roles((404,), visitor=(302,), editor=(200,)), _people_of_suwon()
    ),
    f"{L}join/<secret>/": Known(
        _roles((200,), operator=(403,)), lambda site, made: [Thing("", (made.invitation,))]
    ),
    f"{L}account-requests/": Known(SIGNED_IN),
    f"{L}account-requests/new/": Known(EVERYBODY),
    f"{L}account-requests/state/": Known(EVERYBODY),
    f"{L}account-requests/<code>/": Known(
        _roles((404,), visitor=(302,), organizer=(200,), operator=(200,)),
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
    f"{L}initiatives/": Known(EVERYBODY, _lists),
    f"{L}initiatives/<code>/": Known(EVERYBODY, _records("initiative", public_only=False)),
    f"{L}needs/": Known(EVERYBODY, _lists),
    f"{L}needs/<code>/": Known(EVERYBODY, _records("need", public_only=False)),
    f"{L}solutions/": Known(EVERYBODY, _lists),
    f"{L}solutions/<code>/": Known(EVERYBODY, _records("solution", public_only=False)),
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
    f"{L}records/<code>/versions/<number>/restore/": Known(FORMS_ONLY, _ways(("CODE", "1")), is_page=False),
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
        _ways(
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
        EVERYBODY, _ways(("need", "csv"), ("city", "xlsx")), is_page=False
    ),
    f"{L}import/<token>/": Known(
        _roles((404,), visitor=(302,), editor=(200,)), lambda site, made: [Thing("", (made.token,))]
    ),
    f"{L}harvest/": Known(DESKS),
    f"{L}harvest/new/": Known(CURATORS),
    f"{L}harvest/sources/<code>/": Known(OF_A_SOURCE, _source),
    f"{L}harvest/sources/<code>/edit/": Known({**OF_A_SOURCE, "editor": frozenset((403,))}, _source),
    f"{L}harvest/sources/<code>/try/": Known(
        _roles((404,), visitor=(302,), editor=(403,), organizer=(302,), operator=(302,)),
        _source,
        is_page=False,
    ),
    f"{L}harvest/sources/<code>/run/": POSTED,
    f"{L}harvest/runs/<code>/": Known(OF_A_SOURCE, lambda site, made: [Thing("refused", (made.harvest[1],))]),
    # Made only by a catalogue that answers, or by comparing all records: tests/harvest opens these.
    f"{L}harvest/entries/<pk>/": Known(OF_A_SOURCE, lambda site, made: []),
    f"{L}duplicates/": Known(DESKS),
    f"{L}duplicates/find/": Known(FORMS_ONLY, is_page=False),
    f"{L}duplicates/<pk>/": Known(OF_A_SOURCE, lambda site, made: []),
    f"{L}duplicates/joined/<pk>/undo/": Known(FORMS_ONLY, _ways(("1",)), is_page=False),
    f"{L}documents/": Known(BODIES),
    f"{L}documents/<code>/": Known(A_DOCUMENT, _documents("read", "refused")),
    f"{L}documents/<code>/text/": Known(A_DOCUMENT, _documents("read", "refused")),
    f"{L}documents/<code>/file/": Known(A_DOCUMENT, _documents("read"), is_page=False),
    f"{L}documents/<code>/delete/": Known(A_DOCUMENT, _documents("read")),
    f"{L}overlaps/": Known(
        EVERYBODY,
        lambda site, made: [
            Thing("", ()),
            Thing("across", (), query="?across=1"),
            Thing("short", (), query="?horizon=short"),
        ],
    ),
    f"{L}overlaps/download.<file_format>": Known(
        EVERYBODY, _ways(("csv",), ("xlsx",), ("json",)), is_page=False
    ),
    f"{L}overlaps/<topic>/": Known(EVERYBODY, _overlap_topics),
    f"{L}overlaps/<topic>/<country>/": Known(EVERYBODY, _overlap_cells),
    f"{L}needs/<code>/matches/": Known(EVERYBODY, _records("need")),
    f"{L}opportunities/": Known(
        EVERYBODY,
        lambda site, made: [
            Thing("", ()),
            Thing("one country", (), query="?country=JP"),
            Thing("nothing", (), query="?country=XX"),
        ],
    ),
    f"{L}opportunities/<code>/": Known(EVERYBODY, _opportunities),
    f"{L}opportunities/<code>/publish/": POSTED,
    f"{L}opportunities/<code>/withdraw/": POSTED,
    f"{L}ideas/": Known(
        EVERYBODY,
        lambda site, made: [
            Thing("", ()),
            Thing("one country", (), query="?country=KR"),
            Thing("nothing", (), query="?country=XX&topic=%00&kind=x"),
        ],
    ),
    f"{L}ideas/new/": Known(_roles((200,), visitor=(302,), organizer=(403,), operator=(403,))),
    f"{L}ideas/<code>/": Known(EVERYBODY, _ideas(EVERYBODY, A_DRAFT_IDEA)),
    f"{L}ideas/<code>/edit/": Known(
        EVERYBODY,
        _ideas(
            _roles((403,), visitor=(302,), member=(200,), organizer=(200,), operator=(200,)),
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
    f"{L}events/": Known(EVERYBODY),
    f"{L}events/new/": Known(ORGANIZERS),
    f"{L}events/plan/": Known(
        ORGANIZERS, lambda site, made: [Thing("", ()), Thing("a quarter", (), query=PLAN_A_QUARTER)]
    ),
    f"{L}calendars/": Known(
        EVERYBODY,
        lambda site, made: [
            Thing("", ()),
            Thing("a year", (), query="?year=2026"),
            Thing("a month", (), query="?month=2026-10"),
            Thing("nothing known", (), query="?month=2099-12"),
            Thing("nonsense", (), query="?month=%00&year=x", roles=("visitor",)),
        ],
    ),
    f"{L}calendars/days.<file_format>": Known(EVERYBODY, _ways(("csv",), ("json",)), is_page=False),
    f"{L}calendars/days/<pk>/": Known(CURATORS_OF_JAPAN, _calendar_days),
    f"{L}calendars/<code>/days/new/": Known(CURATORS_OF_JAPAN, _ways(("jp",))),
    f"{L}calendars/<code>/known-until/": Known(CURATORS_OF_JAPAN, _ways(("jp",))),
    f"{L}events/<code>.ics": Known(EVERYBODY, _events(EVERYBODY, A_DRAFT_EVENT), is_page=False),
    f"{L}events/<code>/": Known(EVERYBODY, _events(EVERYBODY, A_DRAFT_EVENT)),
    f"{L}events/<code>/edit/": Known(ORGANIZERS, OF_EVENT),
    f"{L}events/<code>/results/": Known(ORGANIZERS, OF_EVENT),
    f"{L}events/<code>/publish/": POSTED,
    f"{L}events/<code>/withdraw/": POSTED,
    f"{L}events/interpreting/": Known(OPERATORS_ALONE),
    f"{L}event-series/new/": Known(ORGANIZERS),
    f"{L}event-series/<code>/": Known(EVERYBODY, _series),
    f"{L}event-series/<code>/edit/": Known(ORGANIZERS, _series),
    f"{L}events/<code>/preparation/": Known(ORGANIZERS, OF_EVENT),
    f"{L}events/<code>/rooms/new/": Known(ORGANIZERS, OF_EVENT),
    f"{L}events/<code>/rooms/<pk>/edit/": Known(ORGANIZERS, _parts("events_room")),
    f"{L}events/<code>/rooms/<pk>/delete/": Known(ORGANIZERS, _parts("events_room")),
    f"{L}events/<code>/sessions/<pk>.ics": Known(EVERYBODY, _sample_session, is_page=False),
    f"{L}events/<code>/sessions/<pk>/people/new/": Known(ORGANIZERS, _parts("events_session")),
    f"{L}events/<code>/people/<pk>/edit/": Known(ORGANIZERS, _parts("events_sessionperson")),
    f"{L}events/<code>/people/<pk>/delete/": Known(ORGANIZERS, _parts("events_sessionperson")),
    f"{L}events/<code>/sessions/<pk>/links/new/": Known(ORGANIZERS, _parts("events_session")),
    f"{L}events/<code>/links/<pk>/edit/": Known(ORGANIZERS, _parts("events_joinlink")),
    f"{L}events/<code>/links/<pk>/delete/": Known(ORGANIZERS, _parts("events_joinlink")),
    f"{L}events/<code>/sessions/new/": Known(ORGANIZERS, OF_EVENT),
    f"{L}events/<code>/sessions/<pk>/edit/": Known(ORGANIZERS, _parts("events_session")),
    f"{L}events/<code>/sessions/<pk>/delete/": Known(ORGANIZERS, _parts("events_session")),
    f"{L}events/<code>/sessions/<pk>/move/": Known(FORMS_ONLY, _ways(("CODE", "1")), is_page=False),
    f"{L}events/<code>/sessions/<pk>/talks/new/": Known(ORGANIZERS, _parts("events_session")),
    f"{L}events/<code>/talks/<pk>/edit/": Known(ORGANIZERS, _parts("events_talk")),
    f"{L}events/<code>/talks/<pk>/delete/": Known(ORGANIZERS, _parts("events_talk")),
    f"{L}events/<code>/talks/<pk>/move/": Known(FORMS_ONLY, _ways(("CODE", "1")), is_page=False),
    f"{L}events/<code>/resources/new/": Known(ORGANIZERS, OF_EVENT),
    f"{L}events/<code>/resources/<pk>/": Known(EVERYBODY, _stored_files, is_page=False),
    f"{L}events/<code>/resources/<pk>/delete/": Known(ORGANIZERS, _parts("events_resource")),
    f"{L}opportunities/<code>/programme/add/": POSTED,
    f"{L}opportunities/<code>/programme/remove/": POSTED,
}
