from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from tests import factories

from tricity.directory.models import Organization
from tricity.knowledge.models import Kind, Record
from tricity.search import engine
from tricity.terms.models import Concept


@dataclass(frozen=True)
class World:
    """Parking is short in a Korean and a Japanese city, solved in a Chinese one, and offered by a company."""

    parking: Concept
    waste: Concept
    korean_need: Record
    japanese_need: Record
    chinese_work: Record
    solution: Record
    draft: Record
    association: Organization


@pytest.fixture(autouse=True)
def _fresh_terms() -> Iterator[None]:
    """Each test has concepts of its own; the engine of the one before must not be used."""
    engine.forget()
    yield
    engine.forget()


@pytest.fixture
def world(countries: dict[str, object]) -> World:
    parking = factories.concept(
        "parking", names={"en": "Parking", "ja": "駐車場", "ko": "주차장", "zh-hans": "停车场"}
    )
    waste = factories.concept(
        "waste", names={"en": "Waste", "ja": "ごみ収集", "ko": "쓰레기 수거", "zh-hans": "垃圾收集"}
    )
    return World(
        parking=parking,
        waste=waste,
        korean_need=factories.record(
            "KR",
            Kind.NEED,
            title="주차장 부족",
            summary="주차장 빈자리를 알 수 없다. 주차장 정보가 필요하다.",
            horizon="short",
        ),
        japanese_need=factories.record(
            "JP",
            Kind.NEED,
            title="駐車場の不足",
            summary="駐車場の空きがわからない。駐車場の案内が要る。",
            horizon="short",
        ),
        chinese_work=factories.record(
            "CN", title="停车场信息平台", summary="停车场空位实时发布。停车场接入平台。", status="operating"
        ),
        solution=factories.record(
            "JP", Kind.SOLUTION, title="駐車場案内", summary="駐車場の満空を知らせる。"
        ),
        draft=factories.record(
            "KR",
            Kind.NEED,
            title="비밀 주차장 계획",
            summary="비밀 주차장 정보가 필요하다.",
            publication_state="draft",
            published_at=None,
        ),
        association=factories.organization(
            "KR",
            type="association",
            role_summary="스마트시티 협회로서 지자체의 주차장 사업을 지원한다.",
            names={"ko": "스마트도시협회", "en": "Smart City Association"},
        ),
    )
