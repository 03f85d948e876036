from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests import factories

from tricity.accounts.desk import Reader
from tricity.accounts.waiting import desk_of
from tricity.activity.models import Entry
from tricity.cooperation import actions
from tricity.cooperation.actions.interests import MOST_A_DAY, Message
from tricity.cooperation.errors import NoOrganization, NothingSaid, OwnSubject, TooManyInterests
from tricity.cooperation.models import Evidence, Interest, InterestNote, Opportunity
from tricity.directory.models import Membership, Organization
from tricity.knowledge.models import Kind, Participation, Record
from tricity.search.engine import engine
from tricity.translation.actions import render
from tricity.web.identity import PublicationState
from tricity.web.text import Origin

pytestmark = pytest.mark.django_db
INTERESTED = Message("interested", "", "en")
# The box under the notice about personal data, for who has not agreed before.
AGREED = {"agreed_contact": "on"}


@pytest.fixture
def need(countries: dict[str, object]) -> Record:
    """A Korean city's need; its administration takes part in the platform."""
    record = factories.record("KR", Kind.NEED, title="주차장 부족")
    factories.organization("KR", type="city", city=record.city, names={"ko": "수원시", "en": "Suwon"})
    return record


@pytest.fixture
def suwon(need: Record) -> Organization:
    assert need.city is not None
    return Organization.objects.get(city=need.city)


@pytest.fixture
def yokohama(countries: dict[str, object]) -> Organization:
    return factories.organization("JP", names={"ja": "横浜市", "en": "Yokohama"})


@pytest.fixture
def interest(need: Record, yokohama: Organization) -> Interest:
    person = factories.user(organizations=[yokohama], native_name="佐藤未来", native_language="ja")
    return actions.express(
        need, Message("question", "料金はいくらですか。", "ja"), organization=yokohama, by=person
    )


def as_member(body: Organization, role: str = "member") -> Client:
    client, person = Client(), factories.user()
    Membership.objects.create(user=person, organization=body, role=role)
    client.force_login(person)
    return client


def as_role(*roles: str) -> Client:
    client = Client()
    client.force_login(factories.user(roles=list(roles)))
    return client


def express_url(record: Record) -> str:
    return f"/en/interests/new/record/{record.code}/"


def form(body: Organization, **fields: str) -> dict[str, object]:
    return {"kind": "interested", "organization": body.pk, "text": "", "language": "ja", **AGREED, **fields}


def test_visitor_is_sent_to_sign_in_and_back(need: Record, client: Client) -> None:
    response = client.get(f"{express_url(need)}?kind=question")

    assert response.status_code == 302
    assert response.headers["Location"] == f"/en/sign-in/?next={express_url(need)}%3Fkind%3Dquestion"


def test_member_says_we_are_interested(need: Record, yokohama: Organization, suwon: Organization) -> None:
    client = as_member(yokohama)

    response = client.post(express_url(need), form(yokohama))

    interest = Interest.objects.get()
    assert response.headers["Location"] == interest.get_absolute_url()
    assert (interest.organization, interest.record, interest.status) == (yokohama, need, "new")
    assert list(interest.recipients.all()) == [suwon]
    assert Entry.objects.get(verb="interest.expressed").details == {"kind": "interested", "about": need.code}


def test_form_asks_which_organization_only_where_there_are_several(
    need: Record, yokohama: Organization
) -> None:
    client = as_member(yokohama)
    page = client.get(express_url(need)).content.decode()
    assert "You write for" in page

    second = factories.organization("JP")
    Membership.objects.create(user=Membership.objects.get(organization=yokohama).user, organization=second)

    assert "For which organization" in client.get(express_url(need)).content.decode()


def test_refused_form_keeps_what_was_typed(need: Record, yokohama: Organization) -> None:
    client = as_member(yokohama)

    response = client.post(express_url(need), form(yokohama, kind="question", language="ja"))
    too_long = client.post(express_url(need), form(yokohama, text="長" * 4001))

    assert response.status_code == 422
    assert "Write what you want to ask." in response.content.decode()
    assert too_long.status_code == 422
    assert "長長長" in too_long.content.decode()
    assert not Interest.objects.exists()


def test_person_without_organization_is_told_kindly(need: Record) -> None:
    client = as_role("organizer")

    response = client.post(express_url(need), {"kind": "interested", "text": "", "language": "en"})

    assert response.status_code == 403
    assert "Only members of a city administration" in response.content.decode()
    assert not Interest.objects.exists()


