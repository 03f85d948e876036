"""Topics that the thesaurus does not name: found across languages, told in words of the originals, never forced."""

import json
import random
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from tests.synthesis.planting import LANGUAGES, Planting, plant, subjects
from tricity.language import Engine, Thesaurus
from tricity.synthesis import (
    AnalyzedRecord,
    BadRecord,
    EmergentTopic,
    Quotation,
    Synthesis,
    TopicAssignment,
    TopicModel,
    TopicReason,
    Via,
    analyze,
    beside_named,
    collection_statistics,
    find_emergent,
    read_emergent,
    synthesize_analyzed,
)
from tricity.synthesis.analysis import Part
from tricity.synthesis.emergent.graph import DRAWN, SOUGHT_BY, looked_at
from tricity.synthesis.emergent.identity import emergent_id, with_ids_kept
from tricity.synthesis.emergent.rows import rare, read_rows

SIZE = 400
MOST = 0.8  # of a subject's records, of which each language has twelve at most


@cache
def planted() -> tuple[Planting, list[AnalyzedRecord], Engine]:
    """Records on four subjects of several languages and one of a single language, among others."""
    planting, engine = plant(SIZE, most=4), Engine(Thesaurus())
    return planting, analyze(planting.records, engine), engine


@cache
def synthesis() -> Synthesis:
    _, analyzed, engine = planted()
    return synthesize_analyzed(analyzed, [], TopicModel(engine.thesaurus, engine), engine)


def topic_on(subject: str) -> EmergentTopic:
    """The topic that has most of the subject's records."""
    planting, _, _ = planted()
    return max(
        synthesis().emergent,
        key=lambda topic: sum(planting.subject_of[each] == subject for each in topic.records),
    )


def test_records_on_one_thing_are_one_topic_whatever_their_language() -> None:
    planting, _, _ = planted()

    for subject, countries in planting.countries_of.items():
        topic = topic_on(subject)
        assert {planting.subject_of[each] for each in topic.records} == {subject}
        assert len(topic.records) >= MOST * sum(each == subject for each in planting.subject_of.values())
        assert topic.countries == tuple(sorted(countries))
        assert topic.languages == tuple(sorted(LANGUAGES[each] for each in countries))


def test_a_record_is_in_one_emergent_topic_at_most() -> None:
    records = [each for topic in synthesis().emergent for each in topic.records]

    assert len(records) == len(set(records))


def test_every_assignment_and_topic_quotes_the_originals() -> None:
    _, analyzed, _ = planted()
    texts = {(each.id, part): each.part(part).text for each in analyzed for part in Part}
    found = [each for each in synthesis().topics if each.concept_id.startswith("emergent.")]

    quotations = [reason.quotation for each in found for reason in each.reasons]
    quotations += [each for topic in synthesis().emergent for each in topic.evidence]

    assert all(each.reasons and {reason.via for reason in each.reasons} == {Via.WORDS} for each in found)
    for each in quotations:
        assert each.text == texts[each.record_id, each.part][each.start : each.end] != ""


def test_every_language_of_a_topic_is_quoted() -> None:
    _, analyzed, _ = planted()
    language_of = {each.id: each.language for each in analyzed}

    for topic in synthesis().emergent:
        assert {language_of[each.record_id] for each in topic.evidence} == set(topic.languages)


def test_labels_are_words_of_the_records_or_marked_as_translated() -> None:
    planting, analyzed, _ = planted()
    topic = topic_on(next(iter(planting.countries_of)))
    own = [language for language in topic.labels if language in topic.languages]
    written = {
        language: " ".join(
            f"{each.title.text} {each.summary.text} "
            + " ".join(token.lemma for part in (each.title, each.summary) for token in part.tokens)
            for each in analyzed
            if each.language == language and each.id in topic.records
        )
        for language in own
    }

    assert set(topic.labels) == {"en", "ja", "ko", "zh-hans"}
    assert set(topic.derived) == set(topic.labels) - set(topic.languages)
    for language in own:
        assert 1 <= len(topic.labels[language]) <= 3
        assert all(label in written[language] for label in topic.labels[language])
    assert topic.labels["en"]


def test_a_subject_of_one_language_is_marked_and_makes_no_candidate() -> None:
    planting, _, _ = planted()
    (trap,) = planting.traps

    topic = topic_on(trap)
    row = synthesis().overlaps.row(topic.id)

    assert len(topic.languages) == 1
    assert row is not None
    assert "rests_on_one_language" in {each.key for each in row.warnings}
    assert topic.id not in {each.concept_id for each in synthesis().opportunities}


def test_a_topic_that_countries_share_is_an_overlap_and_a_candidate() -> None:
    planting, _, _ = planted()
    ids = {topic_on(subject).id for subject in planting.countries_of}

    assert ids <= {row.concept_id for row in synthesis().overlaps.grid if row.shared > 0}
    assert ids == {each.concept_id for each in synthesis().opportunities}


