from __future__ import annotations

import json
from typing import Any

import pytest

from tests import factories
from tricity.knowledge.models import Record
from tricity.renderings.registry import Renderable, renderable
from tricity.terms.actions import load_seed, set_section
from tricity.terms.models import Concept
from tricity.terms.sections import Section

PARKING = {"id": "parking", "pref": {"en": "Parking", "zh-hans": "停车场", "ja": "駐車場", "ko": "주차장"}}


@pytest.fixture
def spec() -> Renderable:
    found = renderable("record")
    assert found is not None
    return found


@pytest.fixture
def record(db: None) -> Record:
    """A Japanese record about parking, a term whose Korean word 주차장 replaced 파킹장."""
    load_seed([json.dumps(PARKING)])
    set_section(
        "parking",
        "ko",
        Section("주차장", ("주차 공간",), ("파킹장",)),
        by=None,
        concept=Concept.objects.get(slug="parking"),
    )
    return factories.record("JP", title="駐車場の共有", summary="駐車場を共有する。2019年に始めた。")


@pytest.fixture
def translator(db: None) -> Any:
    return factories.user(roles=["translator"], native_name="김하늘", native_language="ko")


@pytest.fixture
def second(db: None) -> Any:
    return factories.user(roles=["translator"], native_name="이바다", native_language="ko")


@pytest.fixture
def korean_curator(db: None) -> Any:
    return factories.user(roles=["curator:KR"])
