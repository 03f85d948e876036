from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from tests import factories
from tricity.events.models import Event
from tricity.participation.actions import Wish, register
from tricity.participation.models import Admission, Registration


@pytest.fixture
def event(db: None) -> Event:
    """Tomorrow, in three languages."""
    start = timezone.now() + dt.timedelta(hours=20)
    return factories.event(
        starts_at=start, ends_at=start + dt.timedelta(hours=2), languages=["zh-hans", "ja", "ko"]
    )


@pytest.fixture
def organizer(db: None) -> Any:
    return factories.user(roles=["organizer"])


def admission(event: Event, **fields: Any) -> Admission:
    return Admission.objects.create(event=event, **{"is_open": True, **fields})


def wish(**fields: Any) -> Wish:
    return Wish(**{"name": "김하늘", "role": "city", "way": "online", "reads": "ko", **fields})


def registered(event: Event, user: Any = None, **fields: Any) -> Registration:
    return register(event, wish(**fields), user=user)[0]
