"""What the JSON files beside an ONNX model say about its use, in the layout of sentence-transformers.

All are optional: `1_Pooling/config.json`, `modules.json`, `sentence_bert_config.json`,
`tokenizer_config.json`, `config.json` and `config_sentence_transformers.json`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from tricity.language.errors import EncoderUnavailable

_LENGTH_WHEN_UNKNOWN: Final = 512
_MODULES_APPLIED: Final = {"Transformer", "Pooling", "Normalize"}


class Pooling(StrEnum):
    """How the vectors of the tokens become the vector of the text."""

    MEAN = "mean"
    CLS = "cls"


@dataclass(frozen=True, slots=True)
class EncoderSettings:
    """`longest` counts tokens, special ones included; `left_out` names modules that pooling does not replace."""

    pooling: Pooling
    longest: int
    pad_id: int
    left_out: tuple[str, ...]


def read_settings(folder: Path, truncation: int | None) -> EncoderSettings:
    """Return the settings; `truncation` is the number of tokens that tokenizer.json keeps, if it says so.

    Raises EncoderUnavailable for a file that cannot be read, or for another pooling than mean or cls.
    """
    model = _read(folder / "config.json", dict)
    pad_id = int(model.get("pad_token_id") or 0)
    kinds = [str(module["type"]).rsplit(".", 1)[-1] for module in _read(folder / "modules.json", list)]
    return EncoderSettings(
        pooling=_pooling(folder / "1_Pooling" / "config.json"),
        longest=_longest(folder, model, pad_id, truncation),
        pad_id=pad_id,
        left_out=tuple(kind for kind in kinds if kind not in _MODULES_APPLIED),
    )


def read_prompts(folder: Path) -> tuple[str, str]:
    """Return what `config_sentence_transformers.json` asks for before a question and before a document; often nothing.

    Raises EncoderUnavailable for a file that cannot be read.
    """
    prompts = _read(folder / "config_sentence_transformers.json", dict).get("prompts") or {}
    return str(prompts.get("query") or ""), str(prompts.get("document") or prompts.get("passage") or "")


def _pooling(path: Path) -> Pooling:
    """Return the one mode chosen: a flag `pooling_mode_…`, or in newer files one word, `pooling_mode`."""
    config = _read(path, dict)
    modes = [config["pooling_mode"]] if "pooling_mode" in config else []
    modes += [
        name.removeprefix("pooling_mode_").removesuffix("_tokens").removesuffix("_token")
        for name, chosen in config.items()
        if name.startswith("pooling_mode_") and chosen is True
    ]
    if modes in ([], ["mean"]):
        return Pooling.MEAN
    if modes == ["cls"]:
        return Pooling.CLS
    raise EncoderUnavailable(str(path), f"pooling {modes}; expected mean or cls")


def _longest(folder: Path, model: Mapping[str, Any], pad_id: int, truncation: int | None) -> int:
    """Return the length the model was published with, within its table of positions.

    The truncation in tokenizer.json is often a leftover (128 in all-MiniLM-L6-v2, which is made for 256),
    so it counts only where `sentence_bert_config.json` says nothing.
    """
    published = _read(folder / "sentence_bert_config.json", dict).get("max_seq_length")
    tokenizer = _read(folder / "tokenizer_config.json", dict).get("model_max_length")
    positions = model.get("max_position_embeddings")
    if positions and "roberta" in str(model.get("model_type")):
        positions -= pad_id + 1  # RoBERTa's positions begin at pad_id + 1
    lengths = [positions, *([published] if published else [tokenizer, truncation])]
    return int(min((length for length in lengths if length), default=_LENGTH_WHEN_UNKNOWN))


def _read(path: Path, kind: type[Any]) -> Any:
    """Return what the file holds, of type `kind`; an empty one where there is no file."""
    if not path.exists():
        return kind()
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise EncoderUnavailable(str(path), f"it cannot be read: {error}") from error
    if not isinstance(content, kind):
        raise EncoderUnavailable(str(path), f"it holds no JSON {'object' if kind is dict else 'array'}")
    return content
