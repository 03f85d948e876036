"""A folder of packages, as small as a test wants it."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

Fill = Callable[[Mapping[str, str]], Path]


@pytest.fixture
def fill(tmp_path: Path) -> Fill:
    """Write files of the given path → text and return the folder they are in."""

    def filled(files: Mapping[str, str]) -> Path:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return filled
