"""The lexicon's arrays and tries, from words with their pivots."""

import hashlib
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import marisa_trie
import numpy as np

from tricity.language.lexicon.build.gather import Pivots
from tricity.language.lexicon.build.readers import Headword
from tricity.language.lexicon.container import write_container
from tricity.language.lexicon.glosses import pivot_stem
from tricity.language.lexicon.lexicon import PREFIXES, TEXT_BLOCK
from tricity.language.sounds import KATAKANA_WORD, skeletons, sounds

MOST_LOANS: Final = 120  # kept of one skeleton, the surest first
_SHOWN_GLOSSES: Final = 3
_LONGEST_GLOSS: Final = 48  # characters
_LOAN_STEMS: Final = 4
_ENGLISH_WORD: Final = re.compile("[a-z]{3,}")


def compile_lexicon(
    path: Path,
    pivots: Mapping[str, Pivots],
    shown: Mapping[tuple[str, str], tuple[Sequence[str], str]],
    english: Iterable[tuple[str, float]],
    about: Mapping[str, Any],
    vectors: Path | None = None,
) -> None:
    """Write the file; `vectors` is what tools/train_vectors.py made.

    `pivots` by language; `shown` maps (language, word) to (glosses, reading); `english` yields English words with
    their certainty in (0, 1] as a borrowed word.
    """
    words = {
        PREFIXES[language] + word: found
        for language, table in pivots.items()
        for word, found in table.items()
    }
    texts = {PREFIXES[language] + word: _shown(*each) for (language, word), each in shown.items()}
    trie = marisa_trie.Trie(sorted(words.keys() | texts.keys()))
    stems = marisa_trie.Trie(sorted({each.stem for found in words.values() for each in found}))
    skeleton_trie, loan_first, loan_texts = _loans(pivots["ja"], english)
    vector_arrays, vector_tries = _vectors(vectors) if vectors else ({}, {})
    write_container(
        path,
        {
            **_postings(trie, stems, words),
            **_texts(trie, texts),
            "loan_first": loan_first,
            "loan_texts": loan_texts,
            **vector_arrays,
        },
        {"words": trie, "stems": stems, "skeletons": skeleton_trie, **vector_tries},
        about,
    )


def _postings(trie: marisa_trie.Trie, stems: marisa_trie.Trie, words: Mapping[str, Any]) -> dict[str, Any]:
    ordered = [words.get(trie.restore_key(number), ()) for number in range(len(trie))]
    flat = [each for found in ordered for each in found]
    return {
        "first": np.cumsum([0, *(len(found) for found in ordered)], dtype=np.uint32),
        "stem_ids": np.array([stems[each.stem] for each in flat], np.uint32),
        "shares": np.array([max(1, round(each.share * 255)) for each in flat], np.uint8),
        "sources": np.array([each.source for each in flat], np.uint8),
    }


def _shown(glosses: Sequence[str], reading: str) -> str:
    short = [gloss.replace(";", ",").replace("\t", " ") for gloss in glosses if len(gloss) <= _LONGEST_GLOSS]
    return ";".join(short[:_SHOWN_GLOSSES]) + ("\t" + reading if reading else "")


def _texts(trie: marisa_trie.Trie, texts: Mapping[str, str]) -> dict[str, Any]:
    """What is shown of the words, in compressed blocks of neighbours, one line a word."""
    lines = [texts.get(trie.restore_key(number), "") for number in range(len(trie))]
    blocks = [
        zlib.compress("\n".join(lines[start : start + TEXT_BLOCK]).encode(), 9)
        for start in range(0, len(lines), TEXT_BLOCK)
    ]
    return {
        "text_first": np.cumsum([0, *map(len, blocks)], dtype=np.uint32),
        "texts": np.frombuffer(b"".join(blocks), np.uint8),
    }


def _loans(japanese: Pivots, english: Iterable[tuple[str, float]]) -> tuple[Any, Any, Any]:
    """Borrowed words by skeleton: katakana words with what they stand for, and English words themselves."""
    rows: dict[str, dict[tuple[str, str], float]] = defaultdict(dict)
    for word, found in japanese.items():
        if KATAKANA_WORD.fullmatch(word):
            for skeleton in skeletons(word):
                for each in found[:_LOAN_STEMS]:
                    _keep(rows[skeleton], (sounds(word), each.stem), each.share**0.6)
    for word, sure in english:
        if _ENGLISH_WORD.fullmatch(word):
            for skeleton in skeletons(word):
                _keep(rows[skeleton], (sounds(word), pivot_stem(word)), sure)
    trie = marisa_trie.Trie(sorted(rows))
    blobs = []
    for number in range(len(trie)):
        best = sorted(rows[trie.restore_key(number)].items(), key=lambda item: (-item[1], item[0]))
        lines = (f"{sound}\t{stem}\t{round(sure * 100)}" for (sound, stem), sure in best[:MOST_LOANS])
        blobs.append("\n".join(lines).encode())
    return trie, np.cumsum([0, *map(len, blobs)], dtype=np.uint32), np.frombuffer(b"".join(blobs), np.uint8)


def _vectors(path: Path) -> tuple[dict[str, Any], dict[str, marisa_trie.Trie]]:
    """The table in the order of its trie's numbers."""
    with np.load(path) as made:
        names, rows, scales = [str(name) for name in made["names"]], made["rows"], made["scales"]
    trie = marisa_trie.Trie(sorted(names))
    place = {name: number for number, name in enumerate(names)}
    order = [place[trie.restore_key(number)] for number in range(len(trie))]
    return {"vector_rows": rows[order], "vector_scales": scales[order]}, {"vector_keys": trie}


def _keep(row: dict[tuple[str, str], float], key: tuple[str, str], sure: float) -> None:
    row[key] = max(row.get(key, 0.0), sure)


def shown_texts(headwords: Iterable[Headword], key_of: Any) -> dict[tuple[str, str], tuple[list[str], str]]:
    """Return (language, word) → (glosses, reading) of the surest entries, as readers see them."""
    found: dict[tuple[str, str], tuple[float, list[str], str]] = {}
    for each in headwords:
        key = (each.language, key_of(each.language, each.word))
        known = found.get(key)
        if known is None or each.certainty > known[0]:
            glosses = [gloss for sense in each.senses for gloss in sense]
            found[key] = (each.certainty, glosses, each.reading if each.reading != each.word else "")
    return {key: (glosses, reading) for key, (_, glosses, reading) in found.items()}


def hashes(paths: Iterable[Path]) -> dict[str, str]:
    """Return file name → SHA-256 of the inputs, for the record of where the lexicon comes from."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(paths)}
