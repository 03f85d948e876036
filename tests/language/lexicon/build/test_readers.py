import json
import sqlite3
from pathlib import Path

import pytest

from tricity.language.lexicon.build import readers
from tricity.language.lexicon.build.readers import Headword
from tricity.language.lexicon.sources import Source

CEDICT = (
    'module.exports = {"all": [\n'
    '["停車場","停车场","ting2 che1 chang3",["parking lot; car park","CL:個|个[ge4]"]],\n'
    '["公車","公车","gong1 che1","bus"],\n'
    '["王","王","Wang2",["surname Wang"]],\n'
    '["説","説","shuo1",["variant of 說|说[shuo1]"]]\n'
    "]};\n"
)
JMDICT = """
CREATE TABLE Kanji (ID INTEGER PRIMARY KEY, idseq INTEGER, text TEXT);
CREATE TABLE Kana (ID INTEGER PRIMARY KEY, idseq INTEGER, text TEXT);
CREATE TABLE KJP (kid INTEGER, text TEXT);
CREATE TABLE KNP (kid INTEGER, text TEXT);
CREATE TABLE Sense (ID INTEGER PRIMARY KEY, idseq INTEGER);
CREATE TABLE SenseGloss (sid INTEGER, lang TEXT, text TEXT);
CREATE TABLE misc (sid INTEGER, text TEXT);
CREATE TABLE NEKanji (ID INTEGER PRIMARY KEY, idseq INTEGER, text TEXT);
CREATE TABLE NEKana (ID INTEGER PRIMARY KEY, idseq INTEGER, text TEXT);
CREATE TABLE NETranslation (ID INTEGER PRIMARY KEY, idseq INTEGER);
CREATE TABLE NETransGloss (tid INTEGER, text TEXT);
INSERT INTO Kanji VALUES (1, 10, '駐車場'), (2, 30, '御塵');
INSERT INTO KJP VALUES (1, 'news1');
INSERT INTO Kana VALUES (1, 10, 'ちゅうしゃじょう'), (2, 20, 'バス'), (3, 30, 'ごみ');
INSERT INTO Sense VALUES (1, 10), (2, 20), (3, 20), (4, 30);
INSERT INTO SenseGloss VALUES
    (1, 'eng', 'parking lot'), (1, '', 'car park'), (1, 'ger', 'Parkplatz'),
    (2, NULL, 'bus'), (3, NULL, 'bath'), (4, 'eng', 'trash');
INSERT INTO misc VALUES (4, 'word usually written using kana alone');
INSERT INTO NEKanji VALUES (1, 50, '東京');
INSERT INTO NEKana VALUES (1, 50, 'トウキョウ'), (2, 60, 'ミショーン'), (3, 70, 'ひらがな');
INSERT INTO NETranslation VALUES (1, 50), (2, 60), (3, 70);
INSERT INTO NETransGloss VALUES (1, 'Tokyo'), (2, 'Michonne'), (3, 'Hiragana');
"""


def jamdict(path: Path) -> Path:
    base = sqlite3.connect(path)
    base.executescript(JMDICT)
    base.close()
    return path


