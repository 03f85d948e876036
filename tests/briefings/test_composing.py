"""What a briefing says, of whom, in which order, and on what it rests."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from tests import factories
from tests.briefings import made
from tests.briefings.made import Small
from tests.briefings.reading import note_of, notes, said, statements
from tricity.briefings.audience import EVERYBODY, INSIDERS, Audience
from tricity.briefings.composing import Asked, document
from tricity.briefings.extents import LONG, SHORT, Extent
from tricity.knowledge.models import Kind
from tricity.publishing import Document, Figure, Heading, Table, plain
from tricity.translation.models import Translation
from tricity.web.identity import PublicationState
from tricity.web.text import digest

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "ja", "ko", "zh-hans")
EXTENTS = (SHORT, LONG)
BY_NAME = {
    "en": ["China", "Japan", "Korea"],
    "ja": ["韓国", "中国", "日本"],
    "ko": ["일본", "중국", "한국"],
    "zh-hans": ["韩国", "日本", "中国"],
}


def briefing(language: str = "en", extent: Extent = LONG, audience: Audience = EVERYBODY) -> Document:
    return document(Asked(language, extent, audience))


def tables(found: Document) -> list[Table]:
    return [block for block in found.blocks if isinstance(block, Table)]


# --- Sources -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("extent", EXTENTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_statement_has_a_footnote_with_a_record_and_its_address(
    world: Small, language: str, extent: Extent
) -> None:
    found = briefing(language, extent)

    every = list(statements(found))
    assert len(every) > 8
    for each in every:
        assert re.search(r"[A-Z2-9]{8}", note_of(each)), plain(each)
    addresses = {run.href for each in every for note in each for run in note.note if run.href}
    records = (world.korean_need, world.japanese_need, world.chinese_work, world.solution, world.association)
    for subject in records:
        kind = subject.path
        assert f"http://testserver/{language}/{kind}/{subject.code}/" in addresses


@pytest.mark.parametrize("extent", EXTENTS)
def test_footnote_names_title_in_the_original_city_day_address_and_source(
    world: Small, extent: Extent
) -> None:
    first = next(
        run.note
        for each in statements(briefing("en", extent))
        for run in each
        if "駐車場の不足" in plain(run.note)
    )

    city = world.japanese_need.city
    assert city is not None
    text = plain(first)
    assert f"{city.names['en']} ({city.native_name}), Japan" in text
    assert "May 3, 2026" in text
    assert f"testserver/en/needs/{world.japanese_need.code}" in text
    assert "city.example" in text
    assert [run.language for run in first if run.text == "駐車場の不足"] == ["ja"]
    assert made.SOURCE["url"] in {run.href for run in first}


def test_record_that_is_cited_again_is_named_with_its_first_footnote(world: Small) -> None:
    found = notes(briefing("en", LONG))

    code = world.korean_need.code
    (whole,) = [at for at, note in enumerate(found, 1) if "주차장 부족" in note]
    again = [note for note in found if f"{code} (note" in note]
    assert again
    assert all(f"{code} (note {whole})" in note for note in again)


def test_count_names_how_many_more_there_are_and_where(world: Small) -> None:
    others = [factories.record("JP", Kind.NEED, title=f"題{number}").pk for number in range(4)]
    world.run.rows.all().delete()
    made.row(world.run, world.parking, {"JP": {"needs": [world.japanese_need.pk, *others]}})

    (table, _coverage) = tables(briefing())

    cell = table.rows[0][2]
    assert plain(cell) == "5 needs"
    assert "and 4 more: testserver/en/overlaps/parking/jp" in note_of(cell)


def test_what_is_public_no_more_is_not_cited_and_what_rests_on_it_alone_is_not_said(world: Small) -> None:
    world.chinese_work.publication_state = PublicationState.ARCHIVED
    world.chinese_work.save()

    found = briefing()

    assert world.chinese_work.code not in " ".join(notes(found))
    assert "Cities that have done it" not in said(found)
    assert plain(tables(found)[0].rows[0][1]) == "–"


# --- Words -------------------------------------------------------------------------------------------------------


def test_evidence_is_quoted_in_the_original(world: Small) -> None:
    items = [each for each in statements(briefing()) if "“주차장 정보가 필요하다.”" in plain(each)]

    assert len(items) == 1
    assert [run.language for run in items[0] if "필요하다" in run.text] == ["ko"]


def test_rendering_stands_below_the_original_and_says_whose_it_is(world: Small) -> None:
    need = world.korean_need
    Translation.objects.create(
        subject_kind="knowledge.record", subject_id=need.pk, field="summary", language="en", origin="machine",
        text="Nobody knows where there is room. Information on parking is needed.", source_digest=digest(need.summary),
    )  # fmt: skip

    found = said(briefing())

    assert "“주차장 정보가 필요하다.”\n“Information on parking is needed.” [machine rendering]" in found
    assert "Nobody knows" not in found


def test_body_is_quoted_with_the_whole_sentence(world: Small) -> None:
    assert "“지자체의 주차장 사업을 지원한다.”" in said(briefing())


def test_short_briefing_has_a_line_for_each_part(world: Small) -> None:
    found = said(briefing("en", SHORT))

    korea, japan = world.korean_need.city, world.japanese_need.city
    assert korea is not None
    assert japan is not None
    assert f"Cities that need it: {japan.names['en']}, {korea.names['en']}" in found
    assert "Who could support it: Smart City Association (스마트도시협회)" in found
    assert "A possible first step: " in found


def test_overlaps_are_drawn(world: Small) -> None:
    (figure,) = [block for block in briefing().blocks if isinstance(block, Figure)]

    assert ">Parking<" in figure.svg
    assert "Parking: Needed in Japan, Korea (2 needs); running in China (1 initiative)." in figure.alternative


def test_good_practice_names_the_needs_it_fits(world: Small) -> None:
    city = world.korean_need.city
    assert city is not None

    assert f"Needs that it fits: {city.names['en']}" in said(briefing())


def test_what_is_missing_is_said(world: Small) -> None:
    world.run.overview |= {
        "warnings": {
            "parking": [
                {"key": "rests_on_one_language", "parameters": {"language": "ko", "records": 4, "of": 5}},
                {"key": "gone_with_equal_weights", "parameters": {}},
            ]
        }
    }
    world.run.save()
    alone = factories.concept("drones", names=dict.fromkeys(LANGUAGES, "Drones"))
    need = factories.record("CN", Kind.NEED)
    needed = {"key": "needed", "parameters": {"needed": ["CN"], "needs": 1}}
    made.row(world.run, alone, {"CN": {"needs": [need.pk]}}, needed)

    found = said(briefing())

    assert "Parking: 4 of 5 records on it are written in Korean" in found
    assert "Parking: It is among the first topics only while" in found
    assert "Drones: Needed in China (1 need). Nobody has published that it runs or is offered." in found
    assert "For 2 needs neither experience of another city nor a solution was found" in found
    assert "2 needs state no time frame." in found


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_written_where_nothing_was_analysed(language: str) -> None:
    found = briefing(language)

    assert list(statements(found)) == []
    assert found.made_at is None


# --- Nobody comes first ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("most", ["CN", "JP", "KR"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_countries_stand_by_name_whatever_their_numbers(world: Small, language: str, most: str) -> None:
    for _each in range(5):
        factories.record(most, Kind.NEED, published_at=timezone.now())
        factories.record(most, status="operating")

    overlaps, coverage = tables(briefing(language))

    assert [plain(cell) for cell in overlaps.head[1:]] == BY_NAME[language]
    assert [plain(row[0]) for row in coverage.rows] == BY_NAME[language]
    short = [plain(each) for each in statements(briefing(language, SHORT))]
    first = [re.split("[:：]", line)[0] for line in short]
    assert [name for name in first if name in BY_NAME[language]] == BY_NAME[language]


@pytest.mark.parametrize("first", [0, 1, 2])
def test_cities_stand_by_name_whatever_speaks_for_them(countries: Any, first: int) -> None:
    """The evidence with the most weight comes first in the analysis, and not in the briefing."""
    topic = factories.concept("parking")
    cities = [factories.city("JP", names={"en": name, "ja": name}) for name in ("Akita", "Beppu", "Chiba")]
    works = [
        factories.record("JP", status="operating", title=f"業{at}", city=city)
        for at, city in enumerate(cities)
    ]
    made.run(any=made.view())
    need = factories.record("KR", Kind.NEED)
    ordered = [*works[first:], *works[:first]]
    made.candidate(topic, [made.spoken("need", need), *(made.spoken("experience", each) for each in ordered)])

    found = said(briefing("en", SHORT))

    assert "Cities that have done it: Akita, Beppu, Chiba" in found


def test_every_country_has_its_place_where_not_all_can_be_named(countries: Any) -> None:
    topic = factories.concept("parking")
    made.run(any=made.view())
    needs = [factories.record(code, Kind.NEED) for code in ("CN", "CN", "CN", "JP", "KR")]
    made.candidate(topic, [made.spoken("need", each) for each in needs])

    found = said(briefing("en", SHORT))

    named = [needs[at].city.names["en"] for at in (0, 3, 4)]  # type: ignore[union-attr]
    assert f"Cities that need it: {', '.join(named)}" in found


@pytest.mark.parametrize("extent", EXTENTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_score_is_shown(world: Small, language: str, extent: Extent) -> None:
    found = briefing(language, extent)

    whole = f"{said(found)} {' '.join(notes(found))}"
    assert not re.search(r"0[.,]87|8731", whole)


# --- Who reads it ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("audience", "is_there"),
    [
        (EVERYBODY, False),
        (Audience(("CN",)), False),
        (Audience(("JP",)), True),
        (Audience(("CN", "KR")), True),
        (INSIDERS, True),
    ],
)
def test_candidates_that_are_not_published_are_for_those_who_decide(
    world: Small, audience: Audience, is_there: bool
) -> None:
    secret = factories.concept("secret", names=dict.fromkeys(LANGUAGES, "Secret topic"))
    draft = {"publication_state": PublicationState.DRAFT, "published_at": None, "countries": ["JP", "KR"]}
    made.candidate(secret, [made.spoken("need", world.korean_need)], **draft)

    found = said(briefing("en", LONG, audience))

    assert ("Secret topic: Japan, Korea *" in found) == is_there
    assert ("Candidates with * are not published" in found) == is_there


@pytest.mark.parametrize(
    "fields",
    [{"publication_state": PublicationState.ARCHIVED}, {"is_current": False}, {"deleted_at": timezone.now()}],
)
def test_withdrawn_and_outdated_candidates_are_left_out(world: Small, fields: dict[str, Any]) -> None:
    type(world.candidate).objects.update(**fields)

    found = said(briefing("en", LONG, INSIDERS))

    assert "No candidate has been published yet." in found


@pytest.mark.parametrize("extent", EXTENTS)
def test_drafts_are_not_counted_and_not_named(world: Small, extent: Extent) -> None:
    hidden = factories.record("KR", Kind.NEED, title="비밀 계획", publication_state=PublicationState.DRAFT)
    before = said(briefing("en", extent, INSIDERS))
    hidden.delete()

    assert "비밀" not in before
    assert said(briefing("en", extent, INSIDERS)) == before


# --- The same again ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("extent", EXTENTS)
def test_same_records_give_the_same_document(world: Small, extent: Extent) -> None:
    assert briefing("ja", extent) == briefing("ja", extent)


def test_it_takes_as_many_queries_for_much_as_for_little(
    countries: Any, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    made.full()

    with django_assert_max_num_queries(19):
        briefing("en", LONG)


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_come_one_level_after_the_other(world: Small, language: str) -> None:
    levels = [block.level for block in briefing(language).blocks if isinstance(block, Heading)]

    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
