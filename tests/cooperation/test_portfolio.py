"""The page on which a portfolio is chosen."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests import factories

from tricity.cooperation.models import Evidence, Opportunity
from tricity.cooperation.portfolio import address, limits
from tricity.directory.models import City
from tricity.knowledge.models import Kind, Record
from tricity.synthesis.portfolio import Limits
from tricity.web.identity import PublicationState

pytestmark = pytest.mark.django_db
PAGE = "/en/opportunities/portfolio/"


@pytest.fixture(autouse=True)
def _countries(countries: dict[str, object]) -> None:
    pass


@pytest.fixture
def secretariat(client: Client) -> Client:
    client.force_login(factories.user(roles=["curator"]))
    return client


def need(country: str, city: City | None = None, **fields: object) -> Record:
    return factories.record(country, Kind.NEED, city=city, **fields)


def candidate(topic: str, *needs: Record, horizon: str = "short", **fields: object) -> Opportunity:
    """A published candidate about a topic, that rests on these needs."""
    countries = sorted({each.country_id for each in needs} | {"JP", "KR"})
    fields = {"publication_state": PublicationState.PUBLISHED, "countries": countries, **fields}
    concept = factories.concept(topic, names={"en": topic.capitalize()})
    row = factories.opportunity(concept=concept, horizon=horizon, **fields)
    Evidence.objects.bulk_create(
        Evidence(opportunity=row, role="need", record=each, position=position)
        for position, each in enumerate(needs)
    )
    return row


def chosen(client: Client, query: str = "") -> list[str]:
    """The codes of the set, in its order."""
    response = client.get(PAGE + query)
    assert response.status_code == 200
    return [step.candidate.code for step in response.context["page"].steps]


@pytest.mark.parametrize(
    ("roles", "status"),
    [([], 403), (["translator"], 403), (["curator:KR"], 200), (["organizer"], 200), (["operator"], 200)],
)
def test_curators_and_organizers_choose(client: Client, roles: list[str], status: int) -> None:
    client.force_login(factories.user(roles=roles))

    assert client.get(PAGE).status_code == status


def test_who_is_not_signed_in_is_asked_to(client: Client) -> None:
    assert client.get(PAGE).status_code == 302


def test_members_of_a_body_do_not_choose(client: Client) -> None:
    client.force_login(factories.member())

    assert client.get(PAGE).status_code == 403


def test_each_chooses_from_what_they_may_read(client: Client) -> None:
    public = candidate("parking", need("JP"), need("KR"))
    korean = candidate("flooding", need("KR"), publication_state=PublicationState.DRAFT)
    Opportunity.objects.filter(pk=korean.pk).update(countries=["CN", "KR"])
    withdrawn = candidate("waste", need("KR"), publication_state=PublicationState.ARCHIVED)
    seen = {}
    for role in ("organizer", "curator:JP", "curator:KR", "curator"):
        client.force_login(factories.user(roles=[role]))
        seen[role] = set(chosen(client))

    assert seen == {
        "organizer": {public.code},
        "curator:JP": {public.code},
        "curator:KR": {public.code, korean.code},
        "curator": {public.code, korean.code},
    }
    assert withdrawn.code not in client.get(PAGE).content.decode()


def test_the_page_says_what_each_project_adds(secretariat: Client) -> None:
    shared = need("JP", factories.city("JP", names={"en": "Sapporo"}))
    large = candidate("parking", shared, need("KR"), need("KR"))
    small = candidate("flooding", shared, need("JP", factories.city("JP", names={"en": "Kobe"})))

    response = secretariat.get(PAGE)

    page = response.content.decode()
    assert [step.candidate.code for step in response.context["page"].steps] == [large.code, small.code]
    assert "2 projects meet 4 of 4 needs and plans." in page
    assert "No other set within these limits meets more." in page
    assert "Adds 3 needs and plans." in page
    assert "Adds 1 need or plan." in page
    assert [[str(city) for city in step.cities] for step in response.context["page"].steps] == [
        ["Sapporo"],
        ["Kobe"],
    ]


def test_limits_stand_in_the_address(secretariat: Client) -> None:
    large, other = (
        candidate("parking", need("JP"), need("KR")),
        candidate("waste", need("KR"), horizon="long"),
    )

    assert chosen(secretariat, "?projects=1") == [large.code]
    assert chosen(secretariat, "?projects=1&long=1") == [other.code]
    assert chosen(secretariat, f"?projects=1&pin={other.code}") == [other.code]
    assert chosen(secretariat, f"?out={large.code}") == [other.code]


def test_a_city_takes_part_in_no_more_projects_than_asked(secretariat: Client) -> None:
    busy = factories.city("JP")
    large = candidate("parking", need("JP", busy), need("KR"))
    candidate("waste", need("JP", busy))

    assert chosen(secretariat, "?per_city=1") == [large.code]


def test_limits_that_clash_are_named(secretariat: Client) -> None:
    row = candidate("parking", need("JP"), need("KR"))

    page = secretariat.get(f"{PAGE}?projects=0&pin={row.code}&short=2").content.decode()

    assert "These limits" not in page
    assert "This limit cannot be kept:" in page
    assert "<li>Short-term projects: at least 2 (candidates: 1)</li>" in page

    page = secretariat.get(f"{PAGE}?projects=0&pin={row.code}").content.decode()
    assert "These limits cannot be kept together; without any one of them they could:" in page
    assert "<li>Pinned: Parking: Japan, Korea</li><li>Projects: at most 0</li>" in page


def test_the_cities_of_a_clash_are_named(secretariat: Client) -> None:
    busy = factories.city("JP", names={"en": "Sapporo"})
    rows = [candidate("parking", need("JP", busy)), candidate("waste", need("JP", busy))]
    pins = "&".join(f"pin={row.code}" for row in rows)

    response = secretariat.get(f"{PAGE}?per_city=1&{pins}")

    assert [str(city) for city in response.context["page"].clash.cities] == ["Sapporo"]


def test_the_difference_from_the_limits_before_is_shown(secretariat: Client) -> None:
    large, other = (
        candidate("parking", need("JP"), need("KR")),
        candidate("waste", need("KR"), horizon="long"),
    )
    before = secretariat.get(f"{PAGE}?projects=1").context["page"].address

    response = secretariat.get(PAGE, {"projects": "1", "long": "1", "before": before})

    difference = response.context["page"].difference
    assert [each.code for each in difference.added] == [other.code]
    assert [each.code for each in difference.removed] == [large.code]
    assert difference.sentence == "Needs and plans met now and not before: 1; before and not now: 2."
    assert f"{PAGE}?projects=1" in response.content.decode()


def test_the_balance_says_who_is_missing_and_what_would_mend_it(secretariat: Client) -> None:
    candidate("parking", need("JP", factories.city("JP")), need("KR", factories.city("KR")))

    page = secretariat.get(PAGE).content.decode()

    assert "Nobody is there from China yet." in page
    assert "Not there yet: Company." in page
    assert "<li>Add: Company (China)</li>" in page


def test_a_number_that_cannot_be_meant_is_refused_and_stays_in_its_field(secretariat: Client) -> None:
    candidate("parking", need("JP"))

    response = secretariat.get(f"{PAGE}?projects=-3&long=many")

    assert response.status_code == 422
    page = response.content.decode()
    assert 'value="-3"' in page
    assert 'value="many"' in page
    assert response.context["page"].steps == ()


def test_an_address_with_candidates_that_are_gone_says_so(secretariat: Client) -> None:
    row = candidate("parking", need("JP"))

    response = secretariat.get(f"{PAGE}?pin=GONEGONE&before=%00%26pin%3Dx")

    assert [step.candidate.code for step in response.context["page"].steps] == [row.code]
    assert "1 candidate named in this address is not here any more" in response.content.decode()


def test_without_candidates_the_page_says_so(secretariat: Client) -> None:
    assert "There is no candidate to choose from yet." in secretariat.get(PAGE).content.decode()


@pytest.mark.parametrize("count", [1, 6])
def test_it_takes_few_queries_whatever_the_number_of_candidates(
    secretariat: Client, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        candidate(f"topic-{number}", need("JP", factories.city("JP")), need("KR", factories.city("KR")))

    with django_assert_max_num_queries(12):
        assert len(chosen(secretariat, "?projects=9")) == count


@pytest.mark.parametrize("language", ["en", "zh-hans", "ja", "ko"])
def test_it_speaks_four_languages(secretariat: Client, language: str) -> None:
    candidate("parking", need("JP"))

    response = secretariat.get(f"/{language}/opportunities/portfolio/?short=2&per_country=1")

    assert response.status_code == 200
    assert response.context["page"].clash is not None


def test_an_address_says_the_same_limits_again() -> None:
    wanted = Limits(most_projects=3, most_per_city=0, least_short=1, pinned=("B", "A"), excluded=("C",))

    assert address(wanted) == "projects=3&per_city=0&short=1&pin=A&pin=B&out=C"
    assert limits({"projects": 3, "per_city": 0, "short": 1}, ["A", "B"], ["C"]) == wanted


def test_who_may_choose_is_shown_the_way(client: Client) -> None:
    assert PAGE not in client.get("/en/opportunities/").content.decode()
    client.force_login(factories.user(roles=["organizer"]))
    assert PAGE in client.get("/en/opportunities/").content.decode()
