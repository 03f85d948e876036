import pytest

from tricity.language import Analysis, Concept, Engine, FeatureKind, Thesaurus

SAME_PLACE = {
    "zh-hans": "横滨市的停车场",
    "zh-hant": "橫濱市的停車場",
    "ja": "横浜の駐車場",
    "ko": "요코하마 공영주차장",
    "en": "Parking lots in Yokohama",
}

ANIMALS = ("cat", "dog", "cow", "hen", "ant", "bee", "owl", "fox")


def keys(analysis: Analysis, kind: FeatureKind) -> dict[str, float]:
    return {feature.key: round(feature.weight, 2) for feature in analysis.features if feature.kind is kind}


@pytest.mark.parametrize("language", SAME_PLACE)
def test_concepts_and_names_are_the_same_in_every_language(engine: Engine, language: str) -> None:
    analysis = engine.analyze(SAME_PLACE[language])

    assert keys(analysis, FeatureKind.CONCEPT) == {"parking": 1.0, "mobility": 0.4}
    assert keys(analysis, FeatureKind.NAME) == {"yokohama": 1.0}


def test_language_is_identified_unless_given(engine: Engine) -> None:
    assert [engine.analyze(text).language for text in SAME_PLACE.values()] == list(SAME_PLACE)
    assert engine.analyze("大阪", "ja").language == "ja"


def test_han_words_meet_across_chinese_japanese_and_korean(engine: Engine) -> None:
    han = [keys(engine.analyze(text), FeatureKind.HAN) for text in ("灾害信息", "災害情報", "재해 정보")]

    assert han[0] == {"灾害": 1.0, "信息": 1.0}
    assert han[1] == {"灾害": 1.0, "情报": 1.0}
    assert set(han[1]) <= set(han[2])
    assert han[2]["灾害"] >= 0.9


def test_korean_homonyms_share_the_weight(engine: Engine) -> None:
    han = keys(engine.analyze("시장", "ko"), FeatureKind.HAN)

    assert han["市场"] > han["市长"] > 0.2


def test_korean_nouns_split_by_the_segmenter_still_lead_to_the_whole_word(engine: Engine) -> None:
    assert keys(engine.analyze("충전기", "ko"), FeatureKind.HAN)["充电器"] == 1.0


@pytest.mark.parametrize(("text", "language"), [("センサー", "ja"), ("센서", "ko"), ("sensors", "en")])
def test_loanwords_meet(engine: Engine, text: str, language: str) -> None:
    assert keys(engine.analyze(text, language), FeatureKind.LOAN) == {"=sensor": 1.0}


def test_latin_words_and_numbers_are_kept_in_every_language(engine: Engine) -> None:
    for text, language in (
        ("5G 기반 IoT 2030", "ko"),
        ("基于IoT的5G 2030", "zh-hans"),
        ("IoTと5G、2030年", "ja"),
    ):
        analysis = engine.analyze(text, language)

        assert "5g" in keys(analysis, FeatureKind.LATIN)
        assert "iot" in keys(analysis, FeatureKind.LATIN)
        assert {"5", "2030"} <= set(keys(analysis, FeatureKind.NUMBER))


def test_han_pairs_are_folded(engine: Engine) -> None:
    assert keys(engine.analyze("交通號誌", "zh-hant"), FeatureKind.GRAM) == {
        "交通": 1.0,
        "通号": 1.0,
        "号志": 1.0,
    }


def test_function_words_have_no_features(engine: Engine) -> None:
    for text, language in (("的 和 了", "zh-hans"), ("のはがを", "ja"), ("the of and", "en")):
        assert engine.analyze(text, language).features == ()


def test_pronouns_have_only_what_they_stand_for_and_particles_nothing(engine: Engine) -> None:
    text = "우리는 그것을"

    features = engine.analyze(text, "ko").features

    assert {(each.kind, text[each.start : each.end]) for each in features} == {
        (FeatureKind.GLOSS, "우리"),
        (FeatureKind.GLOSS, "그것"),
    }


def test_offsets_are_into_the_text_as_given(engine: Engine) -> None:
    text = "ﾖｺﾊﾏ・横浜のﾃﾞｰﾀ"

    features = engine.analyze(text, "ja").features

    assert {text[f.start : f.end] for f in features if f.kind is FeatureKind.LOAN} >= {"ﾃﾞｰﾀ"}
    assert [text[f.start : f.end] for f in features if f.kind is FeatureKind.NAME] == ["横浜"]


def test_a_question_gains_the_concept_it_names_in_part(engine: Engine) -> None:
    asked = engine.analyze_query("where to evacuate after an earthquake")

    # Both words of "earthquake evacuation" are there: coverage 1, times the weight of partial mentions.
    assert keys(asked, FeatureKind.CONCEPT) == {"evacuation": 0.6}


def test_a_question_gains_words_in_other_languages_marked_with_their_concept(engine: Engine) -> None:
    asked = engine.analyze_query("earthquake evacuation")

    added = {feature.key: feature for feature in asked.features if feature.via}

    assert {"地震", "避难"} <= set(added)
    assert {feature.via for feature in added.values()} == {"evacuation"}
    assert all(feature.weight < 0.5 for feature in added.values())


@pytest.mark.parametrize("text", ["heat wave shelters", "heatwaves", "heat-wave shelters"])
def test_compounds_may_be_written_apart_or_together(text: str) -> None:
    engine = Engine(Thesaurus([Concept("heat", {"en": ("heat wave",)})]))

    assert keys(engine.analyze(text, "en"), FeatureKind.CONCEPT) == {"heat": 1.0}


def test_a_hyphen_may_join_a_word_that_the_label_writes_whole() -> None:
    engine = Engine(Thesaurus([Concept("startups", {"en": ("startup",)})]))

    assert keys(engine.analyze("support for start-ups", "en"), FeatureKind.CONCEPT) == {"startups": 1.0}


def test_half_of_a_coordinated_label_names_the_concept_in_a_question() -> None:
    engine = Engine(Thesaurus([Concept("water", {"en": ("Sewage works and storm drains",)})]))

    assert keys(engine.analyze_query("old storm drains", "en"), FeatureKind.CONCEPT) == {"water": 0.6}
    assert keys(engine.analyze("old storm drains", "en"), FeatureKind.CONCEPT) == {}


def test_words_common_to_many_concepts_say_little_alone() -> None:
    many = [Concept(f"c{number}", {"en": (f"data {word}",)}) for number, word in enumerate(ANIMALS)]
    engine = Engine(Thesaurus(many))

    assert keys(engine.analyze_query("data", "en"), FeatureKind.CONCEPT) == {}


def test_ids_with_spaces_make_terms_without() -> None:
    engine = Engine(Thesaurus([Concept("air quality", {"en": ("smog",)})]))

    assert "concept:air_quality" in engine.analyze("smog", "en").terms()


def test_a_question_without_a_known_concept_stays_as_it_is(engine: Engine) -> None:
    assert engine.analyze_query("wooden bridges", "en") == engine.analyze("wooden bridges", "en")


def test_an_engine_needs_no_thesaurus() -> None:
    asked = Engine().analyze_query("交通", "zh-hans")

    kinds = {feature.kind for feature in asked.features}
    assert kinds == {FeatureKind.GLOSS, FeatureKind.GRAM, FeatureKind.HAN}
    assert keys(asked, FeatureKind.HAN) == keys(asked, FeatureKind.GRAM) == {"交通": 1.0}
    assert "traffic" in keys(asked, FeatureKind.GLOSS)
