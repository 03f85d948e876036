"""Everything that is checked without running the tests; each check is run, then the failures are named."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CHECKS = {
    "format": [BIN / "ruff", "format", "--check", "src", "tests", "benchmarks", "tools"],
    "lint": [BIN / "ruff", "check", "src", "tests", "benchmarks", "tools"],
    "templates": [sys.executable, "tools/check_templates.py"],
    "types": [BIN / "mypy"],
    "imports": [BIN / "lint-imports", "--no-cache"],
    "migrations": [sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run"],
    "system": [sys.executable, "-m", "django", "check", "--fail-level", "ERROR"],
    "translations": [sys.executable, "tools/check_translations.py"],
}


def main() -> int:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tricity.site.settings_test"}
    failed = []
    for name, command in CHECKS.items():
        print(f"== {name}", flush=True)
        if subprocess.run([str(part) for part in command], cwd=ROOT, env=environment, check=False).returncode:
            failed.append(name)
    print(f"Checks failed: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
