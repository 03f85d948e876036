from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from tests import factories
from tricity.knowledge.models import Record
from tricity.search import indexer
from tricity.search.actions import touch
from tricity.search.found import Found, Part
from tricity.search.queries import find, query_language, visibilities
from tricity.web.identity import PublicationState

pytestmark = pytest.mark.django_db
Make = Callable[..., Record]


def pks(found: Found) -> list[int]:
    return [hit.pk for hit in found.hits]


@pytest.mark.parametrize(
    ("question", "language"), [("주차", "ko"), ("駐車場", "ja"), ("停车", "zh-hans"), ("smart parking", "en")]
)
def test_question_of_any_language_finds_records_of_all(indexed: Make, question: str, language: str) -> None:
    chinese = indexed("CN", title="智慧停车诱导系统", summary="在市中心建设停车诱导屏。")
    japanese = indexed("JP", title="スマート駐車場", summary="駐車場の空きを案内する。")
    korean = indexed("KR", title="스마트 주차 안내", summary="주차장 빈자리를 알려 준다.")
    indexed("CN", title="智慧路灯", summary="路灯节能改造。")

    found = find(question, language=language)

    assert sorted(pks(found)) == sorted([chinese.pk, japanese.pk, korean.pk])
    assert all(hit.reasons for hit in found.hits)


def test_hit_quotes_the_original_with_marks(indexed: Make) -> None:
    indexed("CN", title="项目", summary="市中心将建设停车诱导屏。")

    (hit,) = find("주차", language="ko").hits

    assert hit.snippet is not None
    assert hit.snippet.language == "zh-hans"
    assert hit.snippet.text.startswith("市中心将建设停车诱导屏。")
    assert Part("停车诱导", is_marked=True) in hit.snippet.parts
    assert hit.reasons[0].query_language == "ko"
    assert hit.reasons[0].document_language == "zh-hans"


def test_hit_carries_what_its_app_presents(indexed: Make) -> None:
    record = indexed("KR", title="스마트 주차", summary="주차 안내.")

    (hit,) = find("주차", language="ko").hits

    assert (hit.kind, hit.pk, hit.template) == ("initiative", record.pk, "knowledge/card.html")
    assert str(hit.object.title) == "스마트 주차"


def test_no_text_browses_newest_first(indexed: Make) -> None:
    now = timezone.now()
    old = indexed(published_at=now - timezone.timedelta(days=2))
    new = indexed(published_at=now)

    assert pks(find(None, language="en", kinds=["initiative"])) == [new.pk, old.pk]
    assert pks(find("  ", language="en", kinds=["initiative"])) == [new.pk, old.pk]


def test_filters_narrow_and_counts_ignore_their_own_filter(indexed: Make) -> None:
    need = indexed("JP", kind="need", title="駐車場", summary="駐車場。", priority="high")
    indexed("JP", kind="solution", title="駐車場", summary="駐車場。")
    indexed("KR", kind="need", title="주차장", summary="주차장.", priority="low")

    found = find(
        "駐車場",
        language="ja",
        kinds=["need"],
        filters={"country": ["JP"]},
        counts=["kind", "country", "priority"],
    )

    assert pks(found) == [need.pk]
    assert found.total == 1
    assert found.counts == {
        "kind": {"need": 1, "solution": 1},
        "country": {"JP": 1, "KR": 1},
        "priority": {"high": 1},
    }


def test_pages_follow_each_other(indexed: Make) -> None:
    made = [indexed(published_at=timezone.now() - timezone.timedelta(hours=hour)).pk for hour in range(5)]

    shown = [pks(find(None, language="en", kinds=["initiative"], page=page, size=2)) for page in (1, 2, 3)]

    assert shown == [made[:2], made[2:4], made[4:]]


def test_unknown_kind_and_facet_are_refused(indexed: Make) -> None:
    indexed()

    with pytest.raises(ValueError, match="'nothing' is not registered"):
        find(None, language="en", kinds=["nothing"])
    with pytest.raises(ValueError, match="unknown facets"):
        find(None, language="en", filters={"colour": ["red"]})


def test_without_an_index_find_says_so() -> None:
    assert find("주차", language="ko") == Found(is_ready=False)


