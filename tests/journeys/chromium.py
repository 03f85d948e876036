"""Pages in a real browser: what it complains of, and what axe-core finds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, ViewportSize

from tests.journeys.site import Site
from tests.journeys.sweep import Sweep, Visit

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SERIOUS = ("serious", "critical")
VIEWPORT: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
LOOKED_AT_IN = "ko"
ON_A_PHONE = ["target-size", "scrollable-region-focusable"]
# Empty where the page is no wider than the window; else what sticks out of it.
TOO_WIDE = """
() => {
  const page = document.scrollingElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  const scrolls = element => element && (getComputedStyle(element).overflowX !== "visible" || scrolls(element.parentElement));
  return [...document.querySelectorAll("body *")]
    .filter(each => each.getBoundingClientRect().right > page.clientWidth + 1 && !scrolls(each.parentElement))
    .slice(0, 3).map(each => `${each.tagName}.${each.className} ${each.textContent.trim().slice(0, 30)}`)
    .concat([`${page.scrollWidth} px`]);
}
"""
# Runs before the page's own scripts, in the browser's own hands, so the page's policy stays as it is.
LISTEN = """
addEventListener("securitypolicyviolation", event => {
  (window.refusedByPolicy ??= []).push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
});
"""
LOOK = """
async rules => {
  const found = await axe.run(document, {runOnly: rules, resultTypes: ["violations"], preload: false});
  return found.violations.map(each => ({
    id: each.id, impact: each.impact,
    nodes: each.nodes.map(node => `${node.target.join(" ")} ${node.any.map(check => check.message).join("; ")}`),
  }));
}
"""


@dataclass
class Complaints:
    """What a page in the browser complained of since it was opened."""

    address: str
    found: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.found.append(f"script error: {error}"))
        page.on("request", self._request)
        page.on("requestfailed", self._failed)
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.found.append(f"console {message.type}: {message.text[:300]}")

    def _request(self, request: Request) -> None:
        if urlsplit(request.url).scheme in ("data", "blob"):
            return
        if not request.url.startswith(f"{self.address}/"):
            self.found.append(f"asks {request.url}")

    def _failed(self, request: Request) -> None:
        # A page left before everything was there aborts what was under way.
        if request.failure and "ERR_ABORTED" not in request.failure:
            self.found.append(f"{request.url}: {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self.found.append(f"{response.url}: status {response.status}")

    def take(self) -> list[str]:
        taken, self.found = self.found, []
        return taken


def axe(page: Page, rules: list[str]) -> list[str]:
    """Serious and critical findings of axe-core; it runs in the page as the browser's own code."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8") + ";0")
    violations: list[dict[str, Any]] = page.evaluate(LOOK, rules)
    return [
        f"axe {each['impact']} {each['id']}: {json.dumps(each['nodes'][:3], ensure_ascii=False)} ({len(each['nodes'])})"
        for each in violations
        if each["impact"] in SERIOUS
    ]


def problems_of_an_answer(page: Page, language: str) -> list[str]:
    """What is wrong with a page that only answers a form, which the sweep does not meet; looked at in one language."""
    if language != LOOKED_AT_IN:
        return []
    usual = page.viewport_size
    page.set_viewport_size(PHONE)
    wide: list[str] = page.evaluate(TOO_WIDE)
    found = [*wide, *axe(page, RULES)]
    if usual:
        page.set_viewport_size(usual)
    return found


@dataclass
class Reader:
    """Opens visits of the sweep with the role's cookies; keeps what axe has seen, in whichever language."""

    site: Site
    browser: Browser
    sweep: Sweep
    opened: int = 0
    looked_at: int = 0
    _contexts: dict[str, BrowserContext] = field(default_factory=dict)
    _pages: dict[tuple[str, bool], tuple[Page, Complaints]] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)

    def worth_opening(self, visits: Iterable[Visit], language: str) -> Iterator[Visit]:
        """The first page that is there, and whatever has a form of element axe has not seen in any language.

        In the language the route begins with, every role's first page that looks otherwise too. What has most that is
        new comes first, so that axe sees all of it on few pages.
        """
        pages = [visit for visit in visits if visit.language == language and visit.forms]
        left = list(pages)
        while new := self._with_most_new(left):
            left.remove(new)
            yield new
        yield from (visit for visit in _firsts(pages) if visit in left)

    def _with_most_new(self, pages: list[Visit]) -> Visit | None:
        """Of several with as many new forms the first; None where nothing is new."""
        most = max(pages, key=lambda visit: len((visit.forms or frozenset()) - self._seen), default=None)
        return most if most and self.is_new(most) else None

    def is_new(self, visit: Visit) -> bool:
        return bool(visit.forms) and not visit.forms <= self._seen

    def open(self, visit: Visit) -> list[str]:
        """What is wrong with the page in the browser.

        Nothing but the layout depends on the width of the window, and where nothing is new to axe the layout is looked
        at on a phone alone: there a page is opened wide in the language its route begins with.
        """
        is_new = self.is_new(visit)
        is_wide = is_new or visit.leads
        page, complaints = self._page(visit.role, is_wide=is_wide)
        complaints.take()
        response = page.goto(self.site.url(visit.path), wait_until="load")
        self.opened += 1
        found = complaints.take()
        if response is None or response.status != visit.status:
            found.append(f"status {response.status if response else None}, over plain HTTP {visit.status}")
        found += [f"policy: {refusal}" for refusal in page.evaluate("window.refusedByPolicy ?? []")]
        if is_new:
            found += self.axe(page, RULES)
        if is_wide:
            page.set_viewport_size(PHONE)
        if wide := page.evaluate(TOO_WIDE):
            found.append(f"wider than a phone: {wide}")
        if is_new:
            found += self.axe(page, ON_A_PHONE)
            self._seen |= visit.forms or set()
        if is_wide:
            page.set_viewport_size(VIEWPORT)
        return found + complaints.take()

    def axe(self, page: Page, rules: list[str]) -> list[str]:
        self.looked_at += 1
        return axe(page, rules)

    def _page(self, role: str, *, is_wide: bool) -> tuple[Page, Complaints]:
        if (role, is_wide) not in self._pages:
            page = self._context(role).new_page()
            page.set_viewport_size(VIEWPORT if is_wide else PHONE)
            complaints = Complaints(self.site.address)
            complaints.listen(page)
            self._pages[role, is_wide] = page, complaints
        return self._pages[role, is_wide]

    def _context(self, role: str) -> BrowserContext:
        if role not in self._contexts:
            context = self.browser.new_context(viewport=VIEWPORT)
            context.set_default_timeout(20_000)
            context.add_init_script(LISTEN)
            cookies = self.sweep.people[role].cookies
            context.add_cookies(
                [{"name": name, "value": value, "url": self.site.address} for name, value in cookies.items()]
            )
            self._contexts[role] = context
        return self._contexts[role]

    def close(self) -> None:
        for context in self._contexts.values():
            context.close()


def _firsts(pages: list[Visit]) -> Iterator[Visit]:
    """The first page that is there; in the language the route begins with, every role's that looks otherwise."""
    first = next((visit for visit in pages if visit.status == 200), pages[0] if pages else None)
    looks: set[frozenset[str] | None] = set()
    roles: set[str] = set()
    for visit in pages:
        if visit is first or (visit.leads and visit.role not in roles and visit.forms not in looks):
            yield visit
        roles.add(visit.role)
        looks.add(visit.forms)
