"""Keep one section of RESULTS.md for each benchmark, with the command that made it."""

from __future__ import annotations

import datetime as dt
import os
import platform
import subprocess
import sys
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


def main() -> None:
    """`python benchmarks/results.py TITLE -- COMMAND …` runs a benchmark and keeps what it prints as a section."""
    title, _separator, command = sys.argv[1], sys.argv[2], sys.argv[3:]
    printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    print(printed)
    keep(
        title,
        " ".join(["python", *command[1:]]),
        "\n".join(f"    {line}".rstrip() for line in printed.splitlines()),
    )


if __name__ == "__main__":
    main()
