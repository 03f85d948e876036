from __future__ import annotations

from typing import Any

import pytest

from tests import factories
from tests.replay.made import add_captions, published
from tricity.accounts.demo import ACCOUNTS
from tricity.events.models import Event
from tricity.knowledge.models import Record
from tricity.outcomes.models import Outcome
from tricity.site.sample import outcomes
from tricity.site.sample.event import load_sample_event
from tricity.site.sample.outcomes import PASSED_TO, load_sample_outcomes
from tricity.site.sample.room import load_sample_room

pytestmark = pytest.mark.django_db


def test_the_demo_shows_what_became_of_its_questions(countries: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outcomes, "PARKING_SECONDS", 40.0)
    for account in ACCOUNTS:
        roles = [":".join(filter(None, grant)) for grant in account.grants]
        home = {"zh-hans": "CN", "ja": "JP"}.get(account.language, "KR")
        body = factories.organization(home, city=factories.city(home))
        factories.user(username=account.username, organizations=[body], roles=roles)
    factories.organization("KR", source="sample", external_id=PASSED_TO)
    event = load_sample_event()
    add_captions(event, "ja", texts=["見本です。", "駐車場の例です。"])
    published(event, "floor")
    load_sample_room(event)

    for _again in range(2):
        load_sample_outcomes(Event.objects.get(pk=event.pk))

    states = sorted(Outcome.objects.values_list("state", flat=True))
    assert states == ["open", "passed-on", "taken-up", "taken-up"]
    assert Record.objects.get().publication_state == "draft"
