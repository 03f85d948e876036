"""The same thing told twice, in two languages: found, joined, undone, or told apart for good."""

from __future__ import annotations

from typing import Any

import pytest

from tests import factories
from tricity.harvest.duplicates import finding
from tricity.harvest.duplicates.joining import join, join_as_rendering, tell_apart, undo
from tricity.harvest.duplicates.likeness import THRESHOLD, described, figures_in, likeness, same_address
from tricity.harvest.errors import DecidedAlready, NotBoth
from tricity.harvest.models import Joining, Pair
from tricity.harvest.queries import open_pairs, successor_of
from tricity.knowledge.models import Record
from tricity.language import CollectionStatistics, Engine
from tricity.translation.actions import render
from tricity.translation.models import Translation
from tricity.web.identity import PublicationState
from tricity.web.text import Origin

pytestmark = pytest.mark.django_db

KOREAN = (
    "수원시 스마트 주차 안내",
    "수원시는 2024년부터 3,250면의 빈 주차 공간을 실시간으로 알려 주는 스마트 주차 시스템을 운영한다.",
)
JAPANESE = (
    "水原市のスマート駐車案内",
    "水原市は2024年から3,250台分の空き駐車スペースをリアルタイムで知らせるスマート駐車システムを運用している。",
)
OTHER = ("수원시 상수도 누수 감지", "수원시는 상수도관의 누수를 센서로 찾아내는 사업을 추진한다.")


@pytest.fixture(autouse=True)
def _rarity(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "rarity", lambda _engine: CollectionStatistics(documents=200))


@pytest.fixture
def suwon(countries: object) -> Any:
    return factories.city("KR", native_name="수원시", names={"ko": "수원시", "ja": "水原市", "en": "Suwon"})


@pytest.fixture
def both(suwon: Any) -> tuple[Record, Record]:
    """A public record in Korean, and a draft in Japanese of the same thing."""
    public = factories.record("KR", city=suwon, title=KOREAN[0], summary=KOREAN[1])
    draft = factories.record(
        "KR",
        city=suwon,
        title=JAPANESE[0],
        summary=JAPANESE[1],
        language="ja",
        publication_state=PublicationState.DRAFT,
    )
    return public, draft


@pytest.fixture
def pair(both: tuple[Record, Record]) -> Pair:
    return Pair.objects.create(
        first=both[0], second=both[1], score=0.9, reasons=[{"via": "text", "share": 0.7}]
    )


def test_same_thing_in_another_language_is_found_with_its_reasons(
    both: tuple[Record, Record], suwon: Any
) -> None:
    factories.record("KR", city=suwon, title=OTHER[0], summary=OTHER[1])

    finding.compare_record(both[1].pk)

    found = Pair.objects.get()
    assert (found.first, found.second) == both
    assert found.score >= THRESHOLD
    reasons = {each["via"]: each for each in found.reasons}
    assert reasons["figures"]["figures"] == ["3250"]
    assert {"text", "city", "words"} <= set(reasons)


def test_likeness_is_the_same_both_ways_round() -> None:
    engine = Engine()
    one, other = (
        described(engine, id=number, country="KR", city="", language=language, title=title, summary=summary)
        for number, language, (title, summary) in ((1, "ko", KOREAN), (2, "ja", JAPANESE))
    )
    statistics = CollectionStatistics(documents=200)

    assert likeness(one, other, statistics).score == likeness(other, one, statistics).score


def test_addresses_are_compared_without_what_tells_no_pages_apart() -> None:
    assert same_address("https://www.example.kr/a/") == same_address("http://example.kr/a")
    assert same_address("https://example.kr/") == "", "a start page says too little"
    assert same_address("https://example.kr/a?id=1") != same_address("https://example.kr/a?id=2")


def test_figures_tell_and_years_do_not() -> None:
    assert figures_in("2024年に3,250台、12.5%、7か所") == {"3250", "12.5"}
    assert figures_in("3,250면, 2024년") == {"3250"}


def test_pair_told_apart_is_never_asked_again(both: tuple[Record, Record]) -> None:
    curator = factories.user(roles=["curator:KR"])
    finding.compare_record(both[1].pk)
    tell_apart(Pair.objects.get(), by=curator)

    finding.compare_record(both[1].pk)
    finding.compare_record(both[0].pk)

    assert Pair.objects.get().state == Pair.State.DIFFERENT
    assert not open_pairs(curator).exists()


def test_joined_records_have_the_chosen_values_and_the_other_address_leads_on(pair: Pair) -> None:
    curator = factories.user(roles=["curator:KR"])
    Record.objects.filter(pk=pair.second_id).update(start_year=2024)

    join(pair, by=curator, keep_first=True, from_other=["start_year"])

    kept, gone = Record.objects.get(pk=pair.first_id), Record.objects.get(pk=pair.second_id)
    assert (kept.title, kept.language, kept.start_year, kept.is_public) == (KOREAN[0], "ko", 2024, True)
    assert gone.publication_state == PublicationState.ARCHIVED
    assert successor_of(gone) == kept
    with pytest.raises(DecidedAlready):
        join(pair, by=curator, keep_first=True, from_other=[])


