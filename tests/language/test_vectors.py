from pathlib import Path

import numpy as np
import pytest

from tricity.language import Engine
from tricity.language.errors import LexiconUnusable
from tricity.language.lexicon import Lexicon
from tricity.language.lexicon.build.compile import compile_lexicon
from tricity.language.lexicon.build.gather import Pivot, Pivots
from tricity.language.lexicon.sources import Source
from tricity.language.vectors import Vectors, vector_keys

TEXTS = (("停车", "zh-hans"), ("bus", "en"), ("parking", "en"), ("?!", "en"), ("버스", "ko"))
NO_WORDS: dict[str, Pivots] = {"zh": {"停车": (Pivot("park", 1.0, Source.CEDICT),)}, "ja": {}, "ko": {}}


@pytest.fixture
def small(tmp_path: Path) -> Lexicon:
    """Two keys of two dimensions: parking points one way, buses the other."""
    np.savez(
        tmp_path / "vectors.npz",
        names=["g:park", "g:bus"],
        rows=np.array([[3, 4], [-5, 0]], np.int8),
        scales=np.array([0.5, 2.0], np.float16),
    )
    compile_lexicon(tmp_path / "a.trilex", NO_WORDS, {}, [], {}, tmp_path / "vectors.npz")
    return Lexicon(tmp_path / "a.trilex")


def test_rows_have_length_one_and_unknown_texts_are_zero(small: Lexicon) -> None:
    engine = Engine(lexicon=small)

    found = Vectors(small).encode([engine.analyze(*text) for text in TEXTS])

    assert found.dtype == np.float32
    assert found == pytest.approx(np.array([[0.6, 0.8], [-1, 0], [0.6, 0.8], [0, 0], [0, 0]], np.float32))


def test_a_text_has_the_same_vector_in_any_company(small: Lexicon) -> None:
    engine, vectors = Engine(lexicon=small), Vectors(small)
    analyses = [engine.analyze(*text) for text in TEXTS]

    together = vectors.encode(analyses)

    for row, analysis in zip(together, analyses, strict=True):
        assert np.array_equal(vectors.encode([analysis])[0], row)


def test_no_texts_make_no_rows(small: Lexicon) -> None:
    assert Vectors(small).dimensions == 2
    assert Vectors(small).encode([]).shape == (0, 2)


def test_keys_are_glosses_and_words_of_the_language(small: Lexicon) -> None:
    keys = vector_keys(Engine(lexicon=small).analyze("停车", "zh-hans"))

    assert keys == {"g:park": 1.0, "h:停车": 1.0, "zh:停车": 1.0}


def test_a_repeated_word_counts_half_again_at_most(small: Lexicon) -> None:
    keys = vector_keys(Engine(lexicon=small).analyze("parking parking parking", "en"))

    assert keys == {"g:park": 1.5}


def test_a_lexicon_without_vectors_says_so(tmp_path: Path) -> None:
    compile_lexicon(tmp_path / "a.trilex", NO_WORDS, {}, [], {})

    with pytest.raises(LexiconUnusable, match="compiled without vectors"):
        Vectors(Lexicon(tmp_path / "a.trilex"))
