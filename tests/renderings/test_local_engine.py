"""A model small enough to reckon by hand: with all layers at zero, the word before alone decides the next one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tricity.renderings.engines.ctranslate2_model import CTranslate2Model, _loaded, source_tokens
from tricity.renderings.errors import EngineFailed

ctranslate2 = pytest.importorskip("ctranslate2")
tokenizers = pytest.importorskip("tokenizers")

WORDS = ["<s>", "</s>", "<unk>", "<pad>", "jpn_Jpan", "kor_Hang", "駐車場", "共有", "주차장", "공유", "。"]
FOLLOWS = {"kor_Hang": "주차장", "주차장": "공유", "공유": "</s>"}
WIDTH = 16


def write_tokenizer(folder: Path, words: list[str] = WORDS) -> None:
    vocabulary = {word: number for number, word in enumerate(words)}
    made = tokenizers.Tokenizer(tokenizers.models.WordLevel(vocabulary, unk_token="<unk>"))
    made.pre_tokenizer = tokenizers.pre_tokenizers.WhitespaceSplit()
    made.save(str(folder / "tokenizer.json"))


def write_model(folder: Path, follows: Mapping[str, str] = FOLLOWS) -> None:
    spec = ctranslate2.specs.TransformerSpec.from_config((1, 1), 1, pre_norm=True)
    spec.register_source_vocabulary(WORDS)
    spec.register_target_vocabulary(WORDS)
    spec.config.decoder_start_token = "</s>"
    one_hot = np.zeros((len(WORDS), WIDTH), dtype=np.float32)
    one_hot[range(len(WORDS)), range(len(WORDS))] = 10
    for side in (spec.encoder, spec.decoder):
        embeddings = side.embeddings[0] if isinstance(side.embeddings, list) else side.embeddings
        embeddings.weight = one_hot
        side.scale_embeddings = False
        side.position_encodings.encodings = np.zeros((64, WIDTH), dtype=np.float32)
        _norm(side.layer_norm)
        for layer in side.layer:
            _attention(layer.self_attention, (3, 1))
            if hasattr(layer, "attention"):
                _attention(layer.attention, (1, 2, 1))
            _norm(layer.ffn.layer_norm)
            _linear(layer.ffn.linear_0, 2 * WIDTH, WIDTH)
            _linear(layer.ffn.linear_1, WIDTH, 2 * WIDTH)
    chain = np.zeros((len(WORDS), WIDTH), dtype=np.float32)
    for word, following in follows.items():
        chain[WORDS.index(following), WORDS.index(word)] = 10
    spec.decoder.projection.weight = chain
    spec.decoder.projection.bias = np.zeros(len(WORDS), dtype=np.float32)
    spec.validate()
    spec.save(str(folder))


def _norm(norm: Any) -> None:
    norm.gamma, norm.beta = np.ones(WIDTH, dtype=np.float32), np.zeros(WIDTH, dtype=np.float32)


def _linear(linear: Any, out: int, into: int) -> None:
    linear.weight, linear.bias = np.zeros((out, into), dtype=np.float32), np.zeros(out, dtype=np.float32)


def _attention(attention: Any, heights: tuple[int, ...]) -> None:
    _norm(attention.layer_norm)
    for linear, height in zip(attention.linear, heights, strict=True):
        _linear(linear, height * WIDTH, WIDTH)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    _loaded.cache_clear()
    path = tmp_path / "tiny"
    path.mkdir()
    return path


def render(folder: Path, text: str, target: str = "ko") -> str:
    return CTranslate2Model(folder).render([text], source="ja", target=target, terms=[])[0]


def test_model_of_the_operators_folder_renders_each_sentence(folder: Path) -> None:
    write_tokenizer(folder)
    write_model(folder)

    assert render(folder, "駐車場 共有 。") == "주차장 공유"
    assert render(folder, "駐車場 。 共有 。\n\n駐車場") == "주차장 공유 주차장 공유\n\n주차장 공유"
    assert CTranslate2Model(folder).name == "tiny"


@pytest.mark.parametrize(
    ("words", "tokens"),
    [
        (WORDS, ["jpn_Jpan", "駐車場", "</s>"]),
        (["<unk>", "</s>", "<2ko>", "駐車場"], ["<2ko>", "駐車場", "</s>"]),
    ],
)
def test_language_is_said_in_the_way_of_the_family(folder: Path, words: list[str], tokens: list[str]) -> None:
    write_tokenizer(folder, words)
    made = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))

    class Loaded:
        def knows(self, token: str) -> bool:
            return made.token_to_id(token) is not None

        def tokens(self, text: str) -> list[str]:
            return list(made.encode(text).tokens)

    assert source_tokens(Loaded(), "駐車場", "ja", "ko") == tokens


def test_what_is_missing_or_broken_is_named(folder: Path) -> None:
    with pytest.raises(EngineFailed, match=r"has no model\.bin"):
        render(folder, "駐車場")
    (folder / "model.bin").write_bytes(b"nothing")
    with pytest.raises(EngineFailed, match=r"has no tokenizer\.json"):
        render(folder, "駐車場")
    write_tokenizer(folder)
    with pytest.raises(EngineFailed, match="cannot be read"):
        render(folder, "駐車場")


def test_what_the_model_cannot_do_is_a_failure(folder: Path) -> None:
    write_tokenizer(folder)
    write_model(folder, {"kor_Hang": "</s>"})  # which may not come first: it goes on beyond its last place

    with pytest.raises(EngineFailed, match="cannot render this text"):
        render(folder, "駐車場")
    with pytest.raises(EngineFailed, match="does not know one of the languages"):
        render(folder, "駐車場", "en")
    with pytest.raises(EngineFailed, match="too long"):
        render(folder, "駐車場 " * 500)
