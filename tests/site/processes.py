"""Real processes over a data folder of their own, for tests that kill them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]


def environment(data: Path, **more: str) -> dict[str, str]:
    """SQLite in `data`, whatever the suite itself runs on."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TRICITY_", "COV_"))}
    return {
        **kept,
        "TRICITY_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "tricity.site.settings_test",
        # The code beside these tests, wherever the package was installed from.
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        **more,
    }


def start(data: Path, code: str) -> subprocess.Popen[str]:
    """A Python process that has set Django up and runs `code`."""
    program = f"import django\ndjango.setup()\n{code}"
    return subprocess.Popen(
        [sys.executable, "-c", program],
        env=environment(data),
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def run(data: Path, code: str) -> str:
    """What the process printed; an AssertionError with all of it where the process failed."""
    process = start(data, code)
    output = process.communicate(timeout=60)[0]
    assert process.returncode == 0, output
    return output.strip()


def wait_for(condition: Callable[[], object], seconds: float = 30.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)
