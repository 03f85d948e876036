"""Sentence vectors from an ONNX model in a folder of the operator's own; nothing is ever downloaded.

Needs the packages of `tricity[neural]`, which are imported only when an encoder is made.
"""

import copy
import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from tricity.language.encoder_settings import EncoderSettings, Pooling, read_settings
from tricity.language.errors import EncoderUnavailable
from tricity.language.normalize import clean

# onnxruntime's official builds send usage data to Microsoft since 1.29 on Linux too, unless the first of these
# is set before it is loaded: its Privacy.md, and https://github.com/microsoft/onnxruntime/pull/27379.
# tokenizers brings huggingface_hub, which is never called here; should it be, it must not reach out.
_OFFLINE: Final = {
    "ORT_DISABLE_TELEMETRY": "1",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
}
_PACKAGES: Final = ("onnxruntime", "tokenizers")
_FILES: Final = ("model.onnx", "tokenizer.json")
_FINGERPRINTED: Final = {".json", ".onnx", ".onnx_data"}
_WHOLE_BYTES: Final = 8_000_000
_TAIL_BYTES: Final = 1_000_000
_INPUTS: Final = {"input_ids", "attention_mask", "token_type_ids"}
_TEXT_OUTPUT: Final = "sentence_embedding"
_TOKEN_OUTPUTS: Final = ("last_hidden_state", "token_embeddings")


