from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.chromium import LISTEN, Complaints, Reader
from tests.journeys.people import Accounts, Browsing
from tests.journeys.site import Site, prepared, served
from tests.journeys.sweep import Sweep

# What is told live goes to each viewer after a time of their own, and machines may be busy.
expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo set up and not served, to be copied: processes of the same run share it."""
    own = tmp_path_factory.getbasetemp()
    return prepared(own.parent if "PYTEST_XDIST_WORKER" in os.environ else own)


@pytest.fixture(scope="session")
def site(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(demo, folder, dirs_exist_ok=True)
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


@pytest.fixture(scope="session")
def accounts(site: Site) -> Iterator[Accounts]:
    signed_in = Accounts(site)
    yield signed_in
    signed_in.close()


@pytest.fixture
def browse(site: Site, browser: Browser, accounts: Accounts) -> Iterator[Browsing]:
    """Opens a browser for each person of the story; fails it when one of them complains."""
    browsing = Browsing(site, browser, accounts)
    yield browsing
    assert browsing.close() == []