def test_own_record_is_refused_kindly(need: Record, suwon: Organization) -> None:
    response = as_member(suwon).get(express_url(need))

    assert response.status_code == 403
    assert "This record is your own organization" in response.content.decode()


def test_foreign_organization_cannot_be_spoken_for(
    need: Record, yokohama: Organization, suwon: Organization
) -> None:
    stranger = factories.organization("CN")

    response = as_member(yokohama).post(express_url(need), form(stranger))

    assert response.status_code == 422
    assert not Interest.objects.exists()


def test_actions_check_for_themselves(need: Record, yokohama: Organization, suwon: Organization) -> None:
    with pytest.raises(NoOrganization):
        actions.express(need, INTERESTED, organization=yokohama, by=factories.user())
    with pytest.raises(OwnSubject):
        actions.express(need, INTERESTED, organization=suwon, by=factories.user(organizations=[suwon]))


def test_provider_owns_its_solution(yokohama: Organization) -> None:
    solution = factories.record("JP", Kind.SOLUTION)
    Participation.objects.create(record=solution, organization=yokohama, name="横浜市", role="provider")

    with pytest.raises(OwnSubject):
        actions.express(
            solution, INTERESTED, organization=yokohama, by=factories.user(organizations=[yokohama])
        )


@pytest.mark.parametrize("state", ["draft", "archived"])
def test_what_is_not_public_cannot_be_written_about(need: Record, yokohama: Organization, state: str) -> None:
    need.publication_state = PublicationState(state)
    need.save()

    assert as_member(yokohama).get(express_url(need)).status_code == 404


def test_candidate_not_public_cannot_be_written_about(yokohama: Organization) -> None:
    candidate = factories.opportunity()

    assert as_member(yokohama).get(f"/en/interests/new/opportunity/{candidate.code}/").status_code == 404
    assert as_member(yokohama).get(f"/en/interests/new/anything/{candidate.code}/").status_code == 404


def test_pressing_twice_is_one_thread(need: Record, yokohama: Organization) -> None:
    person = factories.user(organizations=[yokohama])
    first = actions.express(need, INTERESTED, organization=yokohama, by=person)

    assert actions.express(need, INTERESTED, organization=yokohama, by=person) == first
    question = Message("question", "Why?", "en")
    asked = actions.express(need, question, organization=yokohama, by=person)
    assert asked != first
    assert actions.express(need, question, organization=yokohama, by=person) == asked
    assert Interest.objects.count() == 2


def test_organization_can_write_only_so_often_a_day(need: Record, yokohama: Organization) -> None:
    person = factories.user(organizations=[yokohama])
    for number in range(MOST_A_DAY):
        actions.express(need, Message("question", f"{number}?", "en"), organization=yokohama, by=person)

    with pytest.raises(TooManyInterests):
        actions.express(need, Message("question", "Once more?", "en"), organization=yokohama, by=person)

    response = as_member(yokohama).post(express_url(need), form(yokohama, kind="question", text="Once more?"))
    assert response.status_code == 422
    assert "An organization can send 20 messages a day." in response.content.decode()
    assert "Once more?" in response.content.decode()


def statuses(url: str, *clients: Client) -> list[int]:
    return [client.get(url).status_code for client in clients]


def test_thread_is_read_by_both_sides_and_curators_only(
    interest: Interest, yokohama: Organization, suwon: Organization
) -> None:
    url = f"/en/interests/{interest.code}/"
    stranger = as_member(factories.organization("KR"), "administrator")

    assert statuses(url, as_member(yokohama), as_member(suwon)) == [200, 200]
    assert statuses(url, as_role("curator:KR"), as_role("curator:JP"), as_role("curator")) == [200, 200, 200]
    assert statuses(url, as_role("operator")) == [200]
    assert statuses(url, stranger, as_role("curator:CN"), as_role("organizer"), as_role()) == [404] * 4
    assert statuses(url, Client()) == [302]


def test_list_shows_only_own_threads(interest: Interest, yokohama: Organization, suwon: Organization) -> None:
    def listed(client: Client, box: str = "all") -> bool:
        return interest.code in client.get(f"/en/interests/?box={box}").content.decode()

    sender, receiver = as_member(yokohama), as_member(suwon)
    assert [listed(sender, box) for box in ("all", "received", "sent")] == [True, False, True]
    assert [listed(receiver, box) for box in ("all", "received", "sent")] == [True, True, False]
    assert listed(as_role("curator:KR"))
    assert listed(as_role("operator"))
    assert not listed(as_member(factories.organization("KR")))
    assert not listed(as_role("curator:CN"))
    assert not listed(as_role())


