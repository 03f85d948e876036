"""A bundle from a disk in a real browser without scripts."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.bundles.conftest import Make
from tests.bundles.opening import __file__ as program
from tricity.events.models import Event

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
CHROMIUM = shutil.which("chromium") or ""
AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
LANGUAGES = {"en": "en", "ja": "ja", "ko": "ko", "zh-hans": "zh-Hans"}


def test_pages_of_every_kind_open_from_a_disk_without_scripts(webinar: Event, make: Make, out: Path) -> None:
    if not CHROMIUM or not AXE.exists():
        pytest.skip("needs Chromium (Debian: apt-get install chromium) and axe-core (make setup)")
    make(webinar)
    of_one = sorted(path.name for path in (out / "ja").glob("*.html") if path.name != "index.html")
    names = [
        "index.html",
        *(f"{language}/index.html" for language in LANGUAGES),
        *(f"ja/{name}" for name in of_one),
    ]

    found = opened(out, names)

    for name, page in found.items():
        language = LANGUAGES.get(name.partition("/")[0], "en")
        assert (page["lang"], page["styled"], page["wide"]) == (language, True, 0), name
        assert page["heading"], name
        assert page["asked"] == sorted([name.rpartition("/")[2], "style.css"]), name
        assert page["violations"] == [], name


def opened(folder: Path, names: list[str]) -> dict[str, Any]:
    command = [sys.executable, program, CHROMIUM, str(AXE), str(folder), *names]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
