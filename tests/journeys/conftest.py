from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.chromium import LISTEN, Complaints, Reader
from tests.journeys.site import Site, served
from tests.journeys.sweep import Sweep


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder: Path = tmp_path_factory.mktemp("site")
    with served(folder) as running:
        yield running


@pytest.fixture(scope="session")
def sweep(site: Site, request: pytest.FixtureRequest) -> Iterator[Sweep]:
    """Every role signed in, and what they have visited; the table of it is printed when the tests are over."""
    started = time.monotonic()
    visiting = Sweep(site)
    yield visiting
    visiting.close()
    reporter = request.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and visiting.visits:
        reporter.write_line(f"\n{visiting.table()}, {time.monotonic() - started:.0f} s")


@pytest.fixture(scope="session")
def reader(site: Site, browser: Browser, sweep: Sweep, request: pytest.FixtureRequest) -> Iterator[Reader]:
    reading = Reader(site, browser, sweep)
    yield reading
    reading.close()
    reporter = request.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None:
        reporter.write_line(
            f"\n{reading.opened} pages opened in Chromium, {reading.looked_at} looked at by axe-core"
        )


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1280, "height": 900})
    opened.set_default_timeout(15_000)
    opened.add_init_script(LISTEN)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, site: Site) -> Iterator[Page]:
    """A page that fails its test when anything but the site is asked, or a script or policy error appears."""
    opened = context.new_page()
    complaints = Complaints(site.address)
    complaints.listen(opened)
    yield opened
    assert complaints.take() == []