@pytest.mark.parametrize(("status", "is_listed"), [("new", True), ("agreed", False), ("nonsense", True)])
def test_list_is_filtered_by_status(
    interest: Interest, yokohama: Organization, status: str, is_listed: bool
) -> None:
    page = as_member(yokohama).get(f"/en/interests/?status={status}").content.decode()

    assert (interest.code in page) == is_listed


def test_body_that_joins_later_sees_what_was_written_to_it(yokohama: Organization) -> None:
    need = factories.record("CN", Kind.NEED)
    interest = actions.express(
        need, INTERESTED, organization=yokohama, by=factories.user(organizations=[yokohama])
    )
    assert (
        "No body named there takes part here yet"
        in as_role("curator:CN").get(f"/en/interests/{interest.code}/").content.decode()
    )

    later = factories.organization("CN", type="city", city=need.city)

    assert statuses(f"/en/interests/{interest.code}/", as_member(later)) == [200]


def test_either_side_answers_and_changes_the_status(
    interest: Interest, yokohama: Organization, suwon: Organization
) -> None:
    url = f"/en/interests/{interest.code}/"

    as_member(suwon).post(url, {"text": "무료입니다.", "language": "ko", "status": "in-contact", **AGREED})
    as_member(yokohama).post(url, {"text": "", "language": "ja", "status": "agreed", **AGREED})
    as_role("curator:KR").post(url, {"text": "잘됐습니다.", "language": "ko", "status": "agreed", **AGREED})

    interest.refresh_from_db()
    assert interest.status == "agreed"
    notes = [(note.organization, note.text, note.status) for note in InterestNote.objects.all()]
    assert notes == [
        (suwon, "무료입니다.", "in-contact"),
        (yokohama, "", "agreed"),
        (None, "잘됐습니다.", ""),
    ]
    verbs = list(
        Entry.objects.filter(verb__startswith="interest.").order_by("pk").values_list("verb", flat=True)
    )
    assert verbs == [
        "interest.expressed",
        "interest.status-changed",
        "interest.noted",
        "interest.status-changed",
        "interest.noted",
    ]


def test_stranger_cannot_write_into_a_thread(interest: Interest) -> None:
    client = as_member(factories.organization("KR"))

    response = client.post(
        f"/en/interests/{interest.code}/", {"text": "Hello", "language": "en", "status": "dropped"}
    )

    assert response.status_code == 404
    interest.refresh_from_db()
    assert (interest.status, interest.notes.count()) == ("new", 0)


def test_note_without_words_and_status_is_refused(interest: Interest, suwon: Organization) -> None:
    response = as_member(suwon).post(
        f"/en/interests/{interest.code}/", {"text": " ", "language": "ko", "status": "new", **AGREED}
    )

    assert response.status_code == 422
    with pytest.raises(NothingSaid):
        actions.add_note(
            interest, by=factories.user(), text="", language="en", status="new", organization=None
        )


def test_thread_shows_each_text_in_its_language_or_rendered(interest: Interest, suwon: Organization) -> None:
    url = f"/en/interests/{interest.code}/"
    client = as_member(suwon)
    page = client.get(url).content.decode()
    assert "A message in Japanese that names none of our topics." in page
    assert '<p lang="ja" class="record-summary">料金はいくらですか。</p>' in page
    assert '<span lang="ja">佐藤未来</span> <span class="romanized" lang="ja-Latn">Sato Mirai</span>' in page

    render(
        interest,
        "message",
        source=interest.message,
        source_language="ja",
        language="en",
        text="What does it cost?",
        origin=Origin.MACHINE,
    )

    page = client.get(url).content.decode()
    assert '<span lang="en" data-origin="machine">What does it cost?</span>' in page
    assert "料金はいくらですか。" in page


def test_thread_shows_no_address(need: Record, yokohama: Organization, suwon: Organization) -> None:
    person = factories.user(
        username="sato@example.jp", email="sato@city.example.jp", organizations=[yokohama], native_name=""
    )
    interest = actions.express(need, INTERESTED, organization=yokohama, by=person)

    page = as_member(suwon).get(f"/en/interests/{interest.code}/").content.decode()

    assert "@" not in page


def test_withdrawn_record_is_not_named_in_its_thread(interest: Interest, yokohama: Organization) -> None:
    assert interest.record is not None
    interest.record.publication_state = PublicationState.ARCHIVED
    interest.record.save()

    for path in (f"/ko/interests/{interest.code}/", "/ko/interests/"):
        assert "주차장 부족" not in as_member(yokohama).get(path).content.decode()


