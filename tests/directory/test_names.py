from __future__ import annotations

import pytest
from tests import factories

from tricity.directory import queries
from tricity.directory.models import City
from tricity.directory.names import city_name, display, every_name, mention, name_forms, short_name, squeeze
from tricity.web.text import LocalizedText, Origin

NAMES = {"ja": "横浜市", "ko": "요코하마시", "zh-hans": "横滨市", "en": "Yokohama"}


@pytest.mark.parametrize("language", ["ja", "ko", "zh-hans", "en"])
def test_display_gives_the_name_in_the_readers_language(language: str) -> None:
    shown = display(NAMES, language, "ja")

    assert shown.text == LocalizedText(NAMES[language], language)
    assert shown.is_known


def test_display_keeps_the_native_name_beside_another() -> None:
    shown = display(NAMES, "ko", "ja")

    assert shown.native == LocalizedText("横浜市", "ja")
    assert shown.romanized == "Yokohama-shi"


def test_display_shows_a_reader_at_home_no_second_name() -> None:
    shown = display(NAMES, "ja", "ja")

    assert (shown.native, shown.romanized) == (None, "")


def test_display_without_a_name_in_the_language_falls_back_to_english_and_says_so() -> None:
    shown = display({"ja": "横浜市", "en": "Yokohama"}, "ko", "ja")

    assert shown.text == LocalizedText("Yokohama", "en", Origin.DIGEST, "横浜市", "ja")
    assert not shown.is_known


@pytest.mark.parametrize(
    ("name", "native_language", "roman"),
    [("横浜市", "ja", "Yokohama-shi"), ("수원시", "ko", "Suwon-si"), ("西安市", "zh-hans", "Xi'an Shi")],
)
def test_display_with_the_native_name_alone_romanizes_it(name: str, native_language: str, roman: str) -> None:
    shown = display({native_language: name}, "en", native_language)

    assert shown.text == LocalizedText(roman, "en", Origin.DIGEST, name, native_language)
    assert shown.native == LocalizedText(name, native_language)


def test_display_reads_a_name_in_the_other_chinese_script_as_chinese() -> None:
    shown = display({"ja": "横浜市", "zh-hant": "橫濱市", "en": "Yokohama"}, "zh-hans", "ja")

    assert shown.text == LocalizedText("橫濱市", "zh-hant")


def test_mention_tells_the_language_of_the_name_from_the_name() -> None:
    shown = mention("한국전력공사", "KEPCO", "ja", "zh-hans")

    assert shown.text.text == "KEPCO"
    assert shown.native == LocalizedText("한국전력공사", "ko")


@pytest.mark.parametrize(
    ("name", "language", "short"),
    [
        ("横浜市", "ja", "横浜"),
        ("港区", "ja", "港区"),
        ("ソウル特別市", "ja", "ソウル"),
        ("수원시", "ko", "수원"),
        ("제주특별자치도", "ko", "제주"),
        ("경기도", "ko", "경기도"),
        ("중구", "ko", "중구"),
        ("首尔特别市", "zh-hans", "首尔"),
        ("成都", "zh-hans", "成都"),
        ("Hara Village", "en", "Hara"),
        ("Taean-gun", "en", "Taean"),
    ],
)
def test_short_name_leaves_off_what_the_place_is(name: str, language: str, short: str) -> None:
    assert short_name(name, language) == short


def test_every_name_keeps_a_native_name_that_is_not_among_the_names() -> None:
    assert every_name({"zh-hans": "北京市"}, "北京") == {"zh-hans": ("北京市", "北京")}


@pytest.mark.parametrize(
    "typed",
    [
        "横浜",
        "橫濱",
        "横滨市",
        "요코하마",
        "yokohama",
        "YOKOHAMA-SHI",
        "Ｙｏｋｏ",
        "よこはま",
        "ヨコハマ",
        "héngbīn",
    ],
)
def test_name_forms_hold_what_a_reader_may_type(typed: str) -> None:
    forms = name_forms(NAMES, {"ja": "よこはまし", "zh-hans": "Héngbīn Shì"}, "横浜市")

    assert squeeze(typed) in forms


@pytest.mark.django_db
def test_cities_are_ordered_by_each_readers_language() -> None:
    factories.city(
        "KR",
        native_name="수원시",
        names={"ko": "수원시", "ja": "水原市", "en": "Suwon"},
        readings={"ja": "スウォンし"},
    )
    factories.city("JP", native_name="横浜市", names=NAMES, readings={"ja": "よこはまし"})
    factories.city(
        "CN",
        native_name="大连市",
        names={"zh-hans": "大连市", "ja": "大連市", "ko": "다롄시", "en": "Dalian"},
        readings={"ja": "だいれんし"},
    )

    orders = {
        language: [city.names.get(language) for city in City.objects.order_by(queries.name_order(language))]
        for language in ("ja", "ko", "en")
    }

    assert orders == {
        "ja": ["水原市", "大連市", "横浜市"],
        "ko": ["다롄시", "수원시", "요코하마시"],
        "en": ["Dalian", "Suwon", "Yokohama"],
    }


@pytest.mark.django_db
def test_keys_follow_a_changed_name_however_it_is_saved() -> None:
    city = factories.city("JP", native_name="横浜市", names={"ja": "横浜市"})

    City.objects.update_or_create(pk=city.pk, defaults={"names": {"ja": "横浜市", "en": "Yokohama"}})

    city.refresh_from_db()
    assert city.sort_keys["en"] == "yokohama"
    assert "\nyokohama\n" in city.name_forms


@pytest.mark.django_db
def test_city_name_of_a_city_without_names_is_its_native_name_romanized() -> None:
    city = factories.city("KR", native_name="수원시", names={"ko": "수원시"})

    assert city_name(city, "zh-hans").text == "Suwon-si"


@pytest.mark.django_db
def test_find_city_by_code_then_native_name_then_any_name() -> None:
    yokohama = factories.city("JP", native_name="横浜市", names=NAMES, official_code="14100")

    assert queries.find_city("JP", official_code="14100") == yokohama
    assert queries.find_city("JP", native_name="横浜市") == yokohama
    assert queries.find_city("JP", name="yokohama") == yokohama
    assert queries.find_city("JP", name="요코하마") == yokohama
    assert queries.find_city("KR", name="yokohama") is None


@pytest.mark.django_db
def test_find_city_gives_none_of_two_that_fit() -> None:
    factories.city("JP", native_name="府中市", names={"ja": "府中市", "en": "Fuchu"})
    factories.city("JP", native_name="府中市（広島県）", names={"ja": "府中市（広島県）", "en": "Fuchu"})

    assert queries.find_city("JP", name="Fuchu") is None


@pytest.mark.django_db
def test_find_organization_by_a_name_in_any_language() -> None:
    body = factories.organization("KR", names={"ko": "국토교통부", "ja": "国土交通部"}, language="ko")

    assert queries.find_organization("国土交通部", "KR") == body
    assert queries.find_organization("国土交通部", "JP") is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "order"),
    [("en", "CN JP KR"), ("ja", "KR CN JP"), ("ko", "JP CN KR"), ("zh-hans", "KR JP CN")],
)
def test_countries_are_ordered_by_name_in_the_readers_language(
    countries: dict[str, object], language: str, order: str
) -> None:
    assert [country.code for country in queries.countries_in_order(language)] == order.split()
