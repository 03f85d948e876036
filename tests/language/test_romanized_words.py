"""Words of the thesaurus typed in Latin letters, as people do who have no keyboard for the script."""

import pytest

from tricity.language import Analysis, Concept, Engine, FeatureKind, IndexDocument, SearchIndex, Thesaurus

CONCEPTS = (
    Concept(
        "renewal",
        {
            "zh-hans": ("老旧小区改造",),
            "ja": ("団地再生",),
            "ko": ("노후 주택 재생",),
            "en": ("estate renewal",),
        },
    ),
    Concept(
        "care", {"ja": ("介護", "見守り"), "zh-hans": ("养老",), "ko": ("돌봄",), "en": ("elderly care",)}
    ),
    Concept(
        "disaster", {"ja": ("防災",), "zh-hans": ("防灾",), "ko": ("방재",), "en": ("disaster prevention",)}
    ),
)


@pytest.fixture(scope="module")
def termed() -> Engine:
    return Engine(Thesaurus(CONCEPTS))


def meant(analysis: Analysis) -> dict[str, float]:
    """What the question may mean by way of a word's sound, with its weight."""
    return {
        each.key: each.weight
        for each in analysis.features
        if each.kind in (FeatureKind.HAN, FeatureKind.WORD)
    }


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("bousai", "防灾"),
        ("Bōsai", "防灾"),
        ("bosai", "防灾"),
        ("yǎnglǎo", "养老"),
        ("dolbom", "돌봄"),
    ],
)
def test_a_word_in_latin_letters_stands_for_the_one_it_romanizes(
    termed: Engine, typed: str, word: str
) -> None:
    assert 0.3 <= meant(termed.analyze_query(typed, "en"))[word] < 1.0


def test_several_words_name_a_concept(termed: Engine) -> None:
    query = termed.analyze_query("laojiu xiaoqu gaizao", "en")

    assert "renewal" in {each.key for each in query.features if each.kind is FeatureKind.CONCEPT}


def test_a_record_is_found_by_its_romanized_word(termed: Engine) -> None:
    index = SearchIndex.open()
    records = {"disaster": ("ja", "地域の防災訓練"), "care": ("ja", "高齢者の介護")}
    index.update(
        IndexDocument(key, termed.analyze(text, language)) for key, (language, text) in records.items()
    )

    assert [hit.id for hit in index.search(termed.analyze_query("bousai", "en")).hits] == ["disaster"]


@pytest.mark.parametrize("typed", ["estate", "renewal", "care", "zzyzx", "bou", "strength of materials"])
def test_english_words_and_strangers_mean_nothing_more(termed: Engine, typed: str) -> None:
    assert list(termed._expansion._romanized.features(termed.analyze(typed, "en"))) == []


def test_texts_that_are_no_questions_are_left_as_they_are(termed: Engine) -> None:
    assert meant(termed.analyze("bousai", "en")) == {}


@pytest.mark.parametrize(
    ("typed", "text", "language"),
    [
        ("Shinjuku", "新宿の再開発", "ja"),
        ("Hangzhou", "杭州的交通", "zh-hans"),
        ("Suwon", "수원의 교통", "ko"),
    ],
)
def test_places_are_known_by_the_lexicon(termed: Engine, typed: str, text: str, language: str) -> None:
    asked = termed.analyze_query(typed, "en").terms()

    assert asked.keys() & termed.analyze(text, language).terms().keys() == {f"gloss:{typed.lower()}"}
