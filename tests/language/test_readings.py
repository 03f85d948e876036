import pytest

from tricity.language import romanize, sort_key
from tricity.language.hangul import romanize_word
from tricity.language.kana import hepburn, order_key


@pytest.mark.parametrize(
    ("word", "roman"),
    [  # the examples of the notice 2000-8, its article 3
        ("왕십리", "wangsimni"),
        ("신라", "silla"),
        ("종로", "jongno"),
        ("별내", "byeollae"),
        ("백마", "baengma"),
        ("해돋이", "haedoji"),
        ("같이", "gachi"),
        ("좋고", "joko"),
        ("놓다", "nota"),
        ("묵호", "mukho"),
        ("집현전", "jiphyeonjeon"),
        ("압구정", "apgujeong"),
        ("낙동강", "nakdonggang"),
        ("합정", "hapjeong"),
        ("팔당", "paldang"),
        ("독립문", "dongnimmun"),
        ("속리산", "songnisan"),
        ("대관령", "daegwallyeong"),
        ("울산", "ulsan"),
    ],
)
def test_romanize_word_follows_the_notice(word: str, roman: str) -> None:
    assert romanize_word(word) == roman


@pytest.mark.parametrize(
    ("kana", "roman"),
    [
        ("トウキョウ", "tokyo"),
        ("おおさか", "osaka"),
        ("シンジュク", "shinjuku"),
        ("マッチ", "matchi"),
        ("サッポロ", "sapporo"),
        ("しんいち", "shin'ichi"),
        ("ファッション", "fasshon"),
        ("パーティー", "pati"),
        ("ウェブ", "webu"),
        ("ヴァイオリン", "vaiorin"),
        ("イノウエ", "inoue"),
        ("ッ", ""),
        ("ャ", "ya"),
    ],
)
def test_hepburn_reads_kana(kana: str, roman: str) -> None:
    assert hepburn(kana) == roman


@pytest.mark.parametrize(
    ("name", "language", "roman"),
    [
        ("北京市", "zh-hans", "Beijing Shi"),
        ("西安市", "zh-hans", "Xi'an Shi"),
        ("重慶", "zh-hant", "Chongqing"),
        ("长沙", "zh-hans", "Changsha"),
        ("横浜市", "ja", "Yokohama-shi"),
        ("会津若松市", "ja", "Aizuwakamatsu-shi"),
        ("新宿区", "ja", "Shinjuku-ku"),
        ("ＮＴＴデータ", "ja", "NTT Deta"),
        ("수원시", "ko", "Suwon-si"),
        ("강릉시", "ko", "Gangneung-si"),
        ("LG 유플러스", "ko", "LG Yupeulleoseu"),
        ("Suwon", "en", "Suwon"),
        ("", "ja", ""),
    ],
)
def test_romanize_writes_names(name: str, language: str, roman: str) -> None:
    assert romanize(name, language) == roman


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        ("zh-hans", ["北京", "重庆", "广州", "上海", "深圳", "西安"]),
        ("zh-hant", ["臺北", "新竹"]),
        ("ja", ["大阪", "川崎", "札幌", "東京", "豊田", "横浜"]),
        ("ko", ["강릉", "대전", "부산", "서울", "수원"]),
        ("en", ["Aizu", "beijing", "Seoul", "Ürümqi", "Yokohama"]),
    ],
)
def test_sort_key_gives_each_language_its_order(language: str, ordered: list[str]) -> None:
    assert sorted(set(ordered), key=lambda name: sort_key(name, "", language).encode()) == ordered


def test_sort_key_prefers_the_reading() -> None:
    assert sort_key("長沙", "Chángshā", "zh-hant") == sort_key("长沙", "", "zh-hans") == "changsha"
    assert sort_key("本庄", "ほんじょう", "ja") == sort_key("ホンジョウ", "", "ja")


def test_order_key_puts_plain_before_voiced_and_small_before_large() -> None:
    assert sorted(["ばす", "はす", "ぱす"], key=order_key) == ["はす", "ばす", "ぱす"]
    assert sorted(["びよういん", "びょういん"], key=order_key) == ["びょういん", "びよういん"]
    assert sorted(["サーバ", "ささ"], key=order_key) == ["サーバ", "ささ"]
