import json

from tests.language.build.conftest import Fill

from tricity.language.lexicon.build.parallel import names


def test_cldr_names_without_patterns(fill: Fill) -> None:
    words = {"en": "Japan", "zh": "日本", "ja": "日本", "ko": "일본"}
    folder = fill(
        {
            f"cldr-localenames-full/main/{language}/territories.json": json.dumps(
                {
                    "main": {
                        language: {
                            "identity": {"language": "no name"},
                            "localeDisplayNames": {"territories": {"JP": word}, "localePattern": "{0} ({1})"},
                        }
                    }
                }
            )
            for language, word in words.items()
        }
    )

    assert names.cldr_names(folder) == {
        language: {"territories/localeDisplayNames/territories/JP": word} for language, word in words.items()
    }


def test_emoji_are_known_by_themselves(fill: Fill) -> None:
    words = {"en": ("fire", "wink"), "zh": ("火", "眨眼"), "ja": ("火", "ウインク"), "ko": ("불", "윙크")}
    folder = fill(
        {
            f"cldr-annotations-full/annotations/{language}/annotations.json": json.dumps(
                {"annotations": {"annotations": {"🔥": {"default": ["hot"], "tts": [fire]}}}}
            )
            for language, (fire, _) in words.items()
        }
        | {
            f"cldr-annotations-derived-full/annotationsDerived/{language}/annotations.json": json.dumps(
                {"annotationsDerived": {"annotations": {"/": {"tts": [wink]}}}}
            )
            for language, (_, wink) in words.items()
        }
    )

    assert names.emoji(folder) == {
        language: {"🔥": fire, "/": wink} for language, (fire, wink) in words.items()
    }


def test_tagging_without_search_terms(fill: Fill) -> None:
    words = {
        "en": ("en", "Library"),
        "zh": ("zh-CN", "图书馆"),
        "ja": ("ja", "図書館"),
        "ko": ("ko", "도서관"),
    }
    folder = fill(
        {
            f"id-tagging-schema/dist/translations/{tag}.min.json": json.dumps(
                {tag: {"presets": {"presets": {"amenity/library": {"name": word, "terms": "books"}}}}}
            )
            for tag, word in words.values()
        }
    )

    assert names.tagging(folder) == {
        language: {"/presets/presets/amenity/library/name": word} for language, (_, word) in words.items()
    }
