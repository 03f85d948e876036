from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest

from tests.rooms.engine import make_model
from tricity.events.models import Event
from tricity.rooms import queries
from tricity.rooms.asr import EngineUnavailable, Heard, Piece, Samples, SenseVoice, pieces, read_samples
from tricity.rooms.listening import caption_pieces
from tricity.rooms.models import Caption

RATE = 16_000


def tone(seconds: float) -> Samples:
    return (0.3 * np.sin(np.arange(int(RATE * seconds)) * 0.2)).astype(np.float32)


def silence(seconds: float) -> Samples:
    return np.zeros(int(RATE * seconds), np.float32)


def blocks(*parts: Samples) -> list[Samples]:
    whole = np.concatenate(parts)
    return [whole[start : start + RATE // 10] for start in range(0, len(whole), RATE // 10)]


class Parrot:
    """An engine that says what it was told to."""

    name = "parrot"

    def __init__(self, *said: Heard) -> None:
        self._said = list(said)

    def recognize(self, samples: Samples) -> Heard:
        return self._said.pop(0)


def test_sound_is_cut_at_its_pauses() -> None:
    found = list(pieces(blocks(silence(1), tone(2), silence(1), tone(1), silence(0.2), tone(1))))

    assert [(round(each.starts_s, 1), round(each.ends_s, 1)) for each in found] == [(1.0, 3.0), (4.0, 6.2)]


def test_who_speaks_without_a_pause_is_cut_after_twelve_seconds() -> None:
    found = list(pieces(blocks(tone(30))))

    assert [round(each.ends_s) for each in found] == [12, 24, 30]


def test_silence_and_clicks_are_left_out() -> None:
    assert list(pieces(blocks(silence(2), tone(0.1), silence(2)))) == []


def test_raw_sound_is_read_whatever_comes_at_once() -> None:
    class Dripping(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(min(size or 0, 777))

    data = (tone(1) * 32767).astype("<i2").tobytes()
    whole = np.concatenate(list(read_samples(Dripping(data))))

    assert whole == pytest.approx(tone(1), abs=1e-4)


@pytest.mark.django_db
def test_what_is_heard_stands_on_the_clock_of_the_event(forum: Event) -> None:
    heard = [Piece(1.0, tone(2)), Piece(5.0, tone(1)), Piece(7.0, tone(1)), Piece(9.0, tone(1))]
    said = [Heard("駐車", "ja"), Heard("주차", "ko"), Heard("", "ja"), Heard("bonjour", "")]

    for _again in range(2):
        list(caption_pieces(forum, Parrot(*said), heard, language="", stream="s", began_ms=1_000_000))

    rows = list(Caption.objects.values_list("text", "language", "origin", "engine", "starts_ms", "ends_ms"))
    assert rows == [
        ("駐車", "ja", "engine", "parrot", 1_001_000, 1_003_000),
        ("주차", "ko", "engine", "parrot", 1_005_000, 1_006_000),
    ]


@pytest.mark.django_db
def test_language_that_is_known_is_not_guessed(forum: Event) -> None:
    list(
        caption_pieces(
            forum, Parrot(Heard("주차", "ja")), [Piece(0, tone(1))], language="ko", stream="s", began_ms=0
        )
    )

    assert [row.text for row in queries.transcript(forum, "ko")] == ["주차"]


def test_folder_without_weights_is_named(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable, match=str(tmp_path)):
        SenseVoice(tmp_path)


def test_sense_voice_is_loaded_from_the_operators_folder_and_asked(tmp_path: Path) -> None:
    """Through sherpa-onnx itself, with a model made here that has the shape of the published one."""
    pytest.importorskip("sherpa_onnx", reason="the extra “captions” is not installed")
    pytest.importorskip("onnx", reason="a test model is made with onnx")
    engine = SenseVoice(make_model(tmp_path))

    assert engine.recognize(tone(2)) == Heard("駐車", "ja")
