"""Curators decide on topics that analysis found; the termbase is told by proposals of its own."""

from __future__ import annotations

from typing import Any

import pytest
from tests import factories

from tricity.activity.models import Entry
from tricity.cooperation.actions.topics import Why, accept_topic, dismiss_topic, merge_topic, reopen_topic
from tricity.cooperation.errors import WrongState
from tricity.cooperation.models import TopicProposal
from tricity.terms.actions import approve_proposal, return_proposal
from tricity.terms.errors import LabelTaken, NothingChanged, OwnProposal
from tricity.terms.models import Concept, Proposal

pytestmark = pytest.mark.django_db
State = TopicProposal.State
WHY = Why("세 나라의 기록이 말한다", "ko", "도로법")
WORDS = {"zh-hans": ["井盖", "检查井"], "ja": ["マンホール"], "ko": ["맨홀"], "en": []}


@pytest.fixture
def topic() -> TopicProposal:
    return factories.topic_proposal(factories.record("JP"), factories.record("KR"), factories.record("CN"))


@pytest.fixture
def curator() -> Any:
    return factories.user(roles=["curator:KR"])


def approved_by(role: str, language: str) -> Concept:
    proposal = Proposal.objects.get(language=language)
    version = Concept.objects.filter(slug=proposal.slug).values_list("version", flat=True).first() or 0
    return approve_proposal(proposal, by=factories.user(roles=[role]), version=version)


def verbs() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def test_accepted_topic_is_proposed_in_each_language_that_has_words(
    topic: TopicProposal, curator: Any
) -> None:
    factories.concept("roads")

    row = accept_topic(topic, WORDS, slug="manhole", broader=["roads"], by=curator, why=WHY)

    made = Proposal.objects.order_by("pk")
    assert [(each.language, each.values["preferred"], each.values["admitted"]) for each in made] == [
        ("zh-hans", "井盖", ["检查井"]),
        ("ja", "マンホール", []),
        ("ko", "맨홀", []),
    ]
    assert {(each.slug, each.by, each.reason, each.source) for each in made} == {
        ("manhole", curator, WHY.reason, WHY.source)
    }
    assert (row.state, row.slug, row.made) == (State.ACCEPTED, "manhole", [each.code for each in made])
    assert (row.decided_by, row.reason_language, row.decided_records) == (curator, "ko", topic.records)
    assert not Concept.objects.filter(slug="manhole").exists()


def test_concept_comes_to_be_when_curators_of_the_languages_approve(
    topic: TopicProposal, curator: Any
) -> None:
    factories.concept("roads")
    accept_topic(topic, WORDS, slug="manhole", broader=["roads"], by=curator, why=WHY)

    approved_by("curator:JP", "ja")
    approved_by("curator:CN", "zh-hans")

    concept = Concept.objects.get(slug="manhole")
    assert concept.names == {"zh-hans": "井盖", "ja": "マンホール"}
    assert concept.alternatives == {"zh-hans": ["检查井"]}
    assert [each.slug for each in concept.broader.all()] == ["roads"]


def test_who_accepted_it_does_not_approve_its_words(topic: TopicProposal, curator: Any) -> None:
    accept_topic(topic, WORDS, slug="manhole", broader=[], by=curator, why=WHY)

    with pytest.raises(OwnProposal):
        approve_proposal(Proposal.objects.get(language="ko"), by=curator, version=0)


def test_nothing_is_proposed_where_one_language_is_refused(topic: TopicProposal, curator: Any) -> None:
    factories.concept("lid", names={"ja": "マンホール"})

    with pytest.raises(LabelTaken):
        accept_topic(topic, WORDS, slug="manhole", broader=[], by=curator, why=WHY)

    topic.refresh_from_db()
    assert topic.state == State.OPEN
    assert not Proposal.objects.exists()


def test_merged_words_are_proposed_beside_those_the_concept_has(topic: TopicProposal, curator: Any) -> None:
    concept = factories.concept(
        "sewer",
        names={"zh-hans": "下水道", "ja": "下水道", "ko": "하수도"},
        alternatives={"ja": ["マンホール"]},
        deprecated={"ko": ["맨홀"]},
    )

    row = merge_topic(topic, WORDS, concept=concept, by=curator, why=WHY)

    made = Proposal.objects.get()
    assert (made.language, made.values["preferred"]) == ("zh-hans", "下水道")
    assert made.values["admitted"] == ["井盖", "检查井"]
    assert (row.state, row.slug, row.made) == (State.MERGED, "sewer", [made.code])


def test_first_word_is_preferred_where_the_concept_has_none(topic: TopicProposal, curator: Any) -> None:
    concept = factories.concept("sewer", names={"ja": "下水道"})

    merge_topic(topic, {"zh-hans": ["井盖", "检查井"]}, concept=concept, by=curator, why=WHY)

    made = Proposal.objects.get()
    assert (made.values["preferred"], made.values["admitted"]) == ("井盖", ["检查井"])


def test_concept_that_has_all_words_takes_none(topic: TopicProposal, curator: Any) -> None:
    concept = factories.concept("sewer", names={"ja": "マンホール"})

    with pytest.raises(NothingChanged):
        merge_topic(topic, {"ja": ["マンホール"]}, concept=concept, by=curator, why=WHY)

    topic.refresh_from_db()
    assert topic.state == State.OPEN


def test_what_is_decided_is_not_decided_again(topic: TopicProposal, curator: Any) -> None:
    dismiss_topic(topic, by=curator, why=WHY)

    with pytest.raises(WrongState):
        dismiss_topic(topic, by=curator, why=WHY)
    with pytest.raises(WrongState):
        accept_topic(topic, WORDS, slug="manhole", broader=[], by=curator, why=WHY)


def test_dismissed_topic_is_opened_again(topic: TopicProposal, curator: Any) -> None:
    dismiss_topic(topic, by=curator, why=WHY)

    row = reopen_topic(topic, by=curator)

    assert (row.state, row.decided_by, row.reason) == (State.OPEN, None, "")
    assert verbs()[-2:] == ["emergent-topic.dismissed", "emergent-topic.reopened"]


def test_accepted_topic_is_opened_again_only_when_all_languages_returned_it(
    topic: TopicProposal, curator: Any
) -> None:
    accept_topic(topic, {"ja": ["マンホール"]}, slug="manhole", broader=[], by=curator, why=WHY)
    with pytest.raises(WrongState):
        reopen_topic(topic, by=curator)

    judge = factories.user(roles=["curator:JP"])
    return_proposal(Proposal.objects.get(), by=judge, remark="違う", language="ja")

    assert reopen_topic(topic, by=curator).state == State.OPEN


def test_audit_trail_tells_who_decided_what_without_their_words(topic: TopicProposal, curator: Any) -> None:
    accept_topic(topic, {"ja": ["マンホール"]}, slug="manhole", broader=[], by=curator, why=WHY)

    entry = Entry.objects.get(verb="emergent-topic.accepted")
    assert (entry.actor_id, entry.subject_code, entry.details) == (
        curator.pk, topic.code, {"topic": "manhole"},
    )  # fmt: skip
