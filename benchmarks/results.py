"""Keep one section of RESULTS.md for each benchmark, with the command that made it."""

from __future__ import annotations

import datetime as dt
import os
import platform
from pathlib import Path

RESULTS = Path(__file__).resolve().parent / "RESULTS.md"
HEAD = "# Results\n\nFigures of this machine: they compare with each other, not with those of another.\n"


def machine() -> str:
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, {dt.datetime.now(dt.UTC):%Y-%m-%d}"


def keep(title: str, command: str, body: str) -> None:
    """Replace the section `title`, or add it at the end."""
    text = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else HEAD
    parts = text.split("\n## ")
    section = f"{title}\n\n    {command}\n\n{machine()}\n\n{body.strip()}\n"
    kept = [part for part in parts[1:] if not part.startswith(f"{title}\n")]
    RESULTS.write_text(
        "\n## ".join([parts[0].rstrip() + "\n", *[part.rstrip() + "\n" for part in kept], section]),
        encoding="utf-8",
    )
