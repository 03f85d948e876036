"""Visits of every address by every role, over plain HTTP; each page is read once and judged once."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.journeys import markup
from tests.journeys.furnished import Furnished, furnish
from tests.journeys.patterns import KNOWN, LANGUAGE, ROLES, Thing, address
from tests.journeys.site import LANGUAGES, Site
from tests.journeys.visitor import Answer, Visitor

# Whose eyes each role has: a demo account. The curator is Japan's; the editor speaks for a Korean city.
ACCOUNTS = {
    "member": "company-en",
    "editor": "city-ko",
    "curator": "curator-ja",
    "organizer": "organizer",
    "operator": "operator",
}
MOST_BYTES = 150_000
TAGS = {"en": "en", "ja": "ja", "ko": "ko", "zh-hans": "zh-Hans"}
POLICY = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@dataclass(frozen=True, slots=True)
class Visit:
    """One address as one role saw it; `forms` is None where there was no page."""

    route: str
    language: str
    role: str
    label: str
    path: str
    status: int
    forms: frozenset[str] | None
    problems: tuple[str, ...]
    content: str = ""  # what stands on the page, in the language its route begins with

    @property
    def leads(self) -> bool:
        """In the language its route begins with."""
        return self.language == spoken(self.route)[0]

    def __str__(self) -> str:
        return f"{self.role} {self.path} ({self.label})"


def spoken(route: str) -> tuple[str, ...]:
    """The languages a route is read in; each route begins with another, so that each language leads a quarter of them."""
    if LANGUAGE not in route:
        return ("en",)
    start = zlib.crc32(route.encode()) % len(LANGUAGES)
    return LANGUAGES[start:] + LANGUAGES[:start]


@dataclass
class Sweep:
    """`people` are signed in once; `visits` are kept for the table and for the browser."""

    site: Site
    people: dict[str, Visitor] = field(default_factory=dict)
    visits: dict[str, list[Visit]] = field(default_factory=dict)
    _made: Furnished | None = None
    _failure: Exception | None = None

    def __post_init__(self) -> None:
        for role in ROLES:
            self.people[role] = Visitor(self.site)
            if role in ACCOUNTS:
                self.people[role].sign_in(ACCOUNTS[role])

    @property
    def made(self) -> Furnished:
        if self._failure is not None:
            raise self._failure  # a site half furnished would fail in other ways with each page
        if self._made is None:
            try:
                self._made = furnish(self.site, self.people)
            except Exception as failure:
                self._failure = failure
                raise
            for person in self.people.values():
                person.get("/en/")  # what its forms answered is read here
        return self._made

    def of(self, route: str) -> list[Visit]:
        """All visits of a route: language × role × object.

        Roles but the visitor meet in one language, that in which the route begins, what is no page, what refuses them,
        and what is to the letter and the address what a role before them was shown.
        """
        if route not in self.visits:
            self.visits[route] = list(self._visit(route))
        return self.visits[route]

    def _visit(self, route: str) -> Iterator[Visit]:
        known = KNOWN[route]
        things = known.things(self.site, self.made)
        first, *others = spoken(route)
        met: set[tuple[str, str]] = set()
        again: list[tuple[Thing, str]] = []
        for thing in things:
            for role in thing.roles if LANGUAGE in route else ("visitor",):
                visit = self._one(route, first, role, thing)
                is_shown = known.is_page and 200 in (thing.statuses or known.statuses)[role]
                if role == "visitor" or (is_shown and (visit.path, visit.content) not in met):
                    again.append((thing, role))
                if visit.content:
                    met.add((visit.path, visit.content))
                yield visit
        for language in others:
            for thing, role in again:
                yield self._one(route, language, role, thing)

    def _one(self, route: str, language: str, role: str, thing: Thing) -> Visit:
        path = address(route, language, thing)
        answer = self.people[role].get(path)
        if answer.status == 302 and LANGUAGE in route:
            self.people[role].get(answer.location)  # read what it says before another language is asked for
        wanted = (thing.statuses or KNOWN[route].statuses)[role]
        found = (
            []
            if answer.status in wanted
            else [f"status {answer.status}, not {' or '.join(map(str, sorted(wanted)))}"]
        )
        found += list(_of_headers(answer, language if LANGUAGE in route else ""))
        forms, content = None, ""
        if answer.is_html and answer.status not in (302, 405):
            page = markup.parse(answer.text)
            forms = markup.forms(page.root)
            content = markup.content(page.root) if language == spoken(route)[0] else ""
            found += markup.problems(page, url=self.site.url(path), language=TAGS[language])
        return Visit(route, language, role, thing.label, path, answer.status, forms, tuple(found), content)

    def table(self) -> str:
        """What was visited: a line for each pattern, with the number of visits by status, and of different pages."""
        lines = [f"{'pattern':<62}{'visits':>7}{'pages':>7}  statuses"]
        for route, visits in self.visits.items():
            statuses = Counter(visit.status for visit in visits)
            shown = ", ".join(f"{status}×{number}" for status, number in sorted(statuses.items()))
            different = len({visit.forms for visit in visits if visit.forms})
            lines.append(f"/{route:<61}{len(visits):>7}{different:>7}  {shown}")
        total = sum(map(len, self.visits.values()))
        return "\n".join([*lines, f"{len(self.visits)} patterns, {total} visits"])

    def close(self) -> None:
        for person in self.people.values():
            person.close()


def _of_headers(answer: Answer, language: str) -> Iterator[str]:
    for name, value in HEADERS.items():
        if answer.headers.get(name) != value:
            yield f"header {name} is {answer.headers.get(name)!r}"
    policy = answer.headers.get("Content-Security-Policy", "")
    missing = [part for part in POLICY if part not in policy]
    if missing or "unsafe" in policy or "http" in policy or "*" in policy:
        yield f"weak Content-Security-Policy: {policy!r}"
    if "Permissions-Policy" not in answer.headers:
        yield "header Permissions-Policy is missing"
    if answer.is_html and answer.status == 200:
        if answer.sent_bytes > MOST_BYTES:
            yield f"{answer.sent_bytes} bytes, compressed"
        if language and answer.headers.get("Content-Language") != TAGS[language]:
            yield f"header Content-Language is {answer.headers.get('Content-Language')!r}"
        if "utf-8" not in answer.headers.get("Content-Type", "").lower():
            yield "the page does not say its encoding"
