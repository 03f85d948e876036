from tricity.language.lexicon.build.parallel import Aligned
from tricity.language.lexicon.build.parallel.aligned import align


def test_texts_of_one_key_meet_in_the_order_of_keys_and_languages() -> None:
    texts = {"ko": {"2": "물", "1": "불"}, "ja": {"1": "火"}, "en": {"1": "fire", "2": "water"}}

    assert list(align("a", texts)) == [
        Aligned("a", {"en": "fire", "ja": "火", "ko": "불"}),
        Aligned("a", {"en": "water", "ko": "물"}),
    ]


def test_one_language_alone_is_no_pair() -> None:
    assert list(align("a", {"en": {"1": "fire"}, "ko": {"2": "물"}})) == []


def test_nothing_is_said_twice() -> None:
    texts = {"en": {"1": "fire", "2": "fire"}, "ko": {"1": "불", "2": "불"}}

    assert list(align("a", texts)) == [Aligned("a", {"en": "fire", "ko": "불"})]


def test_what_was_left_in_english_is_passed_over() -> None:
    english = 'LEFT("中国")'
    texts = {
        "en": {"1": "OK", "2": english},
        "zh": {"1": "OK", "2": english},
        "ja": {"1": "OK", "2": english},
    }

    assert list(align("a", texts)) == []
