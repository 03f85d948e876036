"""Fail when a template is not in djade's format, or has an inline style, script or handler."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FORBIDDEN = re.compile(r"<style\b|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\bsrc=)|javascript:", re.IGNORECASE)


def main() -> int:
    templates = sorted((ROOT / "src/tricity").glob("*/templates/**/*.html"))
    found = [
        f"{path.relative_to(ROOT)}:{number}: {match[0].strip()} is not allowed by the content security policy"
        for path in templates
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if (match := FORBIDDEN.search(line))
    ]
    for problem in found:
        print(problem)
    djade = Path(sys.executable).parent / "djade"
    done = subprocess.run([djade, "--check", "--target-version", "5.2", *templates], check=False)
    return 1 if found or done.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
