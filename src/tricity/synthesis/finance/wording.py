"""Words beside an amount that say what it is: a limit, a price a year, a price a piece, a part of another amount."""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Final


class Basis(StrEnum):
    """What an amount is paid for."""

    TOTAL = "total"
    YEAR = "year"
    MONTH = "month"
    EACH = "each"  # a piece, a person, a place


_SEEN: Final = 40  # characters beside an amount that are looked at
_CLAUSE: Final = re.compile(r"[,、，。;:；：()（）「」\n]|\. ")
_ABOUT: Final = (
    r"\s*(?:約|约|大約|大约|およそ|약|about|around|approx\.?|roughly|of|で|は|が|为|為|은|는|=)?"
    r"\s*(?:約|约|약|about)?\s*$"
)


def _before(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(words)}){_ABOUT}", re.IGNORECASE)


def _after(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{'|'.join(words)})", re.IGNORECASE)


_AT_MOST_BEFORE: Final = _before((
    "上限", "最大", "最高", "最多", "不超过", "不超過", "不高于", "최대", "최고",
    "up to", "at most", r"max(?:imum)?", "no more than", "under", "less than", "below", "within",
))  # fmt: skip
_AT_LEAST_BEFORE: Final = _before((
    "下限", "最低", "最小", "最少", "不低于", "超过", "超過", "逾", "최소", "최저",
    "at least", "from", r"min(?:imum)?", "over", "more than",
))  # fmt: skip
_AT_MOST_AFTER: Final = _after(
    ("以下", "以内", "未満", "まで", "이하", "이내", "미만", "까지", "or less", "or below")
)
_AT_LEAST_AFTER: Final = _after(
    ("以上", "から", "起", "より", "이상", "부터", "or more", "and above", "and up", r"\+", r"[~〜]\s*$")
)
_PART: Final = re.compile(
    r"(?:うち|其中|이\s?중|그\s?중|of which|including|内訳)[^0-9]{0,12}$", re.IGNORECASE
)
# A bare 年 or 월 before an amount is a price a year or a month, unless it ends a date.
_BASIS_BEFORE: Final = {
    Basis.EACH: _before((
        "あたり", "当たり", "につき", "당", r"每[^年月日\s]{1,2}", r"毎[^年月日\s]{1,2}",
        r"per (?!year|month|annum)\w+", "单价", "單價", "単価", "단가",
    )),
    Basis.YEAR: _before((
        "年額", "年费", "年費", "年間", "年间", "毎年", "每年", "연간", "매년", r"(?<![가-힣\d])연",
        r"(?<![\d一-鿿])年", r"annual(?:ly)?", "yearly", "a year", "per year",
    )),
    Basis.MONTH: _before((
        "月額", "月费", "月費", "月間", "毎月", "每月", "매월", "월간", r"(?<![가-힣\d])월",
        r"(?<![\d一-鿿])月", "monthly", "a month", "per month",
    )),
}  # fmt: skip
_BASIS_AFTER: Final = {
    Basis.YEAR: _after((
        r"[/每毎]\s*(?:年|년|연|yr|year)", r"(?:per|a|each)\s+(?:year|annum)", "annually", "yearly",
    )),
    Basis.MONTH: _after((
        r"[/每毎]\s*(?:个?月|か月|월|mo)", r"(?:per|a|each)\s+month", "monthly",
    )),
    Basis.EACH: _after((r"/\s*[^\d\s]", r"(?:per|each)\s+\w", r"each\b")),
}  # fmt: skip


def last_clause(text: str) -> str:
    """Return what stands before an amount in its own clause."""
    return _CLAUSE.split(text[-_SEEN:])[-1]


def is_at_most(before: str, after: str) -> bool:
    """Whether the words make the amount an upper limit."""
    return bool(_AT_MOST_BEFORE.search(before) or _AT_MOST_AFTER.match(after))


def is_at_least(before: str, after: str) -> bool:
    """Whether the words make the amount a lower limit."""
    return bool(_AT_LEAST_BEFORE.search(before) or _AT_LEAST_AFTER.match(after))


def is_part(before: str) -> bool:
    """Whether the amount is a part of one that was named before it."""
    return _PART.search(before) is not None


def basis_of(before: str, after: str) -> Basis:
    """Return what the amount is paid for."""
    for basis, pattern in _BASIS_AFTER.items():
        if pattern.match(after):
            return basis
    return next((basis for basis, pattern in _BASIS_BEFORE.items() if pattern.search(before)), Basis.TOTAL)
