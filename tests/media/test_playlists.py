from __future__ import annotations

import pytest

from tricity.media import Made, Track, Variant, caption_playlist, multivariant

PICTURE = Variant(
    Made("picture-1", "floor", "avc1.64001f", 2_000_000, 1_000_000, 9, 9, 1280, 720, 25.0), "p/index.m3u8"
)


def sound(name: str, language: str, uri: str, *, is_default: bool = False) -> tuple[Track, Variant]:
    return Track(name, language, uri, is_default), Variant(
        Made("sound-1", language, "mp4a.40.2", 70_000, 64_000, 9, 9), uri
    )


def test_the_playlist_names_each_language_in_itself() -> None:
    sounds = [sound("Floor", "mul", "f.m3u8", is_default=True), sound("한국어", "ko", "ko.m3u8")]
    captions = [Track("中文", "zh-Hans", "zh.m3u8")]

    text = multivariant(PICTURE, sounds, captions)

    assert text.splitlines() == [
        "#EXTM3U",
        "#EXT-X-VERSION:7",
        "#EXT-X-INDEPENDENT-SEGMENTS",
        '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="Floor",LANGUAGE="mul",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="1",URI="f.m3u8"',
        '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="한국어",LANGUAGE="ko",DEFAULT=NO,AUTOSELECT=YES,CHANNELS="1",URI="ko.m3u8"',
        '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="captions",NAME="中文",LANGUAGE="zh-Hans",DEFAULT=NO,AUTOSELECT=YES,FORCED=NO,URI="zh.m3u8"',
        '#EXT-X-STREAM-INF:BANDWIDTH=2070000,AVERAGE-BANDWIDTH=1064000,CODECS="avc1.64001f,mp4a.40.2",RESOLUTION=1280x720,FRAME-RATE=25.000,AUDIO="sound",SUBTITLES="captions"',
        "p/index.m3u8",
        '#EXT-X-STREAM-INF:BANDWIDTH=70000,AVERAGE-BANDWIDTH=64000,CODECS="mp4a.40.2",AUDIO="sound",SUBTITLES="captions"',
        "f.m3u8",
    ]


def test_a_name_cannot_break_out_of_its_quotes() -> None:
    text = multivariant(None, [sound('A",URI="x\n', "ja", "ja.m3u8")], [])

    assert "NAME=\"A',URI='x \"" in text


def test_sound_is_needed() -> None:
    with pytest.raises(ValueError, match="without sound"):
        multivariant(PICTURE, [], [])


def test_caption_segments_last_as_long_as_the_replay() -> None:
    lines = caption_playlist(150_000, "%d.vtt").splitlines()

    assert lines[-7:] == [
        "#EXTINF:60.000,",
        "0.vtt",
        "#EXTINF:60.000,",
        "1.vtt",
        "#EXTINF:30.000,",
        "2.vtt",
        "#EXT-X-ENDLIST",
    ]
