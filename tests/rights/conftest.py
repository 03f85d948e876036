from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.utils import translation

from tests.rights.walking import Walker
from tests.rights.world import World, make_world


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Made once for a module, in a transaction that is undone at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        with translation.override("en"):
            yield make_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def walker(world: World) -> Walker:
    return Walker(world)
