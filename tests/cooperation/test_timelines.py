"""The timeline of a topic on its page."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests import factories
from tests.cooperation.conftest import World

from tricity.cooperation.actions import run_synthesis
from tricity.cooperation.digests.timeline_drawing import Axis

pytestmark = pytest.mark.django_db


def _work(country: str, **fields: object) -> None:
    titles = {"CN": "停车场平台", "JP": "駐車場の案内", "KR": "주차장 정보"}
    factories.record(country, title=titles[country], summary=titles[country], **fields)


def test_a_lane_says_years_turning_points_and_how_many_state_no_year(world: World, client: Client) -> None:
    _work("KR", status="pilot", start_year=2019)
    _work("KR", status="operating", start_year=2021)
    _work("KR", status="operating", start_year=2021)
    run_synthesis()

    page = client.get("/en/overlaps/parking/").content.decode()

    assert "Regular work began in 2021, after a pilot of 2019." in page
    assert re.search(r"Started</span> 2021 <span class=\"quiet\">\(2\)</span>", page)
    assert '<p>1 record</p><p class="small quiet">1 short-term need</p>' in page
    assert "No record states a year." in page


def test_lanes_are_told_in_the_picture_and_again_in_a_table(world: World, client: Client) -> None:
    _work("JP", status="planned", start_year=2027)
    run_synthesis()

    page = client.get("/ja/overlaps/parking/").content.decode()

    figure, _ = page[page.index('<svg class="years-picture"') :].split("</svg>", 1)
    assert 'role="img"' in figure
    assert "<title>" in figure
    assert "<desc>" in figure
    assert "style=" not in figure
    assert figure.index("韓国") < figure.index("中国") < figure.index("日本")
    assert 'class="table roomy years-table"' in page


def test_without_any_year_there_is_no_picture_but_the_count(world: World, client: Client) -> None:
    run_synthesis()

    page = client.get("/en/overlaps/parking/").content.decode()

    assert '<svg class="years-picture"' not in page
    assert "years-table" in page


def test_a_topic_in_one_country_has_the_lane_of_that_country(world: World, client: Client) -> None:
    run_synthesis()

    page = client.get("/en/overlaps/parking/kr/").content.decode()

    table = page[page.index("years-table") :]
    assert table[: table.index("</table>")].count('<th scope="row">') == 1


def test_what_was_withdrawn_since_is_in_no_lane(world: World, client: Client) -> None:
    _work("JP", status="planned", start_year=2027)
    run_synthesis()
    type(world.korean_need).objects.filter(start_year=2027).update(publication_state="archived")

    assert "2027" not in client.get("/en/overlaps/parking/").content.decode()


@pytest.mark.parametrize(("first", "last"), [(2020, 2021), (1998, 2030), (1900, 2050)])
def test_an_axis_has_at_most_eight_round_years(first: int, last: int) -> None:
    ticks = Axis(first, last).ticks()

    assert 1 <= len(ticks) <= 8
    assert all(first <= year <= last for year in ticks)
