from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests import factories
from tests.cooperation.conftest import World

from tricity.activity.models import Entry
from tricity.cooperation import panels
from tricity.cooperation.actions import publish, run_synthesis
from tricity.cooperation.documents import documents
from tricity.cooperation.models import Opportunity
from tricity.directory.panels import Panel
from tricity.search import indexer
from tricity.search.queries import find
from tricity.web.identity import PublicationState

pytestmark = pytest.mark.django_db
CANDIDATE = "Candidate, not public"


@pytest.fixture
def candidate(world: World) -> Opportunity:
    run_synthesis()
    return Opportunity.objects.get()


@pytest.fixture
def published(candidate: Opportunity) -> Opportunity:
    return publish(candidate, by=factories.user(roles=["curator"]))


def signed_in(client: Client, **fields: object) -> Client:
    client.force_login(factories.user(**fields))
    return client


def test_page_says_who_needs_it_who_did_it_and_who_could_support(
    published: Opportunity, world: World, client: Client
) -> None:
    page = client.get(f"/en/opportunities/{published.code}/").content.decode()

    assert "Parking: China, Japan, Korea" in page
    assert "Proposed by analysis, not agreed by the cities named." in page
    assert "Cities have stated 2 needs on this topic, in: Japan, Korea." in page
    assert "Smart City Association" in page
    assert "A possible first step" in page
    for record in (world.korean_need, world.japanese_need, world.chinese_work, world.solution):
        assert record.code in page


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Parking: China, Japan, Korea"),
        ("ja", "駐車場: 韓国, 中国, 日本"),
        ("ko", "주차장: 일본, 중국, 한국"),
        ("zh-hans", "停车场: 韩国, 日本, 中国"),
    ],
)
def test_title_is_in_the_readers_language(
    published: Opportunity, client: Client, language: str, title: str
) -> None:
    page = client.get(f"/{language}/opportunities/{published.code}/").content.decode()

    for word in title.replace(":", ",").split(", "):
        assert word in page.split("<h1>")[1].split("</h1>")[0]


def test_foreign_quotation_stands_below_a_text_in_the_readers_language(
    published: Opportunity, client: Client
) -> None:
    page = client.get(f"/en/opportunities/{published.code}/").content.decode()

    assert 'data-origin="digest"' in page
    assert '<blockquote lang="ko">' in page.split('<details class="original">', 1)[1]


@pytest.mark.parametrize(
    ("roles", "status"),
    [
        ([], 404),
        (["organizer"], 404),
        (["curator:KR"], 200),
        (["curator"], 200),
        (["operator"], 200),
    ],
)
def test_candidate_is_read_by_curators_of_its_countries_only(
    candidate: Opportunity, client: Client, roles: list[str], status: int
) -> None:
    signed_in(client, roles=roles)

    assert client.get(f"/en/opportunities/{candidate.code}/").status_code == status


def test_candidate_of_two_countries_is_hidden_from_the_curator_of_the_third(
    candidate: Opportunity, client: Client
) -> None:
    Opportunity.objects.update(countries=["JP", "KR"])
    signed_in(client, roles=["curator:CN"])

    page = client.get("/en/opportunities/").content.decode()

    assert client.get(f"/en/opportunities/{candidate.code}/").status_code == 404
    assert candidate.code not in page


def test_candidate_leaks_nowhere(candidate: Opportunity, world: World, client: Client) -> None:
    assert world.korean_need.city is not None
    for path in (
        "/en/opportunities/",
        "/en/overlaps/",
        "/en/overlaps/parking/",
        "/en/overlaps/parking/kr/",
        f"/en/needs/{world.korean_need.code}/matches/",
        f"/en{world.korean_need.city.get_absolute_url()[3:]}",
        f"/en{world.association.get_absolute_url()[3:]}",
        "/en/countries/kr/",
    ):
        assert candidate.code not in client.get(path).content.decode(), path
    (document,) = documents([candidate.pk])
    assert document.visibility == ["country:CN", "country:JP", "country:KR"]


def test_published_candidate_is_found_by_everybody(published: Opportunity) -> None:
    (document,) = documents([published.pk])

    assert document.visibility == ["public"]
    assert set(document.facets["country"]) == {"CN", "JP", "KR"}


def test_withdrawn_candidate_leaves_the_index(published: Opportunity) -> None:
    Opportunity.objects.update(publication_state=PublicationState.ARCHIVED)

    assert list(documents([published.pk])) == []


def test_curators_see_candidates_marked_in_the_list(candidate: Opportunity, client: Client) -> None:
    signed_in(client, roles=["curator:JP"])

    page = client.get("/en/opportunities/").content.decode()

    assert candidate.code in page
    assert CANDIDATE in page


@pytest.mark.parametrize(
    ("roles", "status"),
    [([], 404), (["organizer"], 404), (["curator:KR"], 302), (["curator"], 302), (["operator"], 302)],
)
def test_publishing_takes_a_curator(
    candidate: Opportunity, client: Client, roles: list[str], status: int
) -> None:
    signed_in(client, roles=roles)

    response = client.post(f"/en/opportunities/{candidate.code}/publish/")

    assert response.status_code == status
    candidate.refresh_from_db()
    assert candidate.is_public == (status == 302)
    assert Entry.objects.filter(verb="opportunity.published").count() == (status == 302)


