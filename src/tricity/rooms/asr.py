"""Engines that write captions of what they hear, behind one small protocol; none is needed, and none calls out.

The first is SenseVoice (Chinese, Japanese, Korean, English, Cantonese in one model) by sherpa-onnx, which is an optional
extra (`pip install tricity[captions]`) with weights at the operator's own path. PURE: no Django, no database.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final, Protocol

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]
RATE_HZ: Final = 16_000
LONGEST_S: Final = 12.0  # of one piece, however long somebody speaks without a pause
SHORTEST_S: Final = 0.3
PAUSE_S: Final = 0.6
BLOCK_S: Final = 0.1
# Root mean square of a block below which it counts as silence; speech at a usual level is ten times louder.
SILENCE: Final = 0.01
_MARK: Final = re.compile(r"<\|([^|]*)\|>")
# What the engine calls the languages; Cantonese is written as Chinese is in Hong Kong.
LANGUAGES: Final = {"zh": "zh-hans", "yue": "zh-hant", "ja": "ja", "ko": "ko", "en": "en"}


class EngineUnavailable(RuntimeError):
    """The engine cannot be loaded; the message says what is missing and where it was looked for."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was understood of a piece of sound; `language` is our code, empty where the engine cannot tell."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Sound between two pauses, `starts_s` seconds after the beginning; samples in -1 … 1 at 16 kHz."""

    starts_s: float
    samples: Samples

    @property
    def ends_s(self) -> float:
        return self.starts_s + len(self.samples) / RATE_HZ


class Recognizer(Protocol):
    """An engine. `name` is kept with each caption it wrote."""

    name: str

    def recognize(self, samples: Samples) -> Heard:
        """What is said in a piece of sound (16 kHz, mono)."""
        ...


class SenseVoice:
    """SenseVoice by sherpa-onnx. `folder` holds `model.onnx` (or `model.int8.onnx`) and `tokens.txt`."""

    name = "sense-voice"

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        model = next(
            (each for each in (folder / "model.int8.onnx", folder / "model.onnx") if each.is_file()), None
        )
        tokens = folder / "tokens.txt"
        if model is None or not tokens.is_file():
            raise EngineUnavailable(f"{folder} lacks model.onnx or tokens.txt")
        # Official builds of onnxruntime send usage data by default.
        os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
        try:
            import sherpa_onnx
        except ImportError:
            raise EngineUnavailable("the extra is not installed: pip install tricity[captions]") from None
        self._engine: Any = sherpa_onnx.OfflineRecognizer.from_sense_voice(
            model=str(model), tokens=str(tokens), num_threads=threads, use_itn=True
        )

    def recognize(self, samples: Samples) -> Heard:
        stream = self._engine.create_stream()
        stream.accept_waveform(RATE_HZ, samples)
        self._engine.decode_stream(stream)
        result = stream.result
        mark = _MARK.search(getattr(result, "lang", "") or "")
        return Heard(_MARK.sub("", result.text).strip(), LANGUAGES.get(mark[1] if mark else "", ""))


def read_samples(source: BinaryIO) -> Iterator[Samples]:
    """Raw sound (16-bit little-endian, 16 kHz, mono, as `ffmpeg -f s16le -ar 16000 -ac 1` writes it) in blocks."""
    wanted = int(RATE_HZ * BLOCK_S) * 2
    rest = b""
    while data := source.read(wanted - len(rest)):
        rest += data
        if len(rest) == wanted:
            yield _samples(rest)
            rest = b""
    if len(rest) >= 2:
        yield _samples(rest[: len(rest) // 2 * 2])


def pieces(blocks: Iterable[Samples]) -> Iterator[Piece]:
    """Cut sound at its pauses; silence and single clicks are left out."""
    kept: list[Samples] = []
    begin, place, quiet = 0, 0, 0
    for block in blocks:
        is_quiet = float(np.sqrt(np.mean(block * block))) < SILENCE if len(block) else True
        if not kept and is_quiet:
            place += len(block)
            continue
        if not kept:
            begin, quiet = place, 0
        kept.append(block)
        place += len(block)
        quiet = quiet + len(block) if is_quiet else 0
        if quiet >= PAUSE_S * RATE_HZ or place - begin >= LONGEST_S * RATE_HZ:
            yield from _piece(kept, begin, quiet)
            kept = []
    if kept:
        yield from _piece(kept, begin, quiet)


def _piece(kept: list[Samples], begin: int, quiet: int) -> Iterator[Piece]:
    whole = np.concatenate(kept)
    spoken = whole[: len(whole) - quiet] if quiet else whole
    if len(spoken) >= SHORTEST_S * RATE_HZ:
        yield Piece(begin / RATE_HZ, spoken)


def _samples(data: bytes) -> Samples:
    return np.frombuffer(data, dtype="<i2").astype(np.float32) / 32768.0
