"""The process that holds the dictionaries answers as the dictionaries themselves would, and may die."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site.processes import ROOT, wait_for
from tricity.language import segmenter_for
from tricity.language.segment.registry import make_segmenter, use_segmenters
from tricity.site import analysis

TEXTS = {
    "zh": "停车场的智能停车系统",
    "ja": "駐車場の満空情報を知らせる",
    "ko": "주차장의 빈자리를 알려 준다",
    "en": "Where to park",
}


def start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", "from tricity.site import analysis; analysis.main()"], cwd=ROOT
    )


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "analysis"
    monkeypatch.setenv(analysis.ADDRESS_VARIABLE, str(path))
    monkeypatch.setenv(analysis.KEY_VARIABLE, os.urandom(32).hex())
    yield path
    use_segmenters(None)


def test_words_are_those_of_the_dictionaries(address: Path) -> None:
    process = start()
    wait_for(address.exists)
    analysis.ask_the_analysis_process()

    found = {family: segmenter_for(family).segment(text) for family, text in TEXTS.items()}

    assert found == {family: make_segmenter(family).segment(text) for family, text in TEXTS.items()}
    process.terminate()
    process.wait()


def test_a_killed_process_is_asked_again_when_it_is_back(address: Path) -> None:
    process = start()
    wait_for(address.exists)
    segmenter = analysis.RemoteSegmenter("en")
    before = segmenter.segment("parking")
    process.send_signal(signal.SIGKILL)
    process.wait()

    process = start()

    assert segmenter.segment("parking") == before
    process.terminate()
    process.wait()


def test_without_the_process_the_dictionaries_are_loaded_here(
    address: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analysis, "PATIENCE_SECONDS", 0.1)

    words = analysis.RemoteSegmenter("en").segment("parking")

    assert words == make_segmenter("en").segment("parking")


def test_a_stranger_without_the_key_gets_no_answer(address: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    process = start()
    wait_for(address.exists)
    monkeypatch.setenv(analysis.KEY_VARIABLE, os.urandom(32).hex())
    monkeypatch.setattr(analysis, "PATIENCE_SECONDS", 0.1)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(analysis, "make_segmenter", lambda family: f"own {family}")
        with pytest.raises(
            AttributeError, match="segment"
        ):  # it turned to its own, which here is no segmenter
            analysis.RemoteSegmenter("en").segment("parking")
    process.terminate()
    process.wait()


def test_many_texts_are_asked_for_together(address: Path) -> None:
    process = start()
    wait_for(address.exists)

    found = analysis.RemoteSegmenter("ko").segment_all(["주차장", "버스 정류장"])

    assert found == [make_segmenter("ko").segment(text) for text in ("주차장", "버스 정류장")]
    process.terminate()
    process.wait()
