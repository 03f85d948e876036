from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from tests import factories
from tests.participation.conftest import wish
from tricity.events.models import Event
from tricity.meetings import actions
from tricity.meetings.actions import Request
from tricity.meetings.models import Arrangement, Meeting, Partner, Slot
from tricity.participation.actions import register
from tricity.participation.models import Admission

START = dt.timedelta(hours=20)


@pytest.fixture
def event(db: None) -> Event:
    """Tomorrow, for two hours."""
    start = timezone.now().replace(minute=0, second=0, microsecond=0) + START
    made = factories.event(
        starts_at=start,
        ends_at=start + dt.timedelta(hours=2),
        time_zone="Asia/Seoul",
        languages=["zh-hans", "ja", "ko"],
    )
    Admission.objects.create(event=made, is_open=True, on_site_places=None)
    return made


@pytest.fixture
def arrangement(event: Event) -> Arrangement:
    """Meetings of 20 minutes with 5 between: four slots in the first hundred minutes, two tables, also online."""
    return arranged(event)


@pytest.fixture
def organizer(db: None) -> Any:
    return factories.user(roles=["organizer"])


def arranged(event: Event, **fields: Any) -> Arrangement:
    hours = [
        {
            "starts": event.starts_at.isoformat(),
            "ends": (event.starts_at + dt.timedelta(minutes=100)).isoformat(),
        }
    ]
    defaults = {"is_on": True, "hours": hours, "tables": 2, "is_online": True, "most_meetings": 3}
    row = Arrangement(event=event, **{**defaults, **fields})
    return actions.save_arrangement(row, by=None, version=None)


def partner(event: Event, name: str = "김하늘", **fields: Any) -> Partner:
    """A participant with an account who wishes to be found."""
    user = fields.pop("user", None) or factories.user()
    registration = register(event, wish(name=name, **fields), user=user)[0]
    actions.save_entry(registration, languages=["ko"], seeks={"ko": "주차 안내"}, offers={})
    return Partner.objects.select_related("registration__event", "user").get(registration=registration)


def slots(arrangement: Arrangement) -> list[Slot]:
    return list(arrangement.slots.all())


def asked(one: Partner, other: Partner, *wished: Slot, **fields: Any) -> Meeting:
    """A request for these times."""
    request = Request(subject="주차", language="ko", slots=wished, **fields)
    return actions.ask(one, other, request, by=one.user)


def agreed(one: Partner, other: Partner, slot: Slot, **fields: Any) -> Meeting:
    return actions.accept(asked(one, other, slot, **fields), slot, partner=other, by=other.user)
