"""The rights matrix of the reference says what the rules say."""

from __future__ import annotations

import pytest

from tests.rights.document import FILE, written
from tests.rights.world import World


@pytest.mark.django_db
def test_the_reference_is_up_to_date(world: World) -> None:
    assert FILE.read_text(encoding="utf-8") == written(world), "Run tools/write_rights.py."
