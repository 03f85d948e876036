"""The empty database of a site, migrated once: whoever needs one begins with a copy.

To migrate takes half a minute of a processor, and some dozen tests want a site of their own.
"""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import django

from tests.site.processes import ROOT, environment, run

FOLDER = ROOT / ".make"
# Whatever says what is in it: one of other migrations or models is another file.
SAYS_WHAT = ("*/migrations/*.py", "**/models.py", "**/models/*.py", "site/settings*.py")
MIGRATE = (
    "import django; django.setup()\n"
    "from django.core.management import call_command; call_command('migrate', verbosity=0)\n"
)


def copy_to(path: Path) -> None:
    """Put the database at `path`, as `tricity.sqlite3` of a data folder or elsewhere."""
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_migrated(), path)


def prepare(data: Path, code: str = "") -> str:
    """Begin a site in `data`: a database with all tables, and what `code` puts into it; what that printed."""
    copy_to(data / "tricity.sqlite3")
    return run(data, code) if code else ""


def _migrated() -> Path:
    """The file; made by the first who asks, while others who ask wait."""
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"migrated-{_digest()}.sqlite3"
    with (FOLDER / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            for older in FOLDER.glob("migrated-*.sqlite3"):
                older.unlink()
            _make(path)
    return path


def _make(path: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="tricity-migrated-") as data:
        subprocess.run([sys.executable, "-c", MIGRATE], env=environment(Path(data)), check=True)
        shutil.copyfile(Path(data) / "tricity.sqlite3", path.with_suffix(".new"))
    path.with_suffix(".new").rename(path)


def _digest() -> str:
    source = ROOT / "src/tricity"
    files = sorted({path for pattern in SAYS_WHAT for path in source.glob(pattern)})
    digest = hashlib.sha256(f"{django.VERSION} {sqlite3.sqlite_version}".encode())
    for file in files:
        digest.update(f"{file.relative_to(source)}\n".encode() + file.read_bytes())
    return digest.hexdigest()[:16]
