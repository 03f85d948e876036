from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests import factories

from tricity.accounts.desk import Reader
from tricity.accounts.models import User
from tricity.accounts.waiting import desk_of
from tricity.activity.models import Entry
from tricity.cooperation.actions import ideas as actions
from tricity.cooperation.errors import ChangedMeanwhile, NoOrganization, TooFewCountries, WrongState
from tricity.cooperation.models import Idea, IdeaSupport
from tricity.cooperation.queries.ideas import ideas_to_judge
from tricity.directory.models import Membership, Organization
from tricity.discussion.models import Post
from tricity.knowledge.models import Kind
from tricity.renderings.registry import renderable
from tricity.search.indexer import catch_up
from tricity.search.queries import find
from tricity.translation.actions import render
from tricity.web.errors import Refused
from tricity.web.identity import PublicationState
from tricity.web.text import Origin

pytestmark = pytest.mark.django_db
State = PublicationState
_numbers = itertools.count(1)


@pytest.fixture
def yokohama(countries: dict[str, object]) -> Organization:
    return factories.organization("JP", names={"ja": "横浜市", "en": "Yokohama"})


@pytest.fixture
def suwon(countries: dict[str, object]) -> Organization:
    return factories.organization("KR", names={"ko": "수원시", "en": "Suwon"}, language="ko")


@pytest.fixture
def author(yokohama: Organization) -> User:
    return factories.member(body=yokohama, native_name="佐藤未来")


@pytest.fixture
def korean(suwon: Organization) -> User:
    return factories.member("KR", body=suwon)


def words(**fields: Any) -> actions.IdeaWords:
    number = next(_numbers)
    defaults: dict[str, Any] = {
        "kind": "project",
        "title": f"共同の駐車場案内{number}",
        "summary": "三か国の都市で駐車場の空きを知らせる。",
        "partners": "",
        "language": "ja",
        "horizon": "short",
        "countries": ["KR", "CN"],
        "topics": [],
        "records": [],
        "opportunities": [],
    }
    return actions.IdeaWords(**{**defaults, **fields})


@pytest.fixture
def draft(author: User, yokohama: Organization) -> Idea:
    return actions.write_idea(words(), by=author, owner=yokohama)


@pytest.fixture
def submitted(draft: Idea, author: User) -> Idea:
    return actions.submit_idea(draft, by=author)


@pytest.fixture
def public(submitted: Idea) -> Idea:
    return actions.publish_idea(submitted, by=factories.user(roles=["curator:JP"]))


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def form(body: Organization, **fields: Any) -> dict[str, Any]:
    return {
        "organization": body.code,
        "kind": "vision",
        "title": "みんなの水辺",
        "summary": "水辺をともに歩けるまちにします。",
        "language": "",
        **fields,
    }


def test_any_member_proposes_an_idea_for_their_body(author: User, yokohama: Organization) -> None:
    topic = factories.concept("waterfront", is_top=True)
    need = factories.record("KR", Kind.NEED)
    client = signed_in(author)

    response = client.post(
        "/en/ideas/new/",
        form(yokohama, topic_1=topic.slug, countries=["KR"], links=f"/ko/needs/{need.code}/", submit="1"),
    )

    idea = Idea.objects.get()
    assert response.headers["Location"] == idea.get_absolute_url()
    assert (idea.owner, idea.by, idea.language, idea.publication_state) == (
        yokohama,
        author,
        "ja",
        "submitted",
    )
    assert list(idea.topics.all()) == [topic]
    assert list(idea.records.all()) == [need]
    assert idea.wanted_countries == ["KR"]
    assert idea.country_id == "JP"


def test_form_says_which_line_names_nothing(author: User, yokohama: Organization) -> None:
    draft = factories.record("KR", Kind.NEED, publication_state=State.DRAFT)

    response = signed_in(author).post("/en/ideas/new/", form(yokohama, links=draft.code, title=" "))

    page = response.content.decode()
    assert response.status_code == 422
    assert f"“{draft.code}” is neither the code nor the address" in page
    assert "水辺をともに歩けるまちにします。" in page
    assert not Idea.objects.exists()


def test_visitor_and_person_without_body_propose_nothing(yokohama: Organization) -> None:
    assert Client().get("/en/ideas/new/").status_code == 302
    assert signed_in(factories.user()).post("/en/ideas/new/", form(yokohama)).status_code == 403
    with pytest.raises(NoOrganization):
        actions.write_idea(words(), by=factories.user(), owner=yokohama)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("visitor", 404),
        ("other member", 404),
        ("curator:KR", 404),
        ("colleague", 404),
        ("author", 200),
        ("editor of the owner", 200),
        ("curator:JP", 200),
        ("curator", 200),
        ("operator", 200),
    ],
)
def test_draft_is_read_by_its_writers_and_reviewers(
    draft: Idea, author: User, yokohama: Organization, who: str, status: int
) -> None:
    people: dict[str, Callable[[], User]] = {
        "author": lambda: author,
        "other member": factories.member,
        "colleague": lambda: factories.member(body=yokohama),
        "editor of the owner": lambda: factories.user(organizations=[yokohama]),
    }
    client = Client() if who == "visitor" else None
    client = client or signed_in(people[who]() if who in people else factories.user(roles=[who]))

    assert client.get(draft.get_absolute_url()).status_code == status


