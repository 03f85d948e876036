from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.live.places import KEY, Place
from tricity.live import names


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    with TemporaryDirectory(prefix="hub-") as name:  # a path of a Unix socket may not be long
        found = Place(Path(name))
        monkeypatch.setenv(names.SOCKET_VARIABLE, str(found.path))
        monkeypatch.setenv(names.KEY_VARIABLE, KEY)
        yield found
        for browser in found.browsers:
            browser.close()
        found.hub.kill()
        found.hub.wait()
        found.front.close()
