import pytest

from tricity.language import Engine, FeatureKind, GlossedWord, glossed
from tricity.language.counterparts import Counterpart
from tricity.language.readings import word_reading


def words(engine: Engine, text: str, language: str, reader: str) -> dict[str, GlossedWord]:
    found = glossed(engine.analyze(text, language), reader, engine.thesaurus, engine.lexicon)
    return {word.text: word for word in found}


def test_words_come_in_order_each_once_without_particles_and_numbers(engine: Engine) -> None:
    found = words(engine, "センサーと自転車とセンサーの2030を管理する。", "ja", "en")

    assert list(found) == ["センサー", "自転車", "管理"]


def test_word_has_its_reading_and_english(engine: Engine) -> None:
    word = words(engine, "自転車を直す", "ja", "en")["自転車"]

    assert (word.reading, word.glosses, word.same) == ("じてんしゃ", ("bicycle", "bike"), None)


@pytest.mark.parametrize(
    ("word", "language", "reading"),
    [
        ("停车场", "zh-hans", "tíngchēchǎng"),
        ("西安", "zh-hans", "xī'ān"),
        ("停車場", "zh-hant", "tíngchēchǎng"),
        ("空き家", "ja", "あきや"),
        ("センサー", "ja", "sensa"),
        ("쓰레기", "ko", "sseuregi"),
        ("sensor", "en", ""),
        ("IoT", "ja", ""),
    ],
)
def test_reading_of_a_word(word: str, language: str, reading: str) -> None:
    assert word_reading(word, language) == reading


@pytest.mark.parametrize(
    ("text", "language", "reader", "same"),
    [
        ("주차장", "ko", "ja", Counterpart("駐車場", FeatureKind.CONCEPT)),
        ("スマート駐車", "ja", "zh-hans", Counterpart("智慧停车", FeatureKind.CONCEPT)),
        ("防災", "ja", "ko", Counterpart("방재", FeatureKind.HAN)),
        ("建设", "zh-hans", "ja", Counterpart("建設", FeatureKind.HAN)),
        ("센서", "ko", "ja", Counterpart("センサー", FeatureKind.LOAN)),
        ("robots", "en", "ko", Counterpart("로봇", FeatureKind.LOAN)),
        ("老年人", "zh-hans", "ko", Counterpart("노인", FeatureKind.GLOSS)),
        ("garbage", "en", "en", None),
    ],
)
def test_same_word_for_the_reader(
    engine: Engine, text: str, language: str, reader: str, same: Counterpart | None
) -> None:
    (word,) = words(engine, text, language, reader).values() or [None]

    assert (word.same if word else None) == same


def test_false_friends_are_not_the_same_word(engine: Engine) -> None:
    word = words(engine, "手紙", "ja", "zh-hans")["手紙"]

    assert word.same is None or word.same.text != "手纸"


def test_words_that_the_segmenter_splits_are_joined_where_the_dictionary_has_the_whole(
    engine: Engine,
) -> None:
    assert words(engine, "충전기", "ko", "en")["충전기"].glosses == ("battery charger",)


def test_verbs_are_shown_in_their_dictionary_form(engine: Engine) -> None:
    assert words(engine, "어르신을 돌봅니다", "ko", "en")["돌보다"].reading == "dolboda"


def test_no_more_words_than_asked_for(engine: Engine) -> None:
    analysis = engine.analyze("自転車、道路、公園、学校、病院", "ja")

    assert len(glossed(analysis, "en", engine.thesaurus, engine.lexicon, most=3)) == 3


@pytest.mark.parametrize("language", ["zh-hans", "ja", "ko", "en"])
@pytest.mark.parametrize("text", ["", "。、", "123", "\ud83d", "ｱｲｳ", "a" * 300])
def test_any_text_has_a_list(engine: Engine, language: str, text: str) -> None:
    assert len(words(engine, text, language, "ja")) <= 1
