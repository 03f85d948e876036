"""An upgrade that fails, one that goes well, and the way back; in processes of their own, over real data folders."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.migrated import prepare
from tests.site.processes import run
from tricity.site.backup.schedule import KEPT_UPGRADES

PREPARE = """
from tests import factories
factories.record(title="駐車場")
"""
# The program of a later version: it has a migration more, which does what FORWARDS says.
LATER = """
from django.db import migrations
from django.db.migrations.loader import MigrationLoader
loads = MigrationLoader.load_disk
FORWARDS = {forwards}
class Migration(migrations.Migration):
    dependencies = [("jobs", "0001_initial")]
    operations = [migrations.RunSQL("CREATE TABLE jobs_later (id integer PRIMARY KEY)"), *FORWARDS]
def load_disk(self):
    loads(self)
    self.disk_migrations["jobs", "9999_later"] = Migration("9999_later", "jobs")
MigrationLoader.load_disk = load_disk
from tricity.site import upgrade
from tricity.site.upgrade import UpgradeFailed
"""
WELL = LATER.format(forwards="[]")
BADLY = LATER.format(forwards='[migrations.RunSQL("INSERT INTO no_such_table VALUES (1)")]')


def tables(data: Path) -> set[str]:
    with closing(sqlite3.connect(data / "tricity.sqlite3")) as database:
        return {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def titles(data: Path) -> list[str]:
    with closing(sqlite3.connect(data / "tricity.sqlite3")) as database:
        return [title for (title,) in database.execute("SELECT title FROM knowledge_record ORDER BY title")]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prepared")
    prepare(folder, PREPARE)
    return folder


@pytest.fixture
def data(prepared: Path, tmp_path: Path) -> Path:
    return shutil.copytree(prepared, tmp_path / "data")


def test_nothing_is_done_where_nothing_waits(data: Path) -> None:
    assert run(data, "from tricity.site import upgrade; print(upgrade.upgrade())") == "None"
    assert not (data / "backups").exists()


def test_failed_migration_is_taken_back(data: Path) -> None:
    said = run(
        data,
        BADLY
        + "try:\n    upgrade.upgrade()\nexcept UpgradeFailed as error:\n    print(error.message)\nprint(upgrade.pending())",
    )

    assert "The upgrade failed and was taken back; the database is as before." in said
    assert "no_such_table" in said
    assert said.endswith("['jobs.9999_later']")
    assert "jobs_later" not in tables(data)
    assert titles(data) == ["駐車場"]
    assert len(list((data / "backups").glob("tricity-local-before-upgrade-*.tar.gz"))) == 1


def test_upgrade_is_undone_and_what_was_written_since_is_kept(data: Path) -> None:
    said = run(data, f"{WELL}print(upgrade.upgrade().migrations)")
    assert said == "('jobs.9999_later',)"
    assert "jobs_later" in tables(data)
    run(data, "from tests import factories; factories.record(title='later', kind='solution')")

    kept = Path(run(data, f"{WELL}print(upgrade.undo().kept)"))

    assert "jobs_later" not in tables(data)
    assert titles(data) == ["駐車場"]
    assert titles(kept) == ["later", "駐車場"]
    assert "jobs_later" in tables(kept)
    again = "\ntry:\n    upgrade.undo()\nexcept UpgradeFailed as error:\n    print(error.message)"
    assert run(data, WELL + again) == "There is no upgrade that could be undone: its backup was not found."


def test_site_that_is_served_is_not_upgraded(data: Path) -> None:
    code = (
        "from tricity.site import state\nwith state.locked(state.SERVE_LOCK, shared=True):\n"
        "    try:\n        upgrade.upgrade()\n    except UpgradeFailed as error:\n        print(error.message)"
    )

    assert "Stop the site first." in run(data, WELL + code)
    assert "jobs_later" not in tables(data)


def test_more_than_one_way_back_is_kept() -> None:
    assert KEPT_UPGRADES > 1
