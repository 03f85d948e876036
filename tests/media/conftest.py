from __future__ import annotations

import pytest

from tricity.media import Tools, find_tools


@pytest.fixture
def tools() -> Tools:
    return find_tools()
