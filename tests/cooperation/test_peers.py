"""Similar work elsewhere: what an initiative's page and the page of its peers say, to whom."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests import factories
from tests.cooperation.conftest import World

from tricity.cooperation.actions import run_synthesis
from tricity.cooperation.digests.peers import peer_lines, peers_view
from tricity.cooperation.models import PeerPair
from tricity.knowledge.models import Record
from tricity.web.identity import PublicationState

pytestmark = pytest.mark.django_db


@pytest.fixture
def korean_plan(world: World) -> Record:
    return factories.record(
        "KR", title="주차장 정보 계획", summary="주차장 빈자리를 알리는 앱을 계획한다.", status="planned"
    )


@pytest.fixture
def japanese_work(world: World) -> Record:
    """It tells neither how far it is nor since when."""
    return factories.record(
        "JP", title="駐車場の案内", summary="駐車場の空きを知らせる。ごみ収集の車も止まれる。"
    )


def text(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


def test_a_pair_is_seen_from_both_sides_with_the_words_of_each(world: World, korean_plan: Record) -> None:
    run_synthesis()

    [here] = peers_view(world.chinese_work, "en").peers
    [there] = peers_view(korean_plan, "en").peers

    assert (here.record.pk, there.record.pk) == (korean_plan.pk, world.chinese_work.pk)
    first, back = here.reasons[0], there.reasons[0]
    assert (first.concept_id, first.query_language, first.document_language) == ("parking", "zh-hans", "ko")
    assert (first.query_text, first.document_text) == (back.document_text, back.query_text)


def test_page_says_who_is_further_and_keeps_unknown_unknown(
    world: World, korean_plan: Record, japanese_work: Record, client: Client
) -> None:
    run_synthesis()

    page = text(client.get(f"/en/initiatives/{world.chinese_work.code}/peers/").content.decode())

    assert "This one is further (Operating) than the other (Planned)." in page
    assert "Which of the two is further is not known." in page
    assert "Why?" in page
    assert "(topic: Parking)" in page


def test_topics_that_only_one_has_are_named(world: World, japanese_work: Record) -> None:
    run_synthesis()

    [peer] = peers_view(world.chinese_work, "en").peers

    assert [topic.slug for topic in peer.there.only] == ["waste"]
    assert peer.here.only == ()


def test_the_initiatives_own_page_shows_similar_work_with_why_when_it_is_opened(
    world: World, korean_plan: Record, client: Client
) -> None:
    run_synthesis()
    peers = f"/en/initiatives/{world.chinese_work.code}/peers/"

    page = client.get(f"/en/initiatives/{world.chinese_work.code}/").content.decode()
    opened = client.get(peers, headers={"HX-Request": "true"}).content.decode()

    assert f'id="similar" hx-get="{peers}"' in page
    assert f"/en/initiatives/{korean_plan.code}/" in opened
    assert '<details class="why"><summary>Why?</summary>' in opened
    assert re.search(r'<[a-z]+ lang="ko"[^>]*>주차장', opened)
    assert f'<a href="{peers}">' in opened


def test_work_abroad_stands_first_beside_the_initiative(world: World, korean_plan: Record) -> None:
    same = {
        "title": "停车场信息平台",
        "summary": "停车场空位实时发布。停车场接入平台。",
        "status": "operating",
    }
    at_home = factories.record("CN", **same)
    run_synthesis()

    lines = peer_lines(world.chinese_work, "en")

    assert [line.url for line in lines] == [
        f"/en/initiatives/{each.code}/" for each in (korean_plan, at_home)
    ]


def test_an_initiative_without_peers_says_so(world: World, client: Client) -> None:
    run_synthesis()
    peers = f"/en/initiatives/{world.chinese_work.code}/peers/"

    opened = client.get(peers, headers={"HX-Request": "true"}).content.decode()

    assert "No initiative in another country has been found to be close to it yet." in opened


def test_what_is_not_public_any_more_is_left_out(world: World, korean_plan: Record, client: Client) -> None:
    run_synthesis()
    korean_plan.publication_state = PublicationState.ARCHIVED
    korean_plan.save()

    peers = client.get(f"/en/initiatives/{world.chinese_work.code}/peers/").content.decode()

    assert korean_plan.code not in peers
    assert client.get(f"/en/initiatives/{korean_plan.code}/peers/").status_code == 404


def test_page_exists_for_initiatives_only(world: World, client: Client) -> None:
    run_synthesis()

    assert client.get(f"/en/initiatives/{world.korean_need.code}/peers/").status_code == 404


def test_pairs_go_with_their_run(world: World, korean_plan: Record) -> None:
    run_synthesis()
    first = set(PeerPair.objects.values_list("pk", flat=True))

    newest = run_synthesis()

    assert first.isdisjoint(PeerPair.objects.values_list("pk", flat=True))
    assert set(PeerPair.objects.values_list("run", flat=True)) == {newest.pk}


@pytest.mark.parametrize("language", ["zh-hans", "ja", "ko", "en"])
def test_page_is_read_in_every_language(
    language: str, world: World, korean_plan: Record, client: Client
) -> None:
    run_synthesis()

    answer = client.get(f"/{language}/initiatives/{world.chinese_work.code}/peers/")

    assert answer.status_code == 200


@pytest.mark.parametrize(("path", "most"), [("peers/", 7), ("", 12)])
def test_pages_take_a_fixed_number_of_queries(
    path: str,
    most: int,
    world: World,
    korean_plan: Record,
    client: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    run_synthesis()
    address = f"/en/initiatives/{world.chinese_work.code}/{path}"
    client.get(address)
    with django_assert_max_num_queries(most) as few:
        client.get(address)
    for _more in range(3):
        factories.record("JP", title="駐車場の案内", summary="駐車場の空きを知らせる。", status="operating")
    run_synthesis()

    with django_assert_max_num_queries(most) as many:
        client.get(address)

    assert len(many) <= len(few) + 1
