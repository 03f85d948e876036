from __future__ import annotations

import pytest

from tricity.media import BadCaptions, CaptionFault, Cue, caption_segment, read_captions, write_captions

VTT = """WEBVTT - Forum

NOTE made by hand

intro
00:01.000 --> 00:02.500 align:start
<v 김 하나>가 &lt; 나 <i>강조</i>
둘째   줄

01:00:03.000 --> 01:00:04.000
<00:00:03.500>x
"""


def test_webvtt_is_read_with_its_speakers() -> None:
    cues = read_captions(VTT.encode())

    assert cues == [
        Cue(1000, 2500, "가 < 나 강조\n둘째 줄", "김 하나"),
        Cue(3_603_000, 3_604_000, "x"),
    ]


def test_subrip_is_read() -> None:
    content = "﻿1\r\n00:00:01,000 --> 00:00:02,250\r\n北京的停车场\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n第二\r\n"

    assert read_captions(content.encode()) == [Cue(1000, 2250, "北京的停车场"), Cue(3000, 4000, "第二")]


@pytest.mark.parametrize(
    ("content", "fault", "quoted"),
    [
        ("字幕".encode("gb18030"), CaptionFault.NOT_TEXT, ""),
        (b"WEBVTT\0", CaptionFault.NOT_TEXT, ""),
        (b"Dear all,\nhere are the captions.", CaptionFault.NOT_CAPTIONS, ""),
        (b"", CaptionFault.NOT_CAPTIONS, ""),
        (b"WEBVTT\n\n00:01.000 -> 00:02.000\nx\n", CaptionFault.BAD_CUE, "00:01.000 -> 00:02.000"),
        (b"WEBVTT\n\n00:02.000 --> 00:02.000\nx\n", CaptionFault.NO_CUE, ""),
        (b"WEBVTT\n", CaptionFault.NO_CUE, ""),
    ],
)
def test_what_is_wrong_with_captions_is_said(content: bytes, fault: CaptionFault, quoted: str) -> None:
    with pytest.raises(BadCaptions) as bad:
        read_captions(content)

    assert bad.value.fault == fault
    assert quoted in bad.value.quoted


def test_what_is_written_is_read_again() -> None:
    cues = [Cue(0, 1500, "A & B <fine>\nsecond", "O’Neil"), Cue(1500, 7_200_000, "終わり")]

    assert read_captions(write_captions(cues).encode()) == cues


def test_an_empty_line_does_not_end_a_cue() -> None:
    assert "one\ntwo" in write_captions([Cue(0, 1000, "one\n\ntwo")])


def test_a_cue_is_in_every_segment_in_which_it_is_shown() -> None:
    cues = [Cue(58_000, 62_000, "across"), Cue(130_000, 131_000, "later")]

    segments = [caption_segment(cues, number) for number in range(3)]

    assert ["across" in each for each in segments] == [True, True, False]
    assert ["later" in each for each in segments] == [False, False, True]
    assert segments[1].startswith("WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n\n00:00:58.000 -->")
