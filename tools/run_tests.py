"""Run the test suite: `unit` (SQLite), `postgres` (the same on PostgreSQL), `browser` (journeys); all three by default.

`quality` (thresholds on real data, two minutes with the aligned texts) runs when it is asked for.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from with_postgres import find_server, postgres

ROOT = Path(__file__).resolve().parent.parent
PYTEST = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal"]


def alone() -> list[str]:
    """What a command is run behind so that it sees no network but loopback; empty where that is not allowed."""
    prefix = ["unshare", "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"]
    if not (shutil.which("unshare") and shutil.which("ip")):
        return []
    return (
        prefix
        if subprocess.run([*prefix, "true"], check=False, stderr=subprocess.DEVNULL).returncode == 0
        else []
    )


def run(title: str, arguments: list[str], *, behind: list[str], **environment: str) -> dict[str, int]:
    """Run pytest, showing its output; the numbers of its closing line, at least one failure when it did not pass."""
    print(f"\n== {title}{' (no network but loopback)' if behind else ''}", flush=True)
    process = subprocess.Popen(
        [*behind, *PYTEST, *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    closing = ""
    for line in process.stdout:
        print(line, end="", flush=True)
        closing = line if re.search(r"\d+ (passed|failed|error|skipped)", line) else closing
    numbers = {
        word: int(number) for number, word in re.findall(r"(\d+) (passed|failed|error|skipped)", closing)
    }
    if process.wait() != 0:
        numbers["failed"] = max(1, numbers.get("failed", 0) + numbers.pop("error", 0))
    return numbers


def parts(wanted: list[str]) -> list[dict[str, int]]:
    results = []
    if "unit" in wanted:
        results.append(run("Unit suite on SQLite", ["-m", "not browser and not slow"], behind=alone()))
    if "postgres" in wanted:
        if find_server():
            with postgres() as address:
                results.append(
                    run(
                        "Unit suite on PostgreSQL",
                        ["-m", "not browser and not slow"],
                        behind=[],
                        TRICITY_DATABASE_URL=address,
                    )
                )
        else:
            print("Left out: the suite on PostgreSQL (its server is not installed).")
    if "browser" in wanted:
        if shutil.which("chromium"):
            results.append(
                run("Journeys in Chromium", ["-m", "browser", "--dist", "loadgroup"], behind=alone())
            )
        else:
            print("Left out: the journeys in a browser (Chromium is not installed).")
    if "quality" in wanted:
        results.append(
            run("Quality on real data", ["-m", "slow", "-n", "0", "tests/quality"], behind=alone())
        )
    return results


def main() -> int:
    results = parts(sys.argv[1:] or ["unit", "postgres", "browser"])
    total = {
        word: sum(numbers.get(word, 0) for numbers in results) for word in ("passed", "failed", "skipped")
    }
    print(f"\n{total['passed']} passed, {total['failed']} failed, {total['skipped']} skipped")
    return 1 if total["failed"] or not total["passed"] else 0


if __name__ == "__main__":
    sys.exit(main())