class OnnxEncoder:
    """A `TextEncoder` of the files `model.onnx` and `tokenizer.json`; safe to share between threads."""

    def __init__(self, folder: Path, *, prefix: str = "", batch: int = 32, threads: int = 1) -> None:
        """Load the model and encode one text with it.

        `prefix` is put before every text, as some models ask ("query: "); `batch` texts are encoded at once,
        on `threads` threads. Raises EncoderUnavailable when a package or file is missing or broken.
        """
        if batch < 1 or threads < 1:
            raise ValueError(f"batch {batch} and threads {threads}: expected 1 or more")
        self._folder, self._prefix, self._batch = folder, prefix, batch
        onnxruntime, tokenizers = _libraries()
        look_over(folder)
        self._tokenizer = _load_tokenizer(tokenizers, folder / "tokenizer.json")
        self._settings = _settings(folder, self._tokenizer)
        self._session = _load_model(onnxruntime, self._model_path, threads)
        self._input_types = self._check_inputs()
        self._output = self._choose_output()
        self._dimensions = int(self._encode_batch(["tricity"]).shape[1])

    @property
    def dimensions(self) -> int:
        """The length of every vector."""
        return self._dimensions

    def with_prefix(self, prefix: str) -> "OnnxEncoder":
        """Return an encoder that shares this one's model and puts another prefix before every text."""
        other = copy.copy(self)
        other._prefix = prefix
        return other

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return one row per text, in the order of the texts: float32, shape (texts, dimensions).

        Rows have length 1; the row of a text without any token is zeros. Texts are cleaned, and cut at the
        most tokens the model takes. The same texts always give the same bits on one machine; with other texts
        beside it, a text's row may differ by rounding (some 1e-7; more where the model is quantised).
        Raises EncoderUnavailable when the model fails.
        """
        vectors = np.zeros((len(texts), self._dimensions), dtype=np.float32)
        for rows in _batches(texts, self._batch):
            vectors[rows] = self._encode_batch([texts[row] for row in rows])
        return vectors

    @property
    def _model_path(self) -> Path:
        return self._folder / "model.onnx"

    def _encode_batch(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        ids, mask = self._tokenize(texts)
        inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        feed = {name: inputs[name].astype(dtype) for name, dtype in self._input_types.items()}
        try:
            (output,) = self._session.run([self._output], feed)
        except Exception as error:
            raise EncoderUnavailable(str(self._model_path), f"it cannot be run: {error}") from error
        vectors = np.array(output, dtype=np.float32)
        if self._output != _TEXT_OUTPUT:
            vectors = pool(vectors, mask, self._settings.pooling)
        vectors[~mask.any(axis=1)] = 0
        return normalized(vectors)

    def _tokenize(self, texts: Sequence[str]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Return the ids, padded on the right, and the mask, 1 where a token is: both of shape (texts, tokens)."""
        encodings = self._tokenizer.encode_batch([clean(self._prefix + text) for text in texts])
        longest = max(1, *(len(encoding.ids) for encoding in encodings))
        ids = np.full((len(texts), longest), self._settings.pad_id, dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, encoding in enumerate(encodings):
            ids[row, : len(encoding.ids)] = encoding.ids
            mask[row, : len(encoding.ids)] = 1
        return ids, mask

    def _check_inputs(self) -> dict[str, type[np.signedinteger[Any]]]:
        """Return the integer type of each input the model asks for."""
        inputs = {each.name: each.type for each in self._session.get_inputs()}
        if unknown := sorted(inputs.keys() - _INPUTS):
            raise EncoderUnavailable(
                str(self._model_path), f"it asks for {unknown}, known are {sorted(_INPUTS)}"
            )
        return {name: np.int32 if kind == "tensor(int32)" else np.int64 for name, kind in inputs.items()}

    def _choose_output(self) -> str:
        """Return the name of the output to read: the text's vector if there is one, else the tokens' vectors."""
        names = [each.name for each in self._session.get_outputs()]
        if _TEXT_OUTPUT in names:
            return _TEXT_OUTPUT
        if left_out := self._settings.left_out:
            problem = f"modules.json asks for {', '.join(left_out)}; export it with the output {_TEXT_OUTPUT}"
            raise EncoderUnavailable(str(self._model_path), problem)
        for name in _TOKEN_OUTPUTS:
            if name in names:
                return name
        expected = ", ".join((_TEXT_OUTPUT, *_TOKEN_OUTPUTS))
        raise EncoderUnavailable(
            str(self._model_path), f"its outputs are {names}; expected one of {expected}"
        )


def look_over(folder: Path) -> None:
    """Raise EncoderUnavailable when a package or a file is missing; nothing is loaded."""
    for name in _PACKAGES:
        if find_spec(name) is None:
            raise _not_installed(name)
    for path in (folder / name for name in _FILES):
        if not path.is_file():
            raise EncoderUnavailable(str(path), "there is no such file")


def fingerprint(folder: Path) -> str:
    """Return eight hexadecimal digits that change with the files of the encoder. Raises EncoderUnavailable.

    Of files above 8 MB, which hold weights, the size and the last megabyte are looked at.
    """
    digest = hashlib.sha256()
    try:
        for path in sorted(folder.glob("*")) + sorted(folder.glob("1_Pooling/*")):
            if path.is_file() and path.suffix in _FINGERPRINTED:
                size = path.stat().st_size
                digest.update(f"{path.name} {size}\n".encode())
                with path.open("rb") as file:
                    if size > _WHOLE_BYTES:
                        file.seek(-_TAIL_BYTES, os.SEEK_END)
                    digest.update(file.read())
    except OSError as error:
        raise EncoderUnavailable(str(folder), f"it cannot be read: {error}") from error
    return digest.hexdigest()[:8]


def pool(
    tokens: npt.NDArray[np.float32], mask: npt.NDArray[np.int64], pooling: Pooling
) -> npt.NDArray[np.float32]:
    """Return shape (texts, dimensions) for tokens of shape (texts, tokens, dimensions)."""
    if pooling is Pooling.CLS:
        return tokens[:, 0]
    weights = mask.astype(np.float32)
    total = np.einsum("ntd,nt->nd", tokens, weights)
    mean: npt.NDArray[np.float32] = total / np.maximum(weights.sum(axis=1, keepdims=True), 1)
    return mean


def normalized(vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Return the rows at length 1; rows of zeros stay."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    result = np.zeros_like(vectors)
    np.divide(vectors, lengths, out=result, where=lengths > 0)
    return result


def _batches(texts: Sequence[str], size: int) -> Iterator[list[int]]:
    """Yield the rows of texts of like length together, so that little is padded."""
    # Bytes of UTF-8 follow the number of tokens more evenly than characters do across the four languages.
    rows = sorted(range(len(texts)), key=lambda row: len(texts[row].encode("utf-8", "replace")))
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def _libraries() -> tuple[Any, Any]:
    """Return onnxruntime and tokenizers, loaded with telemetry and network use switched off."""
    if "onnxruntime" in sys.modules and os.environ.get("ORT_DISABLE_TELEMETRY") != "1":
        raise EncoderUnavailable(
            "onnxruntime", "it was loaded before; set ORT_DISABLE_TELEMETRY=1 at the start"
        )
    os.environ.update(_OFFLINE)
    # Tokenising is a small part of the work, and its threads would come on top of `threads`.
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    try:
        import onnxruntime
        import tokenizers
    except ImportError as error:
        name = error.name or "onnxruntime or tokenizers"
        raise _not_installed(name) from error
    onnxruntime.disable_telemetry_events()
    return onnxruntime, tokenizers


def _not_installed(package: str) -> EncoderUnavailable:
    return EncoderUnavailable(package, "it is not installed: pip install 'tricity[neural]'")


def _load_tokenizer(tokenizers: Any, path: Path) -> Any:
    try:
        return tokenizers.Tokenizer.from_file(str(path))
    except Exception as error:
        raise EncoderUnavailable(str(path), f"it is no tokenizer: {error}") from error


def _settings(folder: Path, tokenizer: Any) -> EncoderSettings:
    """Return the folder's settings, with the tokenizer set to cut texts and to leave the padding to us."""
    truncation = tokenizer.truncation["max_length"] if tokenizer.truncation else None
    settings = read_settings(folder, truncation)
    tokenizer.no_padding()
    tokenizer.enable_truncation(settings.longest)
    return settings


def _load_model(onnxruntime: Any, path: Path, threads: int) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    options.log_severity_level = 4  # what goes wrong comes as an exception
    # Threads that spin while they wait would take the processor from the web server beside them.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise EncoderUnavailable(str(path), f"it cannot be loaded: {error}") from error
