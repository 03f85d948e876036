from pathlib import Path

import pytest

from tricity.language.lexicon import Entry, Lexicon
from tricity.language.lexicon import Pivot as Known
from tricity.language.lexicon.build.compile import compile_lexicon, hashes, shown_texts
from tricity.language.lexicon.build.gather import Pivot, Pivots, word_key
from tricity.language.lexicon.build.readers import Headword
from tricity.language.lexicon.glosses import certainty
from tricity.language.lexicon.sources import Source

PIVOTS: dict[str, Pivots] = {
    "zh": {"停车场": (Pivot("park", 0.8, Source.CEDICT), Pivot("lot", 0.2, Source.OSM_TAGGING))},
    "ja": {"センサー": (Pivot("sensor", 1.0, Source.JMDICT),)},
    "ko": {"주차장": (Pivot("park", 1.0, Source.KOREAN),), "차": (Pivot("tea", 0.001, Source.KOREAN),)},
}
SHOWN = {
    ("zh", "停车场"): (
        ("parking lot; free", "a gloss that is far too long to be shown to anybody", "a", "b", "c"),
        "tíng",
    ),
    ("ja", "駐車場"): (("parking lot",), "ちゅうしゃじょう"),
    ("ko", "주차장"): (("parking lot",), ""),
}


def compiled(path: Path) -> Lexicon:
    compile_lexicon(path, PIVOTS, SHOWN, [("sensor", 0.9), ("of", 1.0)], {"made": "by hand"})
    return Lexicon(path)


def test_pivots_are_read_back_with_the_weights_of_their_shares(tmp_path: Path) -> None:
    lexicon = compiled(tmp_path / "a.trilex")

    assert lexicon.about == {"made": "by hand"}
    # Shares are kept in 255ths: 0.8 is 204/255 and 0.2 is 51/255.
    assert lexicon.pivots("zh", "停车场") == (
        Known("park", certainty(204 / 255), Source.CEDICT),
        Known("lot", certainty(51 / 255), Source.OSM_TAGGING),
    )
    assert lexicon.pivots("ko", "주차장") == (Known("park", 1.0, Source.KOREAN),)


def test_a_share_too_small_to_write_is_not_lost(tmp_path: Path) -> None:
    assert compiled(tmp_path / "a.trilex").pivots("ko", "차")[0].weight > 0


@pytest.mark.parametrize(
    ("language", "word"), [("ja", "停车场"), ("zh", "주차장"), ("ja", "駐車場"), ("ko", "")]
)
def test_languages_are_kept_apart(tmp_path: Path, language: str, word: str) -> None:
    assert compiled(tmp_path / "a.trilex").pivots(language, word) == ()


def test_entries_are_short_and_need_no_pivot(tmp_path: Path) -> None:
    lexicon = compiled(tmp_path / "a.trilex")

    assert lexicon.entry("zh", "停车场") == Entry("停车场", ("parking lot, free", "a", "b"), "tíng")
    assert lexicon.entry("ja", "駐車場") == Entry("駐車場", ("parking lot",), "ちゅうしゃじょう")
    assert lexicon.entry("ko", "주차장") == Entry("주차장", ("parking lot",))
    assert lexicon.entry("ja", "センサー") is None


def test_entries_are_found_beyond_one_block_of_texts(tmp_path: Path) -> None:
    words = [f"語{number}" for number in range(200)]
    shown = {("ja", word): ((f"word {word}",), "") for word in words}
    compile_lexicon(tmp_path / "a.trilex", {"zh": {}, "ja": {}, "ko": {}}, shown, [], {})

    lexicon = Lexicon(tmp_path / "a.trilex")

    assert [lexicon.entry("ja", word) for word in words] == [Entry(word, (f"word {word}",)) for word in words]


def test_borrowed_words_are_katakana_and_english_words_the_surest_first(tmp_path: Path) -> None:
    assert compiled(tmp_path / "a.trilex").loans("sns") == (
        ("sensa", "sensor", 1.0),
        ("sensor", "sensor", 0.9),
    )


def test_an_empty_lexicon_knows_nothing(tmp_path: Path) -> None:
    compile_lexicon(tmp_path / "a.trilex", {"zh": {}, "ja": {}, "ko": {}}, {}, [], {})

    lexicon = Lexicon(tmp_path / "a.trilex")

    assert (lexicon.pivots("zh", "水"), lexicon.entry("zh", "水"), lexicon.loans("s")) == ((), None, ())


def test_the_same_words_give_the_same_bytes(tmp_path: Path) -> None:
    compiled(tmp_path / "a.trilex")
    compiled(tmp_path / "b.trilex")

    assert (tmp_path / "a.trilex").read_bytes() == (tmp_path / "b.trilex").read_bytes()


def test_the_surest_entry_is_shown() -> None:
    heads = [
        Headword("zh", "王", (("surname Wang",),), Source.CEDICT, "Wang2", 0.4),
        Headword("zh", "王", (("king", "monarch"), ("best",)), Source.CEDICT, "wang2", 1.0),
        Headword("ja", "バス", (("bus",),), Source.JMDICT, "バス"),
    ]

    assert shown_texts(heads, word_key) == {
        ("zh", "王"): (["king", "monarch", "best"], "wang2"),
        ("ja", "バス"): (["bus"], ""),
    }


def test_inputs_are_recorded_by_their_hash(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_bytes(b"")

    assert hashes([tmp_path / "a.tsv"]) == {
        "a.tsv": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    }
