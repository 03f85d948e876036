"""Expected values are those of the W3C's WebVTT specification and of files as players write them."""

from __future__ import annotations

import pytest

from tricity.rooms.subtitles import BadTimes, Cue, read_cues

VTT = """\ufeffWEBVTT - captions
X-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000

STYLE
::cue { color: white }

NOTE this --
is a comment

intro
00:01.000 --> 00:02.500 align:start position:0%
<v 王芳>各位<b>上午好</b>

01:00:00.000 --> 01:00:01.000
- 안녕하세요
- 반갑습니다 &amp; 환영합니다
"""
SRT = "1\r\n00:00:01,000 --> 00:00:02,000\r\n{\\an8}おはよう\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n<i>こんにちは</i>\r\n"


def test_webvtt_is_read_with_voices_and_without_what_is_no_caption() -> None:
    assert read_cues(VTT) == [
        Cue(1000, 2500, "各位上午好", "王芳"),
        Cue(3_600_000, 3_601_000, "- 안녕하세요\n- 반갑습니다 & 환영합니다"),
    ]


def test_subrip_is_read_without_its_tags() -> None:
    assert read_cues(SRT) == [Cue(1000, 2000, "おはよう"), Cue(3000, 4000, "こんにちは")]


def test_chunk_needs_no_header() -> None:
    assert read_cues("00:05.000 --> 00:06.000\n三") == [Cue(5000, 6000, "三")]


@pytest.mark.parametrize("text", ["", "WEBVTT", "WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "nothing"])
def test_what_has_no_words_gives_no_cue(text: str) -> None:
    assert read_cues(text) == []


@pytest.mark.parametrize("times", ["00:01 --> 00:02", "00:02.000 --> 00:01.000", "a --> b"])
def test_times_that_cannot_be_read_are_named_with_their_line(times: str) -> None:
    with pytest.raises(BadTimes) as refused:
        read_cues(f"WEBVTT\n\n{times}\n一")

    assert (refused.value.line, refused.value.text) == (3, times)
