from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.utils import translation

from tests import factories, migrated
from tricity.cooperation.analysis import finding, memory
from tricity.knowledge import topics
from tricity.language import Engine, Thesaurus
from tricity.search import engine
from tricity.synthesis.topics import TopicModel

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = shutil.which("chromium") or ""
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What never meets the database says nothing new on PostgreSQL: there only the rest is run."""
    if not os.environ.get("TRICITY_DATABASE_URL"):
        return
    meets = {item for item in items if _meets_the_database(item)}
    config.hook.pytest_deselected(items=[item for item in items if item not in meets])
    items[:] = [item for item in items if item in meets]


def _meets_the_database(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db"}
    return item.get_closest_marker("django_db") is not None or bool(
        fixtures & set(getattr(item, "fixturenames", ()))
    )


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> Iterator[bool]:
    """SQLite begins with a copy of a migrated database; the name of the copy is known by now."""
    if connection.vendor != "sqlite":
        yield False
        return
    path = Path(connection.settings_dict["TEST"]["NAME"])
    migrated.copy_to(path)
    yield True
    for part in ("", "-wal", "-shm"):
        path.with_name(path.name + part).unlink(missing_ok=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """SQLite empties tables by DELETE after tests with transactions of their own, which the audit trail refuses."""
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER IF EXISTS activity_entry_kept")


@pytest.fixture(scope="session", autouse=True)
def _engines_shared() -> Iterator[None]:
    """What questions may mean is worked out once for equal terms: it takes seconds, and a site remembers only its latest terms."""
    known: dict[str, Engine] = {}

    def over(thesaurus: Thesaurus) -> Engine:
        return known.setdefault(repr(thesaurus.concepts), Engine(thesaurus))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "Engine", over)
        yield


@pytest.fixture(scope="session", autouse=True)
def _topics_shared() -> Iterator[None]:
    """Topics are compiled once for equal terms: they take seconds, and the names an engine has mean nothing to them."""
    known: dict[str, TopicModel] = {}

    def over(thesaurus: Thesaurus, reader: Engine) -> TopicModel:
        if thesaurus is not reader.thesaurus:
            return TopicModel(thesaurus, reader)
        terms = repr(thesaurus.concepts)
        if terms not in known:
            known[terms] = TopicModel(thesaurus, reader)
        return known[terms]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(topics, "TopicModel", over)
        patch.setattr(finding, "TopicModel", over)
        yield


@pytest.fixture(scope="session", autouse=True)
def _memory_not_collected() -> Iterator[None]:
    """A run of the synthesis looks through every object of its process; here those of thousands of tests are among them."""
    idle = SimpleNamespace(collect=lambda: 0, freeze=lambda: None, unfreeze=lambda: None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(memory, "gc", idle)
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a process: Playwright runs once in it."""
    from playwright.sync_api import sync_playwright

    if not CHROMIUM:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Each test starts in English, whatever the one before switched to."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _own_index(settings: Any, tmp_path: Path) -> None:
    """Each test has a search index of its own, made when it is first written, and sees its own terms and names."""
    settings.INDEX_FOLDER = tmp_path / "index"
    engine.forget()


@pytest.fixture
def countries(db: None) -> dict[str, object]:
    return {code: factories.country(code) for code in ("CN", "JP", "KR")}
