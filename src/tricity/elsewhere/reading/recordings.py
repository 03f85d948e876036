"""What the name of a recording tells: when it began, and which language is heard.

Zoom (cloud): `GMT20200827-060000_Recording.m4a`, `…_Recording_1920x1080.mp4`: GMT, as Zoom's naming convention says; sure. The
language of an interpretation file is looked for as a word anywhere in the name, for how it is written differs with the
version. Zoom (on one's own machine): the folder `2020-08-27 15.00.12 Topic`, files `video1234.mp4`, `audio1234.m4a`. Tencent
Meeting: `TM-20200827140000-123456789-….mp4`, Teams: `Topic-20200827_150000-Meeting Recording.mp4`, Webex: `Topic-20200827 0600-1.mp4`
(GMT): from memory, not sure; their clocks can be chosen.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

_GMT: Final = re.compile(r"GMT(\d{8})-?(\d{6})", re.IGNORECASE)
_PACKED: Final = re.compile(r"(?<!\d)(20\d{6})[-_ T]?(\d{6}|\d{4})(?!\d)")
_SPELT: Final = re.compile(
    r"(?<!\d)(20\d{2})[-_.](\d{1,2})[-_.](\d{1,2})[ T_-]+(\d{1,2})[.:_-](\d{2})(?:[.:_-](\d{2}))?(?!\d)"
)
_WORDS: Final = {
    "zh-hans": ("chinese", "mandarin", "zh", "chn", "cn", "中文", "汉语", "中国語", "중국어", "普通话"),
    "ja": ("japanese", "ja", "jpn", "jp", "日本語", "日语", "日文", "일본어"),
    "ko": ("korean", "ko", "kor", "kr", "한국어", "韩语", "韩文", "韓国語"),
    "en": ("english", "en", "eng", "英语", "英文", "英語", "영어"),
}
_FLOOR: Final = ("original", "floor", "main", "原声", "原音声", "原音", "원음", "original audio")
_PARTS: Final = re.compile(r"[a-z]+|[\u3040-\u30ff\u3400-\u9fff]+|[\uac00-\ud7af]+")


@dataclass(frozen=True, slots=True)
class RecordingName:
    """`language` is empty where the name says none (mostly the floor); `began` has a zone where the name is in GMT."""

    name: str
    language: str
    began: dt.datetime | None
    is_floor: bool


def read_recording_name(name: str) -> RecordingName:
    """Name of a file, or its whole path: then a folder may tell what the name does not."""
    plain = name.strip()[:400]
    file = re.split(r"[/\\]", plain)[-1]
    language = _language(file)
    began = _began(file) or _began(plain)
    return RecordingName(file, language, began, not language or _is_floor(file))


def _language(name: str) -> str:
    parts = _PARTS.findall(name.lower().rpartition(".")[0] or name.lower())
    for language, words in _WORDS.items():
        for part in parts:
            if part in words or any(not word.isascii() and word in part for word in words):
                return language
    return ""


def _is_floor(name: str) -> bool:
    return any(word in name.lower() for word in _FLOOR)


def _began(name: str) -> dt.datetime | None:
    if found := _GMT.search(name):
        return _moment(found[1], found[2], is_gmt=True)
    if found := _PACKED.search(name):
        return _moment(found[1], found[2].ljust(6, "0"), is_gmt=False)
    if found := _SPELT.search(name):
        year, month, day, hour, minute, second = found.groups()
        return _moment(f"{year}{month:0>2}{day:0>2}", f"{hour:0>2}{minute}{second or '00'}", is_gmt=False)
    return None


def _moment(day: str, time: str, *, is_gmt: bool) -> dt.datetime | None:
    try:
        moment = dt.datetime.strptime(day + time, "%Y%m%d%H%M%S")  # noqa: DTZ007  # what a clock showed
    except ValueError:
        return None
    return moment.replace(tzinfo=dt.UTC) if is_gmt else moment