def test_interest_in_a_candidate_reaches_cities_bodies_and_curators(
    need: Record, suwon: Organization, yokohama: Organization
) -> None:
    association = factories.organization("KR", type="association")
    opportunity = factories.opportunity(publication_state=PublicationState.PUBLISHED, countries=["CN", "KR"])
    Evidence.objects.create(opportunity=opportunity, role="need", record=need)
    Evidence.objects.create(opportunity=opportunity, role="support", organization=association)
    client = as_member(yokohama)

    client.post(
        reverse("cooperation:express", kwargs={"kind": "opportunity", "code": opportunity.code}),
        form(yokohama),
    )

    url = f"/en/interests/{Interest.objects.get().code}/"
    assert statuses(url, as_member(suwon), as_member(association), as_role("curator:CN")) == [200] * 3
    assert statuses(url, as_member(factories.organization("CN"))) == [404]
    # Another analysis names others; who was written to stays in the thread.
    Evidence.objects.all().delete()
    assert statuses(url, as_member(suwon), as_member(association)) == [200, 200]


def test_desk_shows_received_sent_and_candidates(
    interest: Interest, yokohama: Organization, suwon: Organization
) -> None:
    factories.opportunity()
    sender, receiver = factories.user(organizations=[yokohama]), factories.user(organizations=[suwon])
    curator = factories.user(roles=["curator:JP"])

    def waiting(person: object) -> dict[str, int | None]:
        return {str(each.title): each.total for each in desk_of(Reader(person, "en")).waiting}

    assert waiting(sender) == {"What your organization is interested in": 1}
    assert waiting(receiver) == {
        "Messages to your organization, not answered yet": 1,
        "Records about you to confirm": 1,
    }
    assert waiting(curator) == {"Joint project candidates to look at": 1}


def test_desk_page_opens(interest: Interest, suwon: Organization) -> None:
    page = as_member(suwon).get("/en/my/").content.decode()

    assert "Messages to your organization, not answered yet" in page
    assert f"/en/interests/{interest.code}/" in page


def test_who_has_not_agreed_is_asked_before_anything_is_sent(
    need: Record, yokohama: Organization, interest: Interest, suwon: Organization
) -> None:
    sender, answerer = as_member(yokohama), as_member(suwon)
    answer = {"text": "무료입니다.", "language": "ko", "status": "in-contact"}

    refused = [
        sender.post(express_url(need), form(yokohama, kind="interested", agreed_contact="")),
        answerer.post(f"/en/interests/{interest.code}/", answer),
    ]

    assert [response.status_code for response in refused] == [422, 422]
    assert all("Tick this box to agree" in response.content.decode() for response in refused)
    assert (Interest.objects.count(), InterestNote.objects.count()) == (1, 0)
    accepted = answerer.post(f"/en/interests/{interest.code}/", {**answer, **AGREED})
    again = answerer.post(f"/en/interests/{interest.code}/", answer)
    assert [accepted.status_code, again.status_code] == [302, 302]
    assert "Addresses are shown to nobody" in refused[1].content.decode()


def test_pages_take_a_fixed_number_of_queries(
    interest: Interest,
    need: Record,
    yokohama: Organization,
    suwon: Organization,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client = as_member(suwon)
    engine()  # its terms and names are read once a process, not once a page
    with django_assert_max_num_queries(12):
        client.get("/en/interests/")
    person = factories.user(organizations=[yokohama])
    for number in range(2):
        actions.express(need, Message("question", f"{number}?", "en"), organization=yokohama, by=person)
        actions.add_note(interest, by=person, text=str(number), language="en", organization=yokohama)

    with django_assert_max_num_queries(12):
        client.get("/en/interests/")
    with django_assert_max_num_queries(12):
        client.get(f"/en/interests/{interest.code}/")


def test_opportunities_exist_without_interest(client: Client) -> None:
    assert Opportunity.objects.count() == 0
    assert as_role().get("/en/interests/").status_code == 200


def test_forms_are_refused_without_their_token(interest: Interest, need: Record, suwon: Organization) -> None:
    person = factories.user(organizations=[suwon], roles=["curator"])
    candidate = factories.opportunity()
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)

    for path in (
        express_url(need),
        f"/en/interests/{interest.code}/",
        f"/en/opportunities/{candidate.code}/publish/",
        f"/en/opportunities/{candidate.code}/withdraw/",
    ):
        assert (
            client.post(path, {"text": "x", "language": "en", "status": "agreed", **AGREED}).status_code
            == 403
        )
