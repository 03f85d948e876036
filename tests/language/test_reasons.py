import pytest

from tricity.language import Analysis, Engine, Feature, FeatureKind, Reason, Source, strongest
from tricity.language.reasons import explain

QUESTION = {"zh-hans": "停车场", "ja": "駐車場", "ko": "공영 주차장", "en": "parking lot"}


@pytest.mark.parametrize("asked_in", QUESTION)
@pytest.mark.parametrize("written_in", QUESTION)
def test_explain_names_the_shared_concept(engine: Engine, asked_in: str, written_in: str) -> None:
    query = engine.analyze_query(QUESTION[asked_in], asked_in)
    document = engine.analyze(QUESTION[written_in], written_in)

    reason = engine.explain(query, document)[0]

    assert (reason.kind, reason.concept_id) == (FeatureKind.CONCEPT, "parking")
    assert (reason.query_text, reason.document_text) == (QUESTION[asked_in], QUESTION[written_in])
    assert reason.document_span == (0, len(QUESTION[written_in]))


def test_explain_gives_one_reason_for_any_part_of_the_question(engine: Engine) -> None:
    query = engine.analyze("横浜 災害 駐車場", "ja")
    document = engine.analyze("요코하마 재해 주차장", "ko")

    reasons = engine.explain(query, document)

    assert [(reason.kind, reason.query_text, reason.document_text) for reason in reasons] == [
        (FeatureKind.CONCEPT, "駐車場", "주차장"),
        (FeatureKind.NAME, "横浜", "요코하마"),
        (FeatureKind.HAN, "災害", "재해"),
    ]


def test_explain_stops_at_the_limit_and_is_strongest_first(engine: Engine) -> None:
    query = engine.analyze("横浜 災害 駐車場", "ja")

    reasons = engine.explain(query, query, limit=2)

    assert len(reasons) == 2
    assert reasons[0].score >= reasons[1].score


def test_explain_weighs_by_rarity(engine: Engine) -> None:
    query = engine.analyze("災害 情報", "ja")

    reasons = engine.explain(query, query, rarity=lambda term: 9.0 if term == "han:情报" else 1.0)

    assert [reason.query_text for reason in reasons] == ["情報", "災害"]


def test_explain_has_nothing_to_say_about_strangers(engine: Engine) -> None:
    assert engine.explain(engine.analyze("下水道", "ja"), engine.analyze("parking lot", "en")) == []
    assert engine.explain(engine.analyze(""), engine.analyze("parking lot", "en")) == []


def test_texts_that_share_only_a_broader_concept_are_not_explained_by_it(engine: Engine) -> None:
    parking = engine.analyze("parking lot", "en")
    mobility = engine.analyze("mobility", "en")

    assert [reason.key for reason in engine.explain(parking, mobility)] == ["mobility"]
    assert [reason.key for reason in engine.explain(parking, parking)] == ["parking"]


def test_strongest_joins_the_reasons_of_title_and_body(engine: Engine) -> None:
    query = engine.analyze("災害 駐車場", "ja")
    title, body = engine.analyze("駐車場", "ja"), engine.analyze("災害時の駐車場", "ja")

    reasons = strongest(engine.explain(query, title) + engine.explain(query, body), 5)

    assert [reason.query_text for reason in reasons] == ["駐車場", "災害"]


def test_shared_meaning_is_explained_by_dictionaries_of_both_sides(engine: Engine) -> None:
    reasons = engine.explain(engine.analyze("ごみ", "ja"), engine.analyze("쓰레기", "ko"))

    assert [(each.kind, each.query_text, each.document_text) for each in reasons] == [
        (FeatureKind.GLOSS, "ごみ", "쓰레기")
    ]
    assert (reasons[0].gloss, reasons[0].is_same) == ("trash", True)
    assert reasons[0].sources == (Source.JMDICT, Source.KOREAN)


def test_shared_meaning_of_an_english_word_needs_no_gloss(engine: Engine) -> None:
    reason = engine.explain(engine.analyze("trash", "en"), engine.analyze("쓰레기", "ko"))[0]

    assert (reason.gloss, reason.is_same, reason.sources) == ("", True, (Source.KOREAN,))


def test_words_that_only_touch_each_other_are_not_said_to_be_the_same(engine: Engine) -> None:
    reason = engine.explain(engine.analyze("aging", "en"), engine.analyze("高齢", "ja"))[0]

    assert (reason.key, reason.is_same) == ("age", False)


def shared(kind: FeatureKind, score: float, span: tuple[int, int] = (0, 2)) -> Reason:
    return Reason(kind, "key", "都市", "도시", (0, 2), score, query_span=span)


def test_better_reason_for_the_same_words_wins_over_a_shared_meaning() -> None:
    gloss, han = shared(FeatureKind.GLOSS, 9.0), shared(FeatureKind.HAN, 0.1)
    gram, elsewhere = shared(FeatureKind.GRAM, 9.0), shared(FeatureKind.GLOSS, 0.1, (2, 4))

    assert strongest([gloss, han], 5) == [han]
    assert strongest([gloss, gram], 5) == [gloss]
    assert strongest([han, elsewhere], 5) == [han, elsewhere]


def test_unsure_meanings_explain_nothing() -> None:
    one = Analysis("가", "ko", (), (Feature(FeatureKind.GLOSS, "edg", 0.34, 0, 1),))
    other = Analysis("边", "zh-hans", (), (Feature(FeatureKind.GLOSS, "edg", 1.0, 0, 1),))

    assert explain(one, other) == []


@pytest.mark.parametrize(
    ("asked", "written", "source"),
    [
        (("災害", "ja"), ("재해", "ko"), (Source.HANJA,)),
        (("災害", "ja"), ("灾害", "zh-hans"), ()),
        (("センサー", "ja"), ("센서", "ko"), (Source.LOANWORDS,)),
    ],
)
def test_reasons_say_who_knows_it(
    engine: Engine, asked: tuple[str, str], written: tuple[str, str], source: tuple[Source, ...]
) -> None:
    reason = engine.explain(engine.analyze(*asked), engine.analyze(*written))[0]

    assert reason.sources == source
