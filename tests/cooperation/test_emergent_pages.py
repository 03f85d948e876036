"""Pages of topics that analysis found: who sees them, in four languages, in few queries."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import factories
from tests.journeys.markup import problems

from tricity.cooperation.models import TopicProposal
from tricity.language import INTERFACE_LANGUAGES, bcp47
from tricity.terms.models import Concept, Proposal
from tricity.web.identity import PublicationState

pytestmark = pytest.mark.django_db
State = TopicProposal.State
MOST_QUERIES = 12
DEEDS = ("accept", "merge", "dismiss", "reopen")
FORM = {
    "words-zh-hans": "井盖\n检查井",
    "words-ja": "マンホール",
    "words-ko": "맨홀",
    "words-en": "",
    "slug": "manhole",
    "broader": "-",
    "reason": "세 나라의 기록이 말한다",
    "source": "도로법",
}


@pytest.fixture
def roads() -> Concept:
    return factories.concept("roads", names={"en": "Roads", "ja": "道路", "ko": "도로", "zh-hans": "道路"})


@pytest.fixture
def topic(roads: Concept) -> TopicProposal:
    titles = {
        "JP": "マンホールの点検をセンサーで行い、道路の下の水位を遠くから見守る実証事業の報告",
        "KR": "맨홀 수위 감시",
        "CN": "井盖监测",
    }
    records = [factories.record(code, title=title, city=None) for code, title in titles.items()]
    return factories.topic_proposal(*records, near=["roads"])


@pytest.fixture
def curator(client: Client) -> Any:
    person = factories.user(roles=["curator:KR"])
    client.force_login(person)
    return person


@pytest.mark.parametrize(
    ("roles", "of_list", "of_page"),
    [
        (None, 302, 404),
        ([], 403, 404),
        (["organizer"], 403, 404),
        (["curator:CN"], 200, 200),
        (["curator:KR"], 200, 200),
        (["curator"], 200, 200),
        (["operator"], 200, 200),
    ],
)
def test_only_those_who_decide_on_topics_see_them(
    topic: TopicProposal, client: Client, roles: list[str] | None, of_list: int, of_page: int
) -> None:
    if roles is not None:
        client.force_login(factories.user(roles=roles))

    assert client.get("/en/emergent-topics/").status_code == of_list
    assert client.get(f"/en/emergent-topics/{topic.code}/").status_code == of_page


@pytest.mark.parametrize("deed", DEEDS)
def test_others_cannot_decide(topic: TopicProposal, client: Client, deed: str) -> None:
    address = f"/en/emergent-topics/{topic.code}/{deed}/"
    assert client.post(address, FORM).status_code == 302

    client.force_login(factories.user(roles=["organizer"]))

    assert client.post(address, FORM).status_code == 404
    topic.refresh_from_db()
    assert topic.state == State.OPEN
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_every_page_is_marked_in_every_language(
    topic: TopicProposal, client: Client, curator: Any, language: str
) -> None:
    for address in ("", f"{topic.code}/", f"{topic.code}/accept/", f"{topic.code}/merge/", "?state=decided"):
        response = client.get(f"/{language}/emergent-topics/{address}")

        page, url = response.content.decode(), f"http://testserver/{language}/emergent-topics/{address}"
        assert response.status_code == 200, address
        assert problems(page, url=url, language=bcp47(language), has_alternates=False) == [], address


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "manhole cover"), ("ja", "マンホール"), ("ko", "맨홀"), ("zh-hans", "井盖 · 检查井")],
)
def test_topic_is_called_by_its_words_in_the_readers_language(
    topic: TopicProposal, client: Client, curator: Any, language: str, title: str
) -> None:
    page = client.get(f"/{language}/emergent-topics/{topic.code}/").content.decode()

    heading = page.split("<h1>")[1].split("</h1>")[0]
    assert heading == f'<span lang="{bcp47(language)}" data-origin="original">{title}</span>'


def test_page_shows_the_words_of_all_languages_and_marks_those_of_the_dictionary(
    topic: TopicProposal, client: Client, curator: Any
) -> None:
    page = client.get(f"/ko/emergent-topics/{topic.code}/").content.decode()

    for language, words in topic.labels.items():
        for word in words:
            assert f'<span class="tag" lang="{bcp47(language)}">{word}</span>' in page
    assert (
        client.get(f"/en/emergent-topics/{topic.code}/").content.decode().count("From the dictionary:") == 1
    )


def test_long_foreign_words_are_opened_on_request(topic: TopicProposal, client: Client, curator: Any) -> None:
    page = client.get(f"/ko/emergent-topics/{topic.code}/").content.decode()

    original = page.split('<details class="original">')[1].split("</details>")[0]
    assert '<blockquote lang="ja">マンホールの点検をセンサーで行い' in original
    assert 'data-origin="digest"' in page


def test_record_that_is_not_public_any_more_is_not_shown(
    topic: TopicProposal, client: Client, curator: Any
) -> None:
    hidden = topic.evidence.first()
    assert hidden is not None
    type(hidden.record).objects.filter(pk=hidden.record_id).update(publication_state=PublicationState.DRAFT)

    page = client.get(f"/ja/emergent-topics/{topic.code}/").content.decode()

    assert hidden.record.code not in page
    assert hidden.quotation not in page
    assert hidden.record.title not in client.get(f"/ja/emergent-topics/{topic.code}/accept/").content.decode()


def test_accepting_begins_with_the_words_found(topic: TopicProposal, client: Client, curator: Any) -> None:
    page = client.get(f"/en/emergent-topics/{topic.code}/accept/").content.decode()

    assert 'lang="zh-Hans"' in page
    assert "井盖\n检查井</textarea>" in page
    assert 'value="manhole-cover"' in page
    assert page.index('label="Nearest topics"') < page.index('label="All topics"')
    assert "맨홀 수위 감시" in page


def test_curator_accepts(topic: TopicProposal, client: Client, curator: Any) -> None:
    sent = client.post(f"/ko/emergent-topics/{topic.code}/accept/", {**FORM, "broader": "roads"})

    topic.refresh_from_db()
    assert sent.headers["Location"] == f"/ko/emergent-topics/{topic.code}/"
    assert (topic.state, topic.slug, topic.reason_language) == (State.ACCEPTED, "manhole", "ko")
    assert {(each.language, tuple(each.broader)) for each in Proposal.objects.all()} == {
        ("zh-hans", ("roads",)),
        ("ja", ("roads",)),
        ("ko", ("roads",)),
    }


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"broader": ""}, "This field is required."),
        ({"reason": ""}, "This field is required."),
        ({"slug": "roads"}, "There is a topic with this address already."),
        ({"slug": "taken"}, "A topic with this address is proposed already."),
        ({"words-ja": "道路"}, "preferred word of another topic (roads)"),
        ({"words-ja": "長" * 201}, "too long for a word"),
        ({f"words-{each}": " " for each in INTERFACE_LANGUAGES}, "Give a word in at least one language."),
    ],
)
def test_bad_decision_is_refused_and_nothing_typed_is_lost(
    topic: TopicProposal, client: Client, curator: Any, changed: dict[str, str], says: str
) -> None:
    Proposal.objects.create(slug="taken", language="ja", by=factories.user())

    sent = client.post(f"/en/emergent-topics/{topic.code}/accept/", {**FORM, **changed})

    page = sent.content.decode()
    assert sent.status_code == 422
    assert says in page
    assert "도로법" in page
    topic.refresh_from_db()
    assert topic.state == State.OPEN


def test_curator_gives_the_words_to_a_topic_there_is(
    topic: TopicProposal, client: Client, curator: Any
) -> None:
    page = client.get(f"/en/emergent-topics/{topic.code}/merge/?into=roads").content.decode()
    assert '<option value="roads" selected>' in page

    client.post(f"/en/emergent-topics/{topic.code}/merge/", {**FORM, "into": "roads"})

    topic.refresh_from_db()
    assert (topic.state, topic.slug) == (State.MERGED, "roads")
    assert Proposal.objects.get(language="ja").values["admitted"] == ["マンホール"]


def test_curator_dismisses_and_says_why(topic: TopicProposal, client: Client, curator: Any) -> None:
    address = f"/ko/emergent-topics/{topic.code}/"
    assert client.post(f"{address}dismiss/", {"reason": ""}).status_code == 422

    client.post(f"{address}dismiss/", {"reason": "하나의 주제가 아니다"})

    assert "하나의 주제가 아니다" in client.get(address).content.decode()
    assert topic.code not in client.get("/ko/emergent-topics/").content.decode()
    assert topic.code in client.get("/ko/emergent-topics/?state=decided").content.decode()


def test_decided_page_leads_to_the_proposals_the_reader_may_read(
    topic: TopicProposal, client: Client, curator: Any
) -> None:
    client.post(f"/en/emergent-topics/{topic.code}/accept/", FORM)
    codes = Proposal.objects.values_list("code", flat=True)
    client.force_login(factories.user(roles=["curator:JP"]))

    page = client.get(f"/en/emergent-topics/{topic.code}/").content.decode()

    japanese = Proposal.objects.get(language="ja").code
    assert [code for code in codes if f"/en/topics/proposals/{code}/" in page] == [japanese]


def test_second_decision_finds_the_first(topic: TopicProposal, client: Client, curator: Any) -> None:
    address = f"/en/emergent-topics/{topic.code}/"
    client.post(f"{address}dismiss/", {"reason": "No."})

    assert client.post(f"{address}dismiss/", {"reason": "No."}).status_code == 409
    assert client.post(f"{address}accept/", FORM).headers["Location"] == address
    assert not Proposal.objects.exists()


def test_desk_of_a_curator_has_what_waits(topic: TopicProposal, client: Client, curator: Any) -> None:
    page = client.get("/en/my/").content.decode()

    assert f"/en/emergent-topics/{topic.code}/" in page


@pytest.mark.parametrize("number", [1, 3])
def test_pages_take_few_queries(client: Client, curator: Any, roads: Concept, number: int) -> None:
    for _each in range(number):
        records = [factories.record(code) for code in ("JP", "KR", "CN") for _again in range(number)]
        topic = factories.topic_proposal(*records, near=["roads"])
    for address in ("", "?state=decided", f"{topic.code}/", f"{topic.code}/accept/", f"{topic.code}/merge/"):
        client.get(f"/ja/emergent-topics/{address}")
        with CaptureQueriesContext(
            connection,
        ) as taken:
            client.get(f"/ja/emergent-topics/{address}")

        assert len(taken) <= MOST_QUERIES, address
