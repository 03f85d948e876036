from pathlib import Path

import pytest

from tricity.language.lexicon import Entry, Lexicon
from tricity.language.lexicon.build import __main__ as build
from tricity.language.lexicon.build.readers import Headword
from tricity.language.lexicon.sources import Source

HEADS = [
    Headword("zh", "市場", (("market",),), Source.CEDICT, "shi4 chang3"),
    Headword("ja", "バス", (("bus",),), Source.JMDICT, "バス"),
    Headword("ko", "서울", (("Seoul",),), Source.CLDR),
]


@pytest.fixture
def little(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Three headwords, one learned word and one English word instead of the packages' hundreds of thousands."""
    learned = {"zh": {}, "ja": {}, "ko": {"버스": {"bus": 0.9}}}
    monkeypatch.setattr(build, "_headwords", lambda folder: iter(HEADS))
    monkeypatch.setattr(build, "learned_pairs", lambda folder: learned)
    monkeypatch.setattr(build, "_english", lambda folder: iter([("bus", 1.0)]))
    monkeypatch.setattr(build.hanja, "table", lambda: {"시장": (("市场", 1.0),)})
    return tmp_path


def test_a_whole_lexicon_is_compiled(little: Path) -> None:
    build.main([str(little), str(little / "new/a.trilex")])

    lexicon = Lexicon(little / "new/a.trilex")
    said = {
        word: [(pivot.stem, pivot.source) for pivot in lexicon.pivots(language, word)]
        for language, word in (("zh", "市场"), ("ja", "バス"), ("ko", "서울"), ("ko", "시장"), ("ko", "버스"))
    }
    assert said == {
        "市场": [("market", Source.CEDICT)],
        "バス": [("bus", Source.JMDICT)],
        "서울": [("seoul", Source.CLDR)],
        "시장": [("market", Source.HANJA)],
        "버스": [("bus", Source.LEARNED)],
    }
    assert lexicon.about["words"] == {"zh": 1, "ja": 1, "ko": 3}
    assert "korean.tsv" in lexicon.about["own"]
    # Names of CLDR have pivots, but are no dictionary's entries.
    assert lexicon.entry("zh", "市场") == Entry("市场", ("market",), "shi4 chang3")
    assert lexicon.entry("ko", "서울") is None


def test_compiling_again_gives_the_same_bytes(little: Path) -> None:
    build.main([str(little), str(little / "a.trilex")])
    build.main([str(little), str(little / "b.trilex")])

    assert (little / "a.trilex").read_bytes() == (little / "b.trilex").read_bytes()