@pytest.mark.parametrize("text", ["\x00", "\ud800", "🙂", "%(query)s", "a" * 5000, "()[]{}\"'*:~^", "　"])
def test_any_text_is_searched_without_an_error(indexed: Make, text: str) -> None:
    indexed()

    assert find(text, language="ja").is_ready


# --- Who finds what ----------------------------------------------------------------------------------------------


@pytest.fixture
def draft(indexed: Make) -> Record:
    """A draft of a Japanese body that could leak."""
    owner = factories.organization("JP")
    return indexed(
        "JP",
        title="秘密の駐車場",
        summary="まだ公開しない。",
        owner=owner,
        publication_state=PublicationState.DRAFT,
    )


def test_draft_is_found_by_those_who_may_read_it(draft: Record) -> None:
    editor = factories.user(organizations=[draft.owner])
    for person in (
        editor,
        factories.user(roles=["curator:JP"]),
        factories.user(roles=["curator"]),
        factories.user(roles=["operator"]),
    ):
        assert pks(find("駐車場", language="ja", user=person)) == [draft.pk]


def test_draft_is_not_found_by_anybody_else(draft: Record) -> None:
    member = factories.user()
    member.memberships.create(organization=draft.owner, role="member")
    for person in (
        None,
        AnonymousUser(),
        member,
        factories.user(organizations=[factories.organization("JP")]),
        factories.user(roles=["curator:KR"]),
        factories.user(roles=["organizer"]),
    ):
        found = find("駐車場", language="ja", user=person, counts=["country"])
        assert (found.total, found.hits, found.counts) == (0, (), {"country": {}})


def test_candidate_of_several_countries_is_found_by_their_curators_alone() -> None:
    candidate = factories.opportunity(countries=["JP", "KR"])
    touch(candidate)
    indexer.catch_up()

    def found_by(role: str) -> list[int]:
        return pks(find(None, language="ja", kinds=["opportunity"], user=factories.user(roles=[role])))

    assert found_by("curator:KR") == found_by("curator:JP") == [candidate.pk]
    assert found_by("curator:CN") == []


def test_names_are_not_quoted() -> None:
    city = factories.city("JP", native_name="横浜市", names={"ja": "横浜市", "ko": "요코하마시"})
    touch(city)
    indexer.catch_up()

    (hit,) = find("요코하마", language="en", kinds=["city"]).hits

    assert hit.snippet is None
    assert hit.reasons


@pytest.mark.parametrize("change", [{"publication_state": "archived"}, {"deleted_at": timezone.now()}])
def test_what_was_withdrawn_is_not_shown_even_before_the_index_knows(
    indexed: Make, change: dict[str, Any]
) -> None:
    record = indexed(title="駐車場")

    Record.objects.filter(pk=record.pk).update(**change)

    assert find("駐車場", language="ja").hits == ()


def test_visibilities_of_each_role() -> None:
    body = factories.organization("KR")

    assert visibilities(AnonymousUser()) == ["public"]
    assert visibilities(factories.user(organizations=[body], roles=["curator:KR"])) == [
        "public",
        f"org:{body.code}",
        "country:KR",
    ]
    assert visibilities(factories.user(roles=["curator"])) == ["every"]
    assert visibilities(factories.user(roles=["operator"])) == ["every"]


# --- Cost --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_find_needs_the_same_queries_for_one_and_three(
    indexed: Make, django_assert_num_queries: Any, count: int
) -> None:
    for kind in ("initiative", "need", "solution")[:count]:
        indexed(kind=kind, title="駐車場")
    find("駐車場", language="ja")

    with django_assert_num_queries(6):
        found = find("駐車場", language="ja", user=AnonymousUser(), counts=["country", "topic"])

    assert found.total == count


@pytest.mark.parametrize(
    ("text", "reader", "language"),
    [
        ("都市", "ja", "ja"),
        ("都市", "zh-hans", "zh-hans"),
        ("都市", "en", "zh-hans"),
        ("도시", "ja", "ko"),
        ("まち", "ko", "ja"),
        ("city", "ko", "en"),
        ("", "ko", "ko"),
    ],
)
def test_language_of_a_question(text: str, reader: str, language: str) -> None:
    assert query_language(text, reader) == language
