"""Moments and lengths as platforms write them in four languages.

2020-08-27 14:00:05 · 2020/8/27 14:00 · 08/27/2020 02:00:05 PM · 8/27/20, 7:00:11 PM · Aug 27, 2020 14:00:05 · 27 Aug 2020 ·
2020年8月27日 下午2:00 · 2020/08/27 午後2:00 · 2020. 8. 27. 오후 2:00:05 · 20200827-060000 · 14:03:22; with Z, +09:00, GMT+8, JST.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from typing import Final


class Order(StrEnum):
    """Which stands first where a date is written 08/09/2020."""

    MONTH_FIRST = "month-first"
    DAY_FIRST = "day-first"


_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR_FIRST: Final = re.compile(
    r"(?<!\d)(\d{4})\s*[-/.年년]\s*(\d{1,2})\s*[-/.月월]\s*(\d{1,2})(?!\d)\s*[日일.]?"
)
_YEAR_LAST: Final = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
_MONTH_NAMED: Final = re.compile(
    r"\b([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b", re.IGNORECASE
)
_DAY_NAMED: Final = re.compile(r"\b(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?,?[\s-]+(\d{4})\b", re.IGNORECASE)
_PACKED: Final = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})[-_T ]?(\d{2})(\d{2})(\d{2})?(?!\d)")
_TIME: Final = re.compile(
    r"(上午|下午|午前|午後|오전|오후|凌晨|中午|晚上)?\s*(?<![\d.])(\d{1,2})\s*[:时時시]\s*(\d{1,2})\s*(?:[:分분]\s*(\d{1,2})(?:[.,]\d+)?\s*[秒초]?)?\s*([ap]\.?\s?m\b\.?)?",
    re.IGNORECASE,
)
_ZONE: Final = re.compile(
    r"(?:(?:gmt|utc)\s*([+-]\d{1,2})(?::?(\d{2}))?|(?<=\d)\s*([+-]\d{2}):?(\d{2})\b|(?<=\d)(z)\b|\b(utc|gmt|jst|kst)\b)",
    re.IGNORECASE,
)
_AFTERNOON: Final = ("下午", "午後", "오후", "晚上", "中午")
_MORNING: Final = ("上午", "午前", "오전", "凌晨")
_LENGTH: Final = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(hours?|hrs?|h|小时|時間|시간|minutes?|mins?|min|m|分钟|分鐘|分|분|seconds?|secs?|s|秒钟|秒|초)",
    re.IGNORECASE,
)
_CLOCK: Final = re.compile(r"(?:(\d{1,4}):)?(\d{1,2}):(\d{2})(?:[.,]\d+)?")
_LONGEST_SECONDS: Final = 62 * 24 * 3600
_LONGEST_TEXT: Final = 80


def read_shown(text: str, order: Order = Order.MONTH_FIRST) -> dt.datetime | dt.time | None:
    """What a clock showed: a date and time, or a time alone; with a zone where one is written. None for no time."""
    plain = unicodedata.normalize("NFKC", text[:_LONGEST_TEXT]).strip()
    packed = _PACKED.search(plain)
    if packed:
        year, month, day, hour, minute, second = (int(part or 0) for part in packed.groups())
        return _with_zone(_datetime(year, month, day, hour, minute, second), plain)
    found = next(
        (
            match
            for each in (_YEAR_FIRST, _MONTH_NAMED, _DAY_NAMED, _YEAR_LAST)
            if (match := each.search(plain))
        ),
        None,
    )
    if found is None:
        return _time(plain)
    rest = plain[: found.start()] + " " + plain[found.end() :]
    date = _day(found, order)
    return _with_zone(dt.datetime.combine(date, _time(rest) or dt.time()), rest) if date else None


def order_of(texts: Iterable[str]) -> Order | None:
    """Which comes first in dates like 27/08/2020; None where all of them could be either."""
    for text in texts:
        found = _YEAR_LAST.search(unicodedata.normalize("NFKC", text[:_LONGEST_TEXT]))
        if found and int(found[1]) > 12 >= int(found[2]):
            return Order.DAY_FIRST
        if found and int(found[2]) > 12 >= int(found[1]):
            return Order.MONTH_FIRST
    return None


def read_seconds(text: str) -> int | None:
    """A length: 57 (minutes, as all platforms count), 65 mins, 1h 27m 51s, 01:27:51, 1小时27分钟, 1時間27分, 1시간 27분."""
    plain = unicodedata.normalize("NFKC", text[:_LONGEST_TEXT]).strip().lower()
    parts = _LENGTH.findall(plain)
    if parts:
        seconds = sum(_number(number) * _unit(unit) for number, unit in parts)
    elif clock := _CLOCK.fullmatch(plain):
        seconds = (int(clock[1] or 0) * 60 + int(clock[2])) * 60 + int(clock[3])
    elif re.fullmatch(r"\d+(?:[.,]\d+)?", plain, re.ASCII):
        seconds = _number(plain) * 60
    else:
        return None
    return round(seconds) if 0 <= seconds <= _LONGEST_SECONDS else None


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _unit(word: str) -> int:
    if word.startswith("h") or word in ("小时", "時間", "시간"):
        return 3600
    return 1 if word.startswith("s") or word in ("秒", "秒钟", "초") else 60


def _day(found: re.Match[str], order: Order) -> dt.date | None:
    """None for a date that is in no calendar."""
    one, two, three = found.groups()
    if found.re is _YEAR_FIRST:
        year, month, day = int(one), int(two), int(three)
    elif found.re is _MONTH_NAMED:
        year, month, day = int(three), _month(one), int(two)
    elif found.re is _DAY_NAMED:
        year, month, day = int(three), _month(two), int(one)
    else:
        year = int(three) + (2000 if len(three) == 2 else 0)
        month, day = (int(one), int(two)) if order is Order.MONTH_FIRST else (int(two), int(one))
    try:
        return dt.date(year, month, day) if 1970 <= year <= 2200 else None
    except ValueError:
        return None


def _month(name: str) -> int:
    return _MONTHS.index(name.lower()) + 1 if name.lower() in _MONTHS else 0


def _time(text: str) -> dt.time | None:
    found = _TIME.search(text)
    if found is None:
        return None
    before, hour, minute, second, after = found.groups()
    hours = int(hour)
    is_late = before in _AFTERNOON or (after or "").lower().startswith("p")
    is_early = before in _MORNING or (after or "").lower().startswith("a")
    if is_late and hours < 12:
        hours += 12
    elif is_early and hours == 12:
        hours = 0
    try:
        return dt.time(hours, int(minute), int(second or 0))
    except ValueError:
        return None


def _datetime(year: int, month: int, day: int, hour: int, minute: int, second: int) -> dt.datetime | None:
    try:
        return dt.datetime(year, month, day, hour, minute, second) if 1970 <= year <= 2200 else None  # noqa: DTZ001  # what a clock showed
    except ValueError:
        return None


def _with_zone(moment: dt.datetime | None, text: str) -> dt.datetime | None:
    found = _ZONE.search(text)
    if moment is None or found is None:
        return moment
    hours, minutes, plain_hours, plain_minutes, zulu, named = found.groups()
    offset = hours or plain_hours
    if offset:
        sign = -1 if offset.startswith("-") else 1
        span = dt.timedelta(hours=abs(int(offset)), minutes=int(minutes or plain_minutes or 0))
        if span >= dt.timedelta(hours=24):
            return moment
        return moment.replace(tzinfo=dt.timezone(sign * span))
    is_east = (named or "").lower() in ("jst", "kst")
    return moment.replace(tzinfo=dt.timezone(dt.timedelta(hours=9 if is_east and not zulu else 0)))
