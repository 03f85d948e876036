"""What an analysis left, laid down row by row: small and known, or as full and as long as it can be."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from tests import factories
from tricity.cooperation.models import Evidence, Match, Opportunity, OverlapRow, SynthesisRun
from tricity.directory.models import Organization
from tricity.knowledge.models import Kind, Record
from tricity.terms.models import Concept
from tricity.web.identity import PublicationState

MOMENT = dt.datetime(2026, 5, 3, 23, 30, tzinfo=dt.UTC)
SOURCE = {"url": "https://city.example/plan/2026/parking.html", "read_on": "2026-04-01"}
_SENTENCE = {
    "key": "needed_running",
    "parameters": {"needed": ["JP", "KR"], "running": ["CN"], "needs": 2, "works": 1},
}


@dataclass(frozen=True)
class Small:
    """Parking is needed in Korea and Japan, runs in China and is offered from Japan."""

    run: SynthesisRun
    parking: Concept
    korean_need: Record
    japanese_need: Record
    chinese_work: Record
    solution: Record
    association: Organization
    candidate: Opportunity


def run(**overview: Any) -> SynthesisRun:
    return SynthesisRun.objects.create(started_at=MOMENT, finished_at=MOMENT, records=4, overview=overview)


def view(*slugs: str) -> dict[str, Any]:
    """Which topics are shown first."""
    return {"rows": [{"topic": slug, "cells": [], "sentence": _SENTENCE} for slug in slugs], "choice": {}}


def row(
    of: SynthesisRun, topic: Concept, cells: dict[str, dict[str, list[int]]], sentence: Any = None
) -> OverlapRow:
    parts = ("needs", "plans", "running", "solutions", "short", "long", "cities")
    whole = [{"country": code, **dict.fromkeys(parts, ()), **cell} for code, cell in sorted(cells.items())]
    return OverlapRow.objects.create(run=of, concept=topic, cells=whole, sentence=sentence or _SENTENCE)


def candidate(topic: Concept, evidence: list[Evidence], **fields: Any) -> Opportunity:
    defaults = {
        "countries": ["CN", "JP", "KR"],
        "score": 0.8731,
        "publication_state": PublicationState.PUBLISHED,
        "published_at": MOMENT,
    }
    made = factories.opportunity(concept=topic, **{**defaults, **fields})
    for position, each in enumerate(evidence):
        each.opportunity, each.position = made, position
    Evidence.objects.bulk_create(evidence)
    return made


def spoken(role: str, record: Record, quotation: str = "") -> Evidence:
    """Evidence with words of the summary, or with the title."""
    part = "summary" if quotation else "title"
    start = record.summary.find(quotation) if quotation else 0
    text = quotation or record.title
    return Evidence(
        role=role,
        record=record,
        quotation=text,
        reasons=[{"part": part, "start": start, "end": start + len(text)}],
    )


def small() -> Small:
    parking = factories.concept(
        "parking", names={"en": "Parking", "ja": "駐車場", "ko": "주차장", "zh-hans": "停车场"}
    )
    of = run(any=view("parking"))
    about: dict[str, Any] = {"published_at": MOMENT, "sources": [SOURCE]}
    korean = factories.record(
        "KR",
        Kind.NEED,
        title="주차장 부족",
        summary="빈자리를 모른다. 주차장 정보가 필요하다.",
        horizon="short",
        **about,
    )
    japanese = factories.record(
        "JP", Kind.NEED, title="駐車場の不足", summary="駐車場の空きがわからない。", **about
    )
    chinese = factories.record(
        "CN", title="停车场信息平台", summary="空位实时发布。", status="operating", start_year=2021, **about
    )
    solution = factories.record("JP", Kind.SOLUTION, title="駐車場案内", **about)
    association = factories.organization(
        "KR",
        type="association",
        names={"ko": "스마트도시협회", "en": "Smart City Association"},
        role_summary="회원을 모은다. 지자체의 주차장 사업을 지원한다.",
        language="ko",
    )
    row(
        of,
        parking,
        {"KR": {"needs": [korean.pk]}, "JP": {"needs": [japanese.pk]}, "CN": {"running": [chinese.pk]}},
    )
    Match.objects.create(run=of, kind=Match.Kind.EXPERIENCE, need=korean, other=chinese, score=0.7)
    support = Evidence(
        role=Evidence.Role.SUPPORT,
        organization=association,
        quotation="주차장",
        reasons=[{"reason": "topic", "start": association.role_summary.find("주차장"), "end": 20}],
    )
    evidence = [
        spoken("need", korean, "주차장 정보가 필요하다."),
        spoken("need", japanese),
        spoken("experience", chinese),
        spoken("offer", solution),
        support,
    ]
    made = candidate(parking, evidence)
    return Small(of, parking, korean, japanese, chinese, solution, association, made)


def full(*, candidates: int = 12, topics: int = 12) -> SynthesisRun:
    """As much as an analysis keeps, in texts as long as forms allow."""
    words = {
        "CN": "老旧小区停车位不足且信息分散",
        "JP": "駐車場の空き状況がわからない",
        "KR": "주차장 빈자리를 알 수 없다 ",
    }
    slugs = [f"topic-{at}" for at in range(topics)]
    warning = {"key": "rests_on_one_language", "parameters": {"language": "zh", "records": 8, "of": 9}}
    of = run(any=view(*slugs), warnings={slug: [warning] for slug in slugs})
    bodies = [
        factories.organization(
            code,
            type="association",
            names={"en": f"{code} Association of Municipalities " * 3},
            role_summary="x " * 200,
        )
        for code in words
    ]
    for at, slug in enumerate(slugs):
        name = f"A rather long name of a topic that cities have in common, number {at}"
        topic = factories.concept(slug, names=dict.fromkeys(("en", "ja", "ko", "zh-hans"), name))
        records = {
            code: [_long(code, text, at * 10 + turn) for turn in range(5)] for code, text in words.items()
        }
        cells = {
            code: {"needs": [found[0].pk, found[1].pk], "plans": [found[2].pk], "running": [found[3].pk]}
            for code, found in records.items()
        }
        countries = list(words)
        parameters = {
            "needed": countries,
            "planned": countries,
            "running": countries,
            "needs": 6,
            "plans": 3,
            "works": 3,
        }
        row(of, topic, cells, {"key": "needed_planned_running", "parameters": parameters})
        if at < candidates:
            roles = ("need", "need", "plan", "experience", "offer")
            evidence = [
                spoken(role, found[turn], found[turn].summary)
                for turn, role in enumerate(roles)
                for found in records.values()
            ]
            evidence += [
                Evidence(
                    role="support",
                    organization=body,
                    quotation="x",
                    reasons=[{"reason": "cities", "start": 0}],
                )
                for body in bodies
            ]
            candidate(topic, evidence, score=0.9 - at / 100)
        for code, other in (("CN", "JP"), ("JP", "KR"), ("KR", "CN")):
            Match.objects.create(
                run=of, kind="experience", need=records[code][0], other=records[other][3], score=0.6
            )
    return of


def _long(code: str, words: str, number: int) -> Record:
    kind = {4: Kind.SOLUTION, 3: Kind.INITIATIVE, 2: Kind.INITIATIVE}.get(number % 10, Kind.NEED)
    status = {2: "planned", 3: "operating"}.get(number % 10, "")
    source = {"url": f"https://www.city.example/{'plan/' * 30}{number}.html", "read_on": "2026-04-01"}
    title = f"{number}{words * 30}"[:300]
    return factories.record(
        code,
        kind,
        title=title,
        summary=f"{words * 40}。",
        status=status,
        sources=[source],
        published_at=timezone.now(),
    )
