"""Resolve the versions of pyproject.toml into requirements/*.txt, with hashes and without naming any index."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OPTIONS = [
    "--quiet", "--strip-extras", "--generate-hashes", "--allow-unsafe",
    "--no-header", "--no-emit-index-url", "--no-emit-find-links", "--no-emit-trusted-host", "--no-emit-options",
]  # fmt: skip


def compile_requirements(source: str, target: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "piptools", "compile", *OPTIONS, "--output-file", target, source],
        cwd=ROOT,
        check=True,
    )


def main() -> None:
    compile_requirements("pyproject.toml", "requirements/run.txt")
    for name in ("neural", "ray", "test", "node"):
        compile_requirements(f"requirements/{name}.in", f"requirements/{name}.txt")


if __name__ == "__main__":
    main()
