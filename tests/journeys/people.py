"""Browsers of people: who has an account is signed in once for all journeys, over plain HTTP."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from tests.journeys.chromium import LISTEN, VIEWPORT, Complaints
from tests.journeys.site import Site
from tests.journeys.visitor import Visitor


@dataclass
class Accounts:
    """People who speak plain HTTP and keep their sessions, by user name."""

    site: Site
    _known: dict[str, Visitor] = field(default_factory=dict)

    def __getitem__(self, username: str) -> Visitor:
        if username not in self._known:
            self._known[username] = Visitor(self.site)
            self._known[username].sign_in(username)
        return self._known[username]

    def close(self) -> None:
        for visitor in self._known.values():
            visitor.close()


@dataclass
class Browsing:
    """Opens a browser for each person of a story, and closes all when it is told."""

    site: Site
    browser: Browser
    accounts: Accounts
    _opened: list[tuple[BrowserContext, Page, Complaints]] = field(default_factory=list)

    def __call__(
        self,
        username: str = "",
        *,
        size: ViewportSize = VIEWPORT,
        scripts: bool = True,
        is_heard: bool = True,
    ) -> Page:
        """A page of somebody new, or of an account; `is_heard`: whether what the browser complains of counts.

        It has 15 s of patience: what is told live goes to each viewer after a time of their own.
        """
        context = self.browser.new_context(
            base_url=self.site.address,
            viewport=size,
            java_script_enabled=scripts,
        )
        context.set_default_timeout(15_000)
        context.add_init_script(LISTEN)
        if username:
            cookies = self.accounts[username].cookies
            context.add_cookies(
                [{"name": name, "value": value, "url": self.site.address} for name, value in cookies.items()]
            )
        page = context.new_page()
        complaints = Complaints(self.site.address)
        if is_heard:
            complaints.listen(page)
        self._opened.append((context, page, complaints))
        return page

    def close(self) -> list[str]:
        """What the browsers complained of."""
        found = []
        for context, page, complaints in self._opened:
            found += [f"{page.url}: {each}" for each in complaints.take()]
            context.close()
        return found