def test_title_brings_its_text_and_language_along(pair: Pair) -> None:
    join(pair, by=factories.user(roles=["curator:KR"]), keep_first=True, from_other=["title"])

    kept = Record.objects.get(pk=pair.first_id)
    assert (kept.title, kept.summary, kept.language) == (*JAPANESE, "ja")


def test_undone_joining_leaves_two_records_as_they_were(pair: Pair) -> None:
    curator = factories.user(roles=["curator:KR"])
    joining = join(pair, by=curator, keep_first=True, from_other=["title"])
    kept = Record.objects.get(pk=pair.first_id)
    Record.objects.filter(pk=kept.pk).update(end_year=2030)

    undo(joining, by=curator)

    kept.refresh_from_db()
    assert (kept.title, kept.language, kept.end_year) == (KOREAN[0], "ko", 2030), (
        "what was written since stays"
    )
    assert Record.objects.get(pk=pair.second_id).publication_state == PublicationState.DRAFT
    assert Pair.objects.get().state == Pair.State.OPEN
    with pytest.raises(DecidedAlready):
        undo(joining, by=curator)


def test_renderings_of_the_same_text_move_and_come_back(pair: Pair) -> None:
    curator = factories.user(roles=["curator:KR"])
    render(
        pair.second,
        "title",
        source=JAPANESE[0],
        source_language="ja",
        language="en",
        text="Parking",
        origin=Origin.HUMAN,
    )

    joining = join(pair, by=curator, keep_first=True, from_other=["title"])

    row = Translation.objects.get(subject_id=pair.first_id, language="en")
    assert (row.text, row.source_text) == ("Parking", JAPANESE[0])
    undo(joining, by=curator)
    assert not Translation.objects.filter(subject_id=pair.first_id).exists()


@pytest.mark.parametrize(("is_official", "origin"), [(True, Origin.ORIGINAL), (False, Origin.HUMAN)])
def test_translation_becomes_a_rendering(pair: Pair, is_official: bool, origin: Origin) -> None:
    curator = factories.user(roles=["curator:KR"])
    render(
        pair.first,
        "title",
        source=KOREAN[0],
        source_language="ko",
        language="ja",
        text="古い",
        origin=Origin.MACHINE,
        engine="x",
    )

    joining = join_as_rendering(pair, by=curator, keep_first=True, is_official=is_official)

    rows = {row.field: row for row in Translation.objects.filter(subject_id=pair.first_id, language="ja")}
    assert {name: row.text for name, row in rows.items()} == dict(
        zip(("title", "summary"), JAPANESE, strict=True)
    )
    assert {row.origin for row in rows.values()} == {origin.value}

    undo(joining, by=curator)

    row = Translation.objects.get(subject_id=pair.first_id)
    assert (row.field, row.text, row.origin, row.engine) == ("title", "古い", "machine", "x")


@pytest.mark.parametrize("role", ["curator:JP", ""])
def test_nobody_joins_records_of_others(pair: Pair, role: str) -> None:
    with pytest.raises(NotBoth):
        join(pair, by=factories.user(roles=[role] if role else []), keep_first=True, from_other=[])
    assert not Joining.objects.exists()


def test_editor_of_one_may_not_join_it_with_the_public_record_of_another(pair: Pair) -> None:
    body = factories.organization("KR")
    Record.objects.filter(pk=pair.second_id).update(owner=body)
    editor = factories.user(organizations=[body])

    with pytest.raises(NotBoth):
        join(Pair.objects.get(), by=editor, keep_first=True, from_other=[])
    assert list(open_pairs(editor)) == [pair], "but may say that the two are different"


@pytest.mark.parametrize(
    "chosen", [["budget_amount", "indicators"], ["budget_amount", "indicators", "visibility"], ["visibility"]]
)
def test_joining_tells_nobody_more_than_before(pair: Pair, chosen: list[str]) -> None:
    figures = [{"name": "利用者", "value": 5, "unit": "人", "year": 2025}]
    Record.objects.filter(pk=pair.first_id).update(
        visibility={"lessons": "members"}, details={"lessons": "비밀"}
    )
    Record.objects.filter(pk=pair.second_id).update(
        visibility={"budget_amount": "secretariat", "indicators": "matched"},
        budget_amount=5, budget_currency="JPY", indicators=figures,
    )  # fmt: skip

    join(pair, by=factories.user(roles=["operator"]), keep_first=True, from_other=chosen)

    limits = Record.objects.get(pk=pair.first_id).visibility
    assert limits["lessons"] == "members"
    if "budget_amount" in chosen:
        assert (limits["budget_amount"], limits["indicators"]) == ("secretariat", "matched")