def put(path: Path, content: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_cedict_gives_both_scripts_and_leaves_out_its_notes(tmp_path: Path) -> None:
    found = list(readers.read_cedict(put(tmp_path / "all.js", CEDICT)))

    parking = (("parking lot", "car park"),)
    assert found == [
        Headword("zh", "停车场", parking, Source.CEDICT, "ting2 che1 chang3"),
        Headword("zh", "停車場", parking, Source.CEDICT, "ting2 che1 chang3"),
        Headword("zh", "公车", (("bus",),), Source.CEDICT, "gong1 che1"),
        Headword("zh", "公車", (("bus",),), Source.CEDICT, "gong1 che1"),
        Headword("zh", "王", (("surname Wang",),), Source.CEDICT, "Wang2", 0.4),
    ]


def test_jmdict_gives_english_senses_and_trusts_common_words_more(tmp_path: Path) -> None:
    found = list(readers.read_jmdict(jamdict(tmp_path / "jamdict.db")))

    assert found == [
        Headword("ja", "駐車場", (("parking lot", "car park"),), Source.JMDICT, "ちゅうしゃじょう", 1.0),
        Headword("ja", "バス", (("bus",), ("bath",)), Source.JMDICT, "バス", 0.5),
        Headword("ja", "御塵", (("trash",),), Source.JMDICT, "ごみ", 0.5),
        Headword("ja", "ごみ", (("trash",),), Source.JMDICT, "ごみ", 0.5),
    ]


def test_jmnedict_gives_names_written_in_katakana_alone(tmp_path: Path) -> None:
    found = list(readers.read_jmnedict(jamdict(tmp_path / "jamdict.db")))

    assert found == [Headword("ja", "ミショーン", (("Michonne",),), Source.JMNEDICT, "ミショーン", 0.7)]


def test_cldr_pairs_names_and_emoji_with_the_english_ones(tmp_path: Path) -> None:
    names = {"en": "Japan", "zh": "日本", "zh-Hant": "日本", "ja": "日本", "ko": "일본"}
    said = {"en": "bus", "zh": "公交车", "zh-Hant": "公車", "ja": "バス", "ko": "버스"}
    for code in names:
        put(
            tmp_path / f"cldr-localenames-full/main/{code}/territories.json",
            {"main": {code: {"localeDisplayNames": {"territories": {"JP": names[code], "001": "x"}}}}},
        )
        put(
            tmp_path / f"cldr-annotations-full/annotations/{code}/annotations.json",
            {"annotations": {"annotations": {"🚌": {"tts": [said[code]]}, "x": {"default": ["x"]}}}},
        )

    found = [(each.language, each.word, each.senses) for each in readers.read_cldr(tmp_path)]

    japan, bus = (("Japan",),), (("bus",),)
    assert found == [
        ("zh", "日本", japan), ("zh", "日本", japan), ("ja", "日本", japan), ("ko", "일본", japan),
        ("zh", "公交车", bus), ("zh", "公車", bus), ("ja", "バス", bus), ("ko", "버스", bus),
    ]  # fmt: skip


def test_tagging_gives_presets_fields_and_their_options(tmp_path: Path) -> None:
    def presets(name: str, label: str, option: str) -> dict[str, object]:
        return {
            "presets": {
                "presets": {"amenity/parking": {"name": name}},
                "fields": {"surface": {"label": label, "options": {"gravel": {"title": option}, "x": 1}}},
            }
        }

    said = {
        "en": ("Parking", "Surface", "Gravel"),
        "zh-CN": ("停车场", "表面", "砾石"),
        "zh-TW": ("停車場", "表面", "礫石"),
        "ja": ("駐車場", "表面", "砂利"),
        "ko": ("주차장", "노면", "자갈"),
    }
    for file, words in said.items():
        put(tmp_path / f"dist/translations/{file}.min.json", {file: presets(*words)})

    found = [
        (each.word, each.senses[0][0]) for each in readers.read_tagging(tmp_path) if each.language == "ko"
    ]

    assert found == [("노면", "Surface"), ("자갈", "Gravel"), ("주차장", "Parking")]


def test_geonames_gives_the_names_of_large_cities_by_their_script(tmp_path: Path) -> None:
    city = {
        "name": "Yokohama",
        "population": 3_700_000,
        "alternatenames": ["横浜", "ヨコハマ", "요코하마", "Iokogama", "浜"],
    }
    village = {"name": "Small", "population": 10, "alternatenames": ["小村"]}

    found = readers.read_geonames(put(tmp_path / "cities.json", {"1": city, "2": village}), 100_000)

    assert [(each.language, each.word) for each in found] == [
        ("zh", "横浜"),
        ("ja", "ヨコハマ"),
        ("ko", "요코하마"),
    ]


def test_our_own_table_has_senses_in_order(tmp_path: Path) -> None:
    path = put(tmp_path / "korean.tsv", "# comment\n\n가격\tN\t價格;加擊\tprice; blow\n")

    assert list(readers.read_own(path, "ko", Source.KOREAN)) == [
        Headword("ko", "가격", (("price",), ("blow",)), Source.KOREAN, "", 2.0)
    ]


def test_our_own_names_give_every_form_and_the_parts_of_long_ones(tmp_path: Path) -> None:
    path = put(
        tmp_path / "names.tsv", "# comment\nBarack Obama\t巴拉克·奥巴马\tバラク・オバマ\t버락 오바마/오바마\n"
    )

    found = [(each.language, each.word, each.senses[0][0]) for each in readers.read_names(path)]

    assert found == [
        ("zh", "巴拉克·奥巴马", "Barack Obama"), ("zh", "巴拉克", "Barack"), ("zh", "奥巴马", "Obama"),
        ("ja", "バラク・オバマ", "Barack Obama"), ("ja", "バラク", "Barack"), ("ja", "オバマ", "Obama"),
        ("ko", "버락 오바마", "Barack Obama"), ("ko", "버락", "Barack"), ("ko", "오바마", "Obama"),
        ("ko", "오바마", "Barack Obama"),
    ]  # fmt: skip


def test_a_line_with_too_few_cells_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="unpack"):
        list(readers.read_own(put(tmp_path / "korean.tsv", "가격\tN\n"), "ko", Source.KOREAN))
    with pytest.raises(ValueError, match="zip"):
        list(readers.read_names(put(tmp_path / "names.tsv", "Mark\t马克\n")))
