"""Topics that runs find are kept in their rows, with what curators decided on them."""

from __future__ import annotations

from typing import Any

import pytest
from tests import factories
from tests.cooperation.conftest import World

from tricity.cooperation.actions import run_synthesis
from tricity.cooperation.actions.emergent import keep_topic_proposals
from tricity.cooperation.actions.topics import Why, dismiss_topic
from tricity.cooperation.analysis import finding
from tricity.cooperation.models import TopicProposal
from tricity.knowledge.models import Record
from tricity.synthesis import EmergentTopic, Part, Quotation, TopicAssignment, TopicReason, Via
from tricity.synthesis.emergent import Emergence

pytestmark = pytest.mark.django_db
State = TopicProposal.State


@pytest.fixture
def records() -> list[Record]:
    return [factories.record(code, title="マンホールの点検") for code in ("JP", "KR", "CN", "JP", "KR", "CN")]


def found(records: list[Record], key: str = "emergent.a", **fields: Any) -> EmergentTopic:
    quotation = Quotation(str(records[0].pk), Part.TITLE, 0, 5, "マンホール")
    values: dict[str, Any] = {
        "id": key,
        "labels": {"zh-hans": ("井盖",), "ja": ("マンホール",), "ko": ("맨홀",), "en": ("manhole",)},
        "derived": ("en",),
        "countries": ("CN", "JP", "KR"),
        "languages": ("ja", "ko", "zh-hans"),
        "records": tuple(str(each.pk) for each in records),
        "evidence": (quotation,),
        "near": ("parking",),
        "score": 0.5,
    }
    return EmergentTopic(**{**values, **fields})


def dismissed(row: TopicProposal) -> TopicProposal:
    return dismiss_topic(row, by=factories.user(roles=["curator:JP"]), why=Why("話題ではない", "ja"))


def test_what_is_found_is_stored_with_its_records_and_the_words_quoted(records: list[Record]) -> None:
    keep_topic_proposals([found(records)])

    row = TopicProposal.objects.get()
    evidence = list(row.evidence.values_list("record_id", "quotation"))
    assert (row.key, row.state, row.is_current) == ("emergent.a", State.OPEN, True)
    assert row.labels["ko"] == ["맨홀"]
    assert evidence == [
        (records[0].pk, "マンホール"),
        *((each.pk, "") for each in records[1:]),
    ]


def test_same_key_keeps_the_row(records: list[Record]) -> None:
    keep_topic_proposals([found(records[:3])])
    before = TopicProposal.objects.get()

    keep_topic_proposals([found(records, labels={"ja": ("マンホール蓋",)})])

    after = TopicProposal.objects.get()
    assert (after.pk, after.code) == (before.pk, before.code)
    assert after.labels == {"ja": ["マンホール蓋"]}
    assert after.evidence.count() == 6


def test_half_of_the_records_in_common_keep_the_row_under_the_new_key(records: list[Record]) -> None:
    keep_topic_proposals([found(records[:4])])
    before = TopicProposal.objects.get()

    keep_topic_proposals([found(records[2:6], key="emergent.b")])

    after = TopicProposal.objects.get()
    assert (after.pk, after.key) == (before.pk, "emergent.b")


def test_less_than_half_in_common_is_another_topic(records: list[Record]) -> None:
    keep_topic_proposals([found(records[:4])])

    keep_topic_proposals([found(records[3:6], key="emergent.b")])

    assert list(TopicProposal.objects.order_by("key").values_list("key", "is_current")) == [
        ("emergent.a", False),
        ("emergent.b", True),
    ]


def test_of_two_alike_the_one_more_alike_keeps_the_row_whatever_the_order(records: list[Record]) -> None:
    two = [found(records[:2], key="emergent.b"), found(records[:3], key="emergent.c")]
    for order in (two, two[::-1]):
        TopicProposal.objects.all().delete()
        keep_topic_proposals([found(records[:4])])
        before = TopicProposal.objects.get()

        keep_topic_proposals(order)

        assert TopicProposal.objects.get(key="emergent.c").pk == before.pk


def test_nothing_is_written_where_nothing_changed(
    records: list[Record], django_assert_num_queries: Any
) -> None:
    keep_topic_proposals([found(records)])

    with django_assert_num_queries(4):  # the rows, the records alive, the evidence, what is gone
        keep_topic_proposals([found(records)])


def test_decision_stays_when_the_topic_is_found_again(records: list[Record]) -> None:
    keep_topic_proposals([found(records[:4])])
    dismissed(TopicProposal.objects.get())

    keep_topic_proposals([found(records[1:5], key="emergent.b")])

    row = TopicProposal.objects.get()
    assert (row.state, row.reason) == (State.DISMISSED, "話題ではない")


def test_dismissed_topic_comes_back_once_more_than_half_of_its_records_are_others(
    records: list[Record],
) -> None:
    keep_topic_proposals([found(records[:4])])
    dismissed(TopicProposal.objects.get())

    keep_topic_proposals([found(records[1:5])])
    keep_topic_proposals([found(records[3:6])])

    row = TopicProposal.objects.get()
    assert (row.state, row.decided_by, row.reason) == (State.OPEN, None, "")


def test_accepted_topic_stays_accepted_whatever_its_records(records: list[Record]) -> None:
    keep_topic_proposals([found(records[:3])])
    TopicProposal.objects.update(state=State.ACCEPTED, slug="manhole", decided_records=[1])

    keep_topic_proposals([found(records[3:])])

    assert TopicProposal.objects.get().state == State.ACCEPTED


def test_deleted_record_is_left_out(records: list[Record]) -> None:
    topic = found(records)
    gone = records[-1].pk
    records[-1].delete()

    keep_topic_proposals([topic])

    assert gone not in TopicProposal.objects.get().records


def test_run_keeps_them_with_the_sentence_of_each_record_that_says_most(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = [world.korean_need, world.japanese_need, world.chinese_work]
    emergence = Emergence((found(ours),), (about(world.japanese_need, "案内"),))
    monkeypatch.setattr(finding, "find_emergent", lambda *_arguments: emergence)

    run_synthesis()

    row = TopicProposal.objects.get()
    assert row.records == sorted(each.pk for each in ours)
    assert dict(row.evidence.values_list("record_id", "quotation")) == {
        world.japanese_need.pk: "駐車場の案内が要る。",
        world.korean_need.pk: "주차장 부족",
        world.chinese_work.pk: "停车场信息平台",
    }


def test_run_that_finds_none_leaves_what_was_found_marked(world: World) -> None:
    factories.topic_proposal(world.japanese_need)

    run_synthesis()

    assert list(TopicProposal.objects.values_list("is_current", "state")) == [(False, State.OPEN)]


def about(record: Record, word: str, key: str = "emergent.a") -> TopicAssignment:
    start = record.summary.index(word)
    quotation = Quotation(str(record.pk), Part.SUMMARY, start, start + len(word), word)
    return TopicAssignment(str(record.pk), key, 0.5, 1, 1.0, (TopicReason(Via.WORDS, quotation, 1.0),))
