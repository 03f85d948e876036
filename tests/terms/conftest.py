from __future__ import annotations

import json
from typing import Any

import pytest

from tests import factories
from tricity.terms.actions import load_seed
from tricity.terms.models import Concept, Proposal
from tricity.terms.sections import Section

PARKING = {
    "id": "parking",
    "pref": {"en": "Parking", "zh-hans": "停车", "zh-hant": "停車", "ja": "駐車", "ko": "주차"},
    "alt": {"en": ["car park"], "ja": ["パーキング"]},
    "definition": {"ja": "車を置くこと。"},
}
CHARGING = {"id": "charging", "pref": {"en": "Charging", "zh-hans": "充电", "ja": "充電", "ko": "충전"}}


@pytest.fixture
def parking(db: None) -> Concept:
    load_seed([json.dumps(row) for row in (PARKING, CHARGING)])
    return Concept.objects.get(slug="parking")


@pytest.fixture
def member(db: None) -> Any:
    return factories.user()


@pytest.fixture
def curator(db: None) -> Any:
    return factories.user(roles=["curator:JP"])


@pytest.fixture
def proposed(parking: Concept, member: Any) -> Proposal:
    """A member wants 「駐車場」 to be the preferred Japanese word and 「パーキング」 no longer to be written."""
    from tricity.terms.actions import propose_section

    wanted = Section("駐車場", ("駐車",), ("パーキング",), "車を止めて置く場所。")
    return propose_section(
        "parking", "ja", wanted, by=member, reason="法令の語", reason_language="ja", source="駐車場法"
    )
