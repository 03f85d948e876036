"""Questions of a made-up discussion on parking, mobility and care: which pairs are proposed to moderators, across languages."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from tests import factories
from tests.rooms.conftest import ask
from tricity.events.models import Event
from tricity.rooms import actions, jobs, queries
from tricity.rooms.digests import pair_views
from tricity.rooms.models import Question, QuestionPair

pytestmark = pytest.mark.django_db

# Each group asks one thing.
SAME = [
    [
        ("ja", "スマート駐車場のデータは、どの部署が管理していますか。"),
        ("ko", "스마트 주차장의 데이터는 어느 부서가 관리합니까?"),
        ("zh-hans", "智能停车场的数据由哪个部门管理？"),
    ],
    [
        ("ja", "高齢者が自動運転バスを利用するときの料金はいくらですか。"),
        ("ko", "고령자가 자율주행 버스를 이용할 때 요금은 얼마입니까?"),
    ],
    [
        ("zh-hans", "中小企业能否参加智慧城市的示范项目？"),
        ("ko", "중소기업도 스마트시티 시범 사업에 참여할 수 있습니까?"),
    ],
]

CHINESE_AND_ENGLISH = [
    [
        ("zh-hans", "智能停车场的数据由哪个部门管理？"),
        ("en", "Which department manages the data of the smart car park?"),
    ],
    [
        ("zh-hans", "摄像头采集的个人信息如何保护？"),
        ("en", "How is personal information collected by cameras protected?"),
    ],
    [
        ("zh-hans", "中小企业有哪些资金支持？"),
        ("en", "What funding is there for small and medium-sized enterprises?"),
    ],
]
# Of one subject, and yet something else.
NEAR = [
    ("zh-hans", "老年人乘坐自动驾驶公交车的票价是多少？"),
    ("en", "How long is the route of the self-driving bus?"),
]


def proposed(event: Event) -> set[frozenset[str]]:
    return {frozenset((pair.first.text, pair.second.text)) for pair in queries.open_pairs(event)}


def test_questions_that_ask_the_same_are_proposed_and_others_are_not(forum: Event) -> None:
    for group in SAME:
        for language, text in group:
            ask(forum, text, language=language)
    jobs.compare(event=forum.pk)

    wanted = {frozenset((one[1], other[1])) for group in SAME for one, other in combinations(group, 2)}
    assert proposed(forum) == wanted


def test_between_chinese_and_english_the_same_is_proposed_and_what_is_only_near_is_not(forum: Event) -> None:
    for language, text in [*(each for group in CHINESE_AND_ENGLISH for each in group), *NEAR]:
        ask(forum, text, language=language)
    jobs.compare(event=forum.pk)

    assert proposed(forum) == {frozenset(text for _language, text in group) for group in CHINESE_AND_ENGLISH}


def test_reasons_stand_in_the_words_of_either(forum: Event) -> None:
    first = ask(forum, SAME[0][0][1], language="ja")
    second = ask(forum, SAME[0][1][1], language="ko")
    jobs.compare(event=forum.pk)

    (pair,) = pair_views(queries.open_pairs(forum), "en")
    assert (pair.first.code, pair.second.code) == (first.code, second.code)
    words = [(str(reason.here), str(reason.there)) for reason in pair.reasons if reason.here]
    assert words
    assert all(here in first.text and there in second.text for here, there in words)


def test_what_was_decided_is_not_asked_again(forum: Event) -> None:
    for language, text in SAME[0][:2]:
        ask(forum, text, language=language)
    jobs.compare(event=forum.pk)
    actions.tell_apart(queries.open_pairs(forum).get(), by=None)

    Question.objects.update(is_compared=False)
    jobs.compare(event=forum.pk)

    assert list(queries.open_pairs(forum)) == []
    assert QuestionPair.objects.count() == 1


def test_hidden_questions_and_other_events_are_left_out(forum: Event) -> None:
    hidden = ask(forum, SAME[0][0][1])
    actions.hide(hidden, by=None, reason="x", reason_language="en")
    ask(factories.event(), SAME[0][0][1])
    ask(forum, SAME[0][1][1], language="ko")

    jobs.compare(event=forum.pk)

    assert not QuestionPair.objects.exists()


def test_many_new_questions_are_compared_some_at_a_time(forum: Event, monkeypatch: Any) -> None:
    monkeypatch.setattr("tricity.rooms.likeness.AT_ONCE", 2)
    for number in range(3):
        ask(forum, f"質問その{number}")

    jobs.compare(event=forum.pk)
    assert Question.objects.filter(is_compared=False).count() == 1
    jobs.compare(event=forum.pk)
    assert not Question.objects.filter(is_compared=False).exists()