def test_curator_publishes_what_was_submitted(submitted: Idea) -> None:
    curator = factories.user(roles=["curator:JP"])
    assert [each.key for each in desk_of(Reader(curator, "ja")).items] == [f"ideas.to-judge:{submitted.pk}"]

    signed_in(curator).post(f"{submitted.get_absolute_url()}state/", {"deed": "publish"})

    submitted.refresh_from_db()
    assert submitted.is_public
    assert Client().get(submitted.get_absolute_url()).status_code == 200
    assert Entry.objects.filter(verb="idea.published", subject_code=submitted.code).exists()


def test_curator_of_another_country_does_not(submitted: Idea) -> None:
    curator = factories.user(roles=["curator:KR"])

    with pytest.raises(Refused):
        actions.publish_idea(submitted, by=curator)
    assert not ideas_to_judge(curator).exists()


def test_idea_of_an_international_body_is_for_the_secretariat(countries: dict[str, object]) -> None:
    body = factories.organization("JP", country=None, type="international")
    person = factories.member(body=body)
    idea = actions.submit_idea(actions.write_idea(words(), by=person, owner=body), by=person)

    with pytest.raises(Refused):
        actions.publish_idea(idea, by=factories.user(roles=["curator:JP"]))
    assert actions.publish_idea(idea, by=factories.user(roles=["curator"])).is_public


def test_returned_idea_says_what_to_change(submitted: Idea, author: User) -> None:
    client = signed_in(factories.user(roles=["curator:JP"]))
    address = f"{submitted.get_absolute_url()}state/"

    without = client.post(address, {"deed": "return", "text": ""})
    client.post(address, {"deed": "return", "text": "相手の都市を書いてください。", "language": ""})

    assert without.status_code == 422
    page = signed_in(author).get(submitted.get_absolute_url()).content.decode()
    assert "相手の都市を書いてください。" in page
    actions.submit_idea(submitted, by=author)
    with pytest.raises(WrongState):
        actions.submit_idea(submitted, by=author)


def test_public_idea_that_is_changed_waits_again(public: Idea, author: User) -> None:
    changed = actions.change_idea(public, words(title="新しい題"), by=author, version=public.version)

    assert changed.publication_state == State.SUBMITTED
    assert Client().get(public.get_absolute_url()).status_code == 404
    with pytest.raises(Refused):
        actions.change_idea(public, words(), by=author, version=changed.version)


def test_two_editors_do_not_overwrite_each_other(draft: Idea, author: User, yokohama: Organization) -> None:
    client = signed_in(author)
    seen = draft.version
    actions.change_idea(draft, words(title="先の題"), by=author, version=seen)

    response = client.post(f"{draft.get_absolute_url()}edit/", form(yokohama, version=seen, title="後の題"))

    assert response.status_code == 422
    assert "後の題" in response.content.decode()
    assert Idea.objects.get().title == "先の題"
    with pytest.raises(ChangedMeanwhile):
        actions.change_idea(draft, words(), by=author, version=seen)


def test_others_do_not_edit(public: Idea, korean: User) -> None:
    assert signed_in(korean).get(f"{public.get_absolute_url()}edit/").status_code == 403
    with pytest.raises(Refused):
        actions.withdraw_idea(public, by=korean)


def test_reader_of_another_language_gets_a_digest_then_the_rendering(public: Idea) -> None:
    digest = Client().get(f"/en/ideas/{public.code}/").content.decode()
    assert "Idea of Yokohama" in digest
    assert public.title in digest

    for field, text in (("title", "Shared parking guide"), ("summary", "Cities tell where parking is free.")):
        render(
            public, field, source=getattr(public, field), source_language="ja", language="en",
            text=text, origin=Origin.HUMAN,
        )  # fmt: skip

    page = Client().get(f"/en/ideas/{public.code}/").content.decode()
    assert "Shared parking guide" in page
    assert "Cities tell where parking is free." in page


def test_public_ideas_alone_may_go_to_an_engine(draft: Idea) -> None:
    spec = renderable("idea")
    assert spec is not None

    assert not spec.is_public(draft)
    assert set(spec.texts(draft)) == {"title", "summary"}


def test_idea_is_found_in_other_languages_once_public(submitted: Idea) -> None:
    catch_up()
    assert find("駐車場", language="ja").total == 0

    actions.publish_idea(submitted, by=factories.user(roles=["curator:JP"]))
    catch_up()

    found = find("주차장", language="ko", kinds=["idea"])
    assert [hit.object.code for hit in found.hits] == [submitted.code]
    assert submitted.code in Client().get("/ko/search/?q=주차장").content.decode()


