import json

import pytest

from tests.synthesis.examples import RECORDS
from tricity.language import Engine, Thesaurus
from tricity.synthesis import (
    Kind,
    Record,
    Synthesis,
    TopicModel,
    Via,
    analyze,
    assign_topics,
    collection_statistics,
)


def _topics(found: Synthesis, record_id: str) -> list[str]:
    return [topic.concept_id for topic in found.topics if topic.record_id == record_id]


@pytest.mark.parametrize(
    ("record_id", "concept_id"),
    [
        ("cn-need-parking", "parking"),
        ("jp-need-leak", "leakage"),
        ("kr-parking", "shared-parking"),
        ("jp-care", "care"),
    ],
)
def test_the_main_topic_comes_first(found: Synthesis, record_id: str, concept_id: str) -> None:
    assert _topics(found, record_id)[0] == concept_id


def test_a_reason_is_quoted_from_the_original(found: Synthesis) -> None:
    records = {record.id: record for record in RECORDS}

    quotations = [reason.quotation for topic in found.topics for reason in topic.reasons]

    assert quotations
    for each in quotations:
        original = records[each.record_id].title if each.part == "title" else records[each.record_id].summary
        assert original[each.start : each.end] == each.text


def test_weights_fall_with_rank_and_there_are_at_most_five(thesaurus: Thesaurus, engine: Engine) -> None:
    text = "停车难 漏损 养老服务 水务 交通出行 共享停车"
    analyzed = analyze([Record("all", Kind.NEED, "CN", text, text, "zh-hans")], engine)

    topics = assign_topics(analyzed, thesaurus, collection_statistics(analyzed), engine)

    assert [topic.rank for topic in topics] == [1, 2, 3, 4, 5]
    assert [topic.weight for topic in topics] == sorted((topic.weight for topic in topics), reverse=True)
    assert topics[0].share == 1.0
    assert all(0 < topic.weight <= 1 for topic in topics)


def test_a_title_says_more_than_a_summary(thesaurus: Thesaurus, engine: Engine) -> None:
    analyzed = analyze([Record("one", Kind.NEED, "JP", "漏水を減らす", "介護も大切だ。", "ja")], engine)

    topics = assign_topics(analyzed, thesaurus, collection_statistics(analyzed), engine)

    assert [topic.concept_id for topic in topics] == ["leakage", "care"]


def test_without_a_label_in_the_text_words_decide(thesaurus: Thesaurus, engine: Engine) -> None:
    analyzed = analyze([Record("one", Kind.NEED, "CN", "停车场太少", "车辆无处可停", "zh-hans")], engine)

    topics = assign_topics(analyzed, thesaurus, collection_statistics(analyzed), engine)

    assert "parking" in topics[0].concept_id
    assert topics[0].reasons[0].via is Via.WORDS


def test_a_list_of_english_names_is_reached_through_the_thesaurus(engine: Engine) -> None:
    names = Thesaurus.from_jsonl(
        [
            json.dumps({"id": f"T{index}", "labels": {"en": [name]}})
            for index, name in enumerate(("parking", "water leakage"))
        ]
    )
    analyzed = analyze(RECORDS, engine)

    topics = TopicModel(names, engine).assign(analyzed, collection_statistics(analyzed))

    first = {topic.record_id: topic.concept_id for topic in topics if topic.rank == 1}
    assert first["kr-parking"] == first["cn-need-parking"] == first["jp-need-parking"] == "T0"
    assert first["cn-leak"] == first["jp-need-leak"] == "T1"


def test_empty_and_odd_input_is_no_error(thesaurus: Thesaurus, engine: Engine) -> None:
    odd = [Record("odd", Kind.NEED, "CN", "\ud800…", "", ""), Record("blank", Kind.NEED, "CN", "", "", "")]
    analyzed = analyze(odd, engine)

    assert assign_topics(analyzed, thesaurus, collection_statistics(analyzed), engine) == []
    assert assign_topics([], Thesaurus(), collection_statistics([]), Engine()) == []


def test_names_that_an_engine_knows_change_no_profile() -> None:
    """The site keeps compiled topics while names of cities and bodies come and go."""
    concept = {"id": "parking", "labels": {"en": ["parking in Suwon"], "ja": ["水原の駐車場"]}}
    thesaurus = Thesaurus.from_jsonl([json.dumps(concept)])
    named = Engine(thesaurus, {"suwon": {"en": "Suwon", "ja": "水原"}})

    assert any(feature.key == "suwon" for feature in named.analyze("parking in Suwon", "en").features)
    assert (
        TopicModel(thesaurus, named).profiles.rows == TopicModel(thesaurus, Engine(thesaurus)).profiles.rows
    )