def test_publishing_is_no_visitors_deed(candidate: Opportunity, client: Client) -> None:
    assert client.post(f"/en/opportunities/{candidate.code}/publish/").status_code == 404
    assert client.get(f"/en/opportunities/{candidate.code}/publish/").status_code == 405


def test_withdrawing_a_published_candidate_is_refused_to_readers(
    published: Opportunity, client: Client
) -> None:
    signed_in(client)

    response = client.post(
        f"/en/opportunities/{published.code}/withdraw/", {"text": "I dislike it.", "language": "en"}
    )

    assert response.status_code == 403
    published.refresh_from_db()
    assert published.is_public


def test_withdrawing_keeps_the_reason_for_curators(published: Opportunity, client: Client) -> None:
    signed_in(client, roles=["curator:KR"])

    client.post(
        f"/en/opportunities/{published.code}/withdraw/", {"text": "두 도시가 반대했다.", "language": "ko"}
    )

    page = client.get(f"/en/opportunities/{published.code}/").content.decode()
    assert '<span lang="ko" data-origin="original">두 도시가 반대했다.</span>' in page
    assert Client().get(f"/en/opportunities/{published.code}/").status_code == 404


def test_withdrawing_takes_a_reason(published: Opportunity, client: Client) -> None:
    signed_in(client, roles=["curator"])

    response = client.post(f"/en/opportunities/{published.code}/withdraw/", {"text": " ", "language": "en"})

    assert response.status_code == 422
    published.refresh_from_db()
    assert published.is_public


def test_deciding_twice_is_a_conflict(published: Opportunity, client: Client) -> None:
    signed_in(client, roles=["curator"])

    assert client.post(f"/en/opportunities/{published.code}/publish/").status_code == 409


def test_record_withdrawn_since_disappears_from_the_page(
    published: Opportunity, world: World, client: Client
) -> None:
    world.korean_need.publication_state = PublicationState.ARCHIVED
    world.korean_need.save()

    page = client.get(f"/ko/opportunities/{published.code}/").content.decode()

    assert world.korean_need.title not in page
    assert world.japanese_need.code in page


def test_candidate_no_longer_found_says_so(published: Opportunity, client: Client) -> None:
    Opportunity.objects.update(is_current=False)

    page = client.get(f"/en/opportunities/{published.code}/").content.decode()

    assert "No longer found by the newest analysis" in page


@pytest.mark.parametrize(
    ("query", "is_listed"),
    [
        ("", True),
        ("country=KR", True),
        ("country=XX", False),
        ("horizon=short", True),
        ("horizon=long", False),
        ("across=1", False),
        ("state=candidate", True),
        ("page=9", False),
    ],
)
def test_list_is_filtered(published: Opportunity, client: Client, query: str, is_listed: bool) -> None:
    page = client.get(f"/en/opportunities/?{query}").content.decode()

    assert (published.code in page) == is_listed


def test_pages_take_a_fixed_number_of_queries(
    published: Opportunity,
    world: World,
    client: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(5):
        client.get("/en/opportunities/")
    for _more in range(2):
        factories.opportunity(publication_state=PublicationState.PUBLISHED)

    with django_assert_max_num_queries(5):
        client.get("/en/opportunities/")
    with django_assert_max_num_queries(9):
        client.get(f"/en/opportunities/{published.code}/")
    signed_in(client, roles=["curator"])
    with django_assert_max_num_queries(12):
        client.get(f"/en/opportunities/{published.code}/")


def test_apps_above_add_panels(
    published: Opportunity, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panels, "_panels", [])
    panels.register(lambda opportunity, language, user: Panel("web/form_errors.html", {}))
    panels.register(lambda opportunity, language, user: None)

    assert len(client.get(f"/en/opportunities/{published.code}/").context["panels"]) == 1


def test_city_names_its_joint_projects(published: Opportunity, world: World, client: Client) -> None:
    assert world.korean_need.city is not None

    page = client.get(f"/en{world.korean_need.city.get_absolute_url()[3:]}").content.decode()

    assert published.code in page


@pytest.mark.parametrize(
    ("roles", "is_published", "total"),
    [
        ([], False, 0),
        (["organizer"], False, 0),
        (["curator:KR"], False, 1),
        (["curator"], False, 1),
        (["operator"], False, 1),
        ([], True, 1),
    ],
)
def test_search_finds_candidates_for_those_who_may_read_them(
    candidate: Opportunity, roles: list[str], is_published: bool, total: int
) -> None:
    if is_published:
        publish(candidate, by=factories.user(roles=["curator"]))
    indexer.catch_up()

    found = find("주차장", language="ko", kinds=["opportunity"], user=factories.user(roles=roles))

    assert (found.total, len(found.hits)) == (total, total)


@pytest.mark.parametrize(("text", "language"), [("parking", "en"), ("駐車場", "ja"), ("停车场", "zh-hans")])
def test_visitors_find_no_candidate(candidate: Opportunity, text: str, language: str) -> None:
    indexer.catch_up()
    anonymous = AnonymousUser()
    assert find(text, language=language, kinds=["opportunity"], user=anonymous).total == 0

    publish(candidate, by=factories.user(roles=["curator"]))
    indexer.catch_up()

    (hit,) = find(text, language=language, kinds=["opportunity"], user=anonymous).hits
    assert hit.object.code == candidate.code