def test_member_says_that_their_body_would_join_and_takes_it_back(
    public: Idea, korean: User, suwon: Organization
) -> None:
    client = signed_in(korean)

    client.post(
        public.get_absolute_url(), {"organization": suwon.code, "text": "센서를 제공합니다.", "language": ""}
    )

    page = Client().get(f"/en/ideas/{public.code}/").content.decode()
    assert "Suwon" in page
    assert IdeaSupport.objects.get().language == "ko"
    client.post(f"{public.get_absolute_url()}state/", {"deed": "leave", "organization": suwon.code})
    assert not IdeaSupport.objects.exists()


def test_owner_does_not_join_itself_and_nobody_speaks_for_others(
    public: Idea, author: User, suwon: Organization, yokohama: Organization
) -> None:
    for person, body in ((author, yokohama), (author, suwon)):
        with pytest.raises(NoOrganization):
            actions.join_idea(public, organization=body, by=person, text="", language="ja")
    response = signed_in(factories.user()).post(public.get_absolute_url(), {"organization": suwon.code})
    assert response.status_code == 403


def test_idea_is_taken_on_by_bodies_of_two_countries(
    public: Idea, author: User, korean: User, suwon: Organization
) -> None:
    with pytest.raises(TooFewCountries):
        actions.take_on(public, by=author)
    actions.join_idea(public, organization=suwon, by=korean, text="", language="ko")
    with pytest.raises(Refused):
        actions.take_on(public, by=korean)

    signed_in(author).post(f"{public.get_absolute_url()}state/", {"deed": "take-on"})

    public.refresh_from_db()
    assert public.stage == Idea.Stage.TAKEN_ON
    assert Entry.objects.get(verb="idea.taken-on").details == {"countries": ["JP", "KR"]}
    with pytest.raises(WrongState):
        actions.leave_idea(public, organization=suwon, by=korean)
    assert actions.reopen(public, by=author).stage == Idea.Stage.OPEN


def test_list_is_narrowed_and_ordered_by_time_alone(
    author: User, yokohama: Organization, korean: User, suwon: Organization
) -> None:
    wide, narrow = factories.concept("mobility"), factories.concept("parking")
    curator = factories.user(roles=["operator"])

    def publish(person: User, body: Organization, **fields: Any) -> Idea:
        idea = actions.write_idea(words(**fields), by=person, owner=body)
        return actions.publish_idea(actions.submit_idea(idea, by=person), by=curator)

    first = publish(author, yokohama, topics=[wide], countries=["CN"], kind="vision", horizon="long")
    second = publish(korean, suwon, topics=[narrow], countries=[])
    actions.join_idea(first, organization=suwon, by=korean, text="", language="ko")

    def codes(query: str) -> list[str]:
        page = Client().get(f"/en/ideas/?{query}").content.decode()
        found = [each.code for each in (first, second) if f"/en/ideas/{each.code}/" in page]
        return sorted(found, key=page.index)

    assert codes("") == [second.code, first.code]
    assert codes("country=CN") == [first.code]
    assert codes("country=KR") == [second.code]
    assert codes("topic=parking") == [second.code]
    assert codes("kind=vision") == [first.code]
    assert codes("horizon=long") == [first.code]
    assert codes("stage=taken-on") == []


def test_idea_is_discussed_on_its_page(public: Idea, korean: User, suwon: Organization) -> None:
    signed_in(korean).post(
        f"/ko/discussions/idea/{public.code}/",
        {"body": suwon.code, "text": "함께하고 싶습니다.", "language": "", "parent": ""},
    )

    assert Post.objects.get().thread.countries == "|JP|"
    assert "함께하고 싶습니다." in Client().get(f"/ko/discussions/idea/{public.code}/").content.decode()
    assert "1 post, each in its author" in Client().get(f"/en/ideas/{public.code}/").content.decode()


def test_withdrawn_idea_is_gone_from_list_page_and_discussion(public: Idea, author: User) -> None:
    actions.withdraw_idea(public, by=author)

    assert Client().get(public.get_absolute_url()).status_code == 404
    assert Client().get(f"/en/discussions/idea/{public.code}/").status_code == 404
    assert public.code not in Client().get("/en/ideas/").content.decode()


def test_own_drafts_stand_on_the_desk(draft: Idea, author: User) -> None:
    [item] = desk_of(Reader(author, "en")).items

    assert (item.key, item.action.url) == (f"ideas.own:{draft.pk}", f"{draft.get_absolute_url()}edit/")
    assert desk_of(Reader(factories.member(), "ja")).is_empty


def test_pages_take_few_queries(
    public: Idea,
    author: User,
    korean: User,
    suwon: Organization,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    actions.join_idea(public, organization=suwon, by=korean, text="센서", language="ko")
    Membership.objects.create(user=korean, organization=factories.organization("KR"))
    need = factories.record("KR", Kind.NEED)

    for client, path in (
        (Client(), "/en/ideas/"),
        (Client(), public.get_absolute_url()),
        (signed_in(author), public.get_absolute_url()),
        (signed_in(korean), f"/ja/ideas/{public.code}/"),
        (signed_in(author), "/ko/ideas/new/"),
        (signed_in(author), f"/ko/ideas/{public.code}/edit/"),
    ):
        with django_assert_max_num_queries(12):
            client.get(path)
    public.records.add(need)
    with django_assert_max_num_queries(12):
        Client().get(public.get_absolute_url())
