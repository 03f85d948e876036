from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests import factories
from tests.cooperation.conftest import World

from tricity.cooperation.actions import run_synthesis
from tricity.cooperation.digests import matches_of
from tricity.web.identity import PublicationState

pytestmark = pytest.mark.django_db


def test_matches_name_experience_and_solutions_with_reasons(world: World) -> None:
    run_synthesis()

    found = {match.record.pk: match for match in matches_of(world.korean_need, "en")}

    assert set(found) == {world.chinese_work.pk, world.solution.pk}
    work = found[world.chinese_work.pk]
    assert (work.kind, work.is_same_country) == ("experience", False)
    assert work.reasons[0].concept_id == "parking"
    assert (work.reasons[0].query_language, work.reasons[0].document_language) == ("ko", "zh-hans")


def test_matches_are_read_from_the_other_side_too(world: World) -> None:
    run_synthesis()

    found = matches_of(world.chinese_work, "en")

    assert {match.record.pk for match in found} == {world.korean_need.pk, world.japanese_need.pk}
    assert found[0].reasons[0].query_language == "zh-hans"


def test_page_shows_reasons_in_the_readers_language(world: World, client: Client) -> None:
    run_synthesis()

    page = client.get(f"/en/needs/{world.korean_need.code}/matches/").content.decode()

    assert world.chinese_work.code in page
    assert "(topic: Parking)" in page
    assert "Proposed by analysis" in page


def test_page_leaves_out_what_is_not_public_any_more(world: World, client: Client) -> None:
    run_synthesis()
    world.chinese_work.publication_state = PublicationState.ARCHIVED
    world.chinese_work.save()

    page = client.get(f"/en/needs/{world.korean_need.code}/matches/").content.decode()

    assert world.chinese_work.code not in page


def test_page_exists_for_public_needs_only(world: World, client: Client) -> None:
    run_synthesis()

    assert client.get(f"/en/needs/{world.draft.code}/matches/").status_code == 404
    assert client.get(f"/en/needs/{world.chinese_work.code}/matches/").status_code == 404


def test_page_takes_a_fixed_number_of_queries(
    world: World, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    run_synthesis()
    client.get(f"/en/needs/{world.korean_need.code}/matches/")
    with django_assert_num_queries(7):
        client.get(f"/en/needs/{world.korean_need.code}/matches/")
    for _more in range(2):
        factories.record("CN", title="停车场信息平台", summary="停车场空位实时发布。", status="operating")
    run_synthesis()

    with django_assert_num_queries(7):
        client.get(f"/en/needs/{world.korean_need.code}/matches/")