def test_what_the_thesaurus_names_is_not_proposed() -> None:
    planting, _, _ = planted()
    subject = next(iter(planting.countries_of))
    titles = {language: subjects()[subject][language]["titles"] for language in LANGUAGES.values()}
    thesaurus = Thesaurus.from_jsonl([json.dumps({"id": "named", "labels": titles})])
    engine = Engine(thesaurus)

    found = synthesize_analyzed(analyze(planting.records, engine), [], TopicModel(thesaurus, engine), engine)

    in_topics = {each for topic in found.emergent for each in topic.records}
    assert not any(planting.subject_of[each] == subject for each in in_topics)
    assert len(in_topics) > 0


def test_topics_that_somebody_lists_stay_as_they_are() -> None:
    planting, _, _ = planted()
    engine = Engine(
        Thesaurus.from_jsonl(['{"id": "sport", "labels": {"ja": ["マラソン"], "en": ["marathon"]}}'])
    )
    listed = Thesaurus.from_jsonl(['{"id": "L", "labels": {"en": ["marathon"]}}'])
    model = TopicModel(listed, engine)
    analyzed = analyze(planting.records, engine)

    found = synthesize_analyzed(analyzed, [], model, engine)

    alone = model.assign(analyzed, collection_statistics(analyzed))
    assert alone
    assert [each for each in found.topics if each.concept_id == "L"] == alone


@pytest.mark.parametrize("seed", range(3))
def test_order_of_the_records_changes_nothing(seed: int) -> None:
    _, analyzed, engine = planted()
    shuffled = list(analyzed)
    random.Random(seed).shuffle(shuffled)
    model = TopicModel(engine.thesaurus, engine)

    assert find_emergent(shuffled, [], model, engine) == find_emergent(analyzed, [], model, engine)


def test_few_records_have_no_emergent_topic() -> None:
    _, analyzed, engine = planted()
    model = TopicModel(engine.thesaurus, engine)

    assert find_emergent([], [], model, engine).topics == ()
    assert find_emergent(analyzed[:1], [], model, engine).topics == ()


def test_a_topic_keeps_its_id_while_most_of_its_records_stay() -> None:
    old, other = _topic("a", "b", "c"), _topic("x", "y")

    kept, fresh = with_ids_kept(
        [_topic("a", "b", "d"), _topic("x", "z", "w")],
        {"emergent.old": frozenset(old.records), "emergent.other": frozenset(other.records)},
    )

    assert kept.id == "emergent.old"
    assert fresh.id == emergent_id(["x", "z", "w"])


def test_an_id_kept_by_one_topic_is_not_given_to_another() -> None:
    fresh_id = emergent_id(["x", "y"])

    first, second = with_ids_kept([_topic("a", "b"), _topic("x", "y")], {fresh_id: frozenset({"a", "b"})})

    assert first.id == fresh_id
    assert second.id != fresh_id


def test_topics_of_a_run_are_read_again(tmp_path: Path) -> None:
    synthesis().write(tmp_path)

    assert read_emergent(tmp_path) == {each.id: frozenset(each.records) for each in synthesis().emergent}


def test_a_run_of_an_earlier_version_has_none_and_a_broken_one_is_told(tmp_path: Path) -> None:
    assert read_emergent(tmp_path) == {}

    (tmp_path / "emergent.jsonl").write_text('{"id": "emergent.1"}\n')

    with pytest.raises(BadRecord):
        read_emergent(tmp_path)


def test_the_stronger_of_a_named_and_an_emergent_topic_comes_first() -> None:
    named, emergent = _assignment("named", 0.5), _assignment("emergent.1", 0.8)

    first, second = beside_named([named], [emergent])

    assert (first.concept_id, first.rank, first.share) == ("emergent.1", 1, 1.0)
    assert (second.concept_id, second.rank, second.share) == ("named", 2, 0.25)


def test_an_emergent_topic_comes_after_those_that_are_to_stay() -> None:
    named, emergent = _assignment("named", 0.5), _assignment("emergent.1", 0.8)

    assert beside_named([named], [emergent], kept=True) == [
        named,
        TopicAssignment("r", "emergent.1", 0.8, 2, 1.0, emergent.reasons),
    ]


def test_a_record_is_compared_with_few_others_however_many_there_are() -> None:
    _, analyzed, _ = planted()
    rows = read_rows(analyzed)

    first, second = looked_at(rare(rows.matrix), rows.digests, rows.term_digests)

    assert len(first) == len(second) <= len(analyzed) * SOUGHT_BY * DRAWN
    assert bool(np.all(first < second))


def _topic(*record_ids: str) -> EmergentTopic:
    return EmergentTopic(emergent_id(record_ids), {}, (), (), (), tuple(sorted(record_ids)), (), (), 0.5)


def _assignment(concept_id: str, weight: float) -> TopicAssignment:
    reason = TopicReason(Via.WORDS, Quotation("r", Part.TITLE, 0, 1, "x"), 0.5)
    return TopicAssignment("r", concept_id, weight, 1, 1.0, (reason,))
