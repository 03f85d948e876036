"""Amounts of money in free text: 3,000万円, 3억~5억 원, RMB 5 million, up to US$2m a year.

What is said only vaguely (数億円, 수억 원, several million) is no amount, nor is a number without a currency, nor a
part of an amount that stands before it (うち国費5,000万円).
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from tricity.synthesis.finance.numbers import QUANTITY, is_scaled, lent_scale, value_of
from tricity.synthesis.finance.wording import Basis, basis_of, is_at_least, is_at_most, is_part, last_clause

LONGEST: Final = 4000  # characters of a text that are read


@dataclass(frozen=True, slots=True)
class Amount:
    """From `low` to `high` of a currency (ISO 4217; "" = a sign that several share, such as ¥).

    A bound of None is open; both are the same for a plain amount.
    """

    low: Decimal | None
    high: Decimal | None
    currency: str
    basis: Basis = Basis.TOTAL


SHARED: Final = "¥"
_NAMES: Final[dict[str, str]] = {
    **dict.fromkeys(("日本円", "日元", "日圆", "日圓", "円", "엔화", "엔", "yen", "jpy"), "JPY"),
    **dict.fromkeys(
        ("美元", "美金", "米ドル", "ドル", "미국 달러", "미국달러", "달러", "us dollars", "us dollar"), "USD"
    ),
    **dict.fromkeys(("dollars", "dollar", "usd"), "USD"),
    **dict.fromkeys(("欧元", "歐元", "ユーロ", "유로", "euros", "euro", "eur"), "EUR"),
    **dict.fromkeys(("港元", "港币", "港幣", "hkd"), "HKD"),
    **dict.fromkeys(("新台币", "新臺幣", "台币", "twd"), "TWD"),
    **dict.fromkeys(("英镑", "ポンド", "파운드", "gbp"), "GBP"),
    **dict.fromkeys(("韩元", "韓元", "韩圆", "韓国ウォン", "ウォン", "원", "won", "krw"), "KRW"),
    **dict.fromkeys(("人民币", "人民幣", "人民元", "中国元", "元", "圆", "위안화", "위안"), "CNY"),
    **dict.fromkeys(("yuan", "renminbi", "rmb", "cny"), "CNY"),
}
_SIGNS: Final[dict[str, str]] = {
    "us$": "USD", "hk$": "HKD", "nt$": "TWD", "cn¥": "CNY", "jp¥": "JPY",
    "$": "USD", "₩": "KRW", "€": "EUR", "£": "GBP", "¥": SHARED,
}  # fmt: skip
# What follows may make another word of the name: 元 is no currency in 元旦 and 元素, won none in “won the”.
_NO_NAME: Final = r"(?![a-z])(?<!元(?=[旦素件気号年]))(?<!won(?= (?:the|a|an)\b))"
_SUFFIX: Final = "(?:" + "|".join(map(re.escape, sorted(_NAMES, key=len, reverse=True))) + r")" + _NO_NAME
_PREFIXES: Final = {
    **_SIGNS,
    **{name: code for name, code in _NAMES.items() if name not in ("元", "圆", "원", "円", "엔", "won")},
}
_PREFIX: Final = "(?:" + "|".join(map(re.escape, sorted(_PREFIXES, key=len, reverse=True))) + ")"
_JOINT: Final = r"\s*(?:~|〜|-|–|—|―|至|到|から|부터|에서|to|and)\s*"
_MONEY: Final = re.compile(
    rf"(?:(?<![a-z])(?P<before>{_PREFIX})\s*)?(?P<low>{QUANTITY})\s?(?P<first>{_SUFFIX})?"
    rf"(?:{_JOINT}(?:(?P<between>{_PREFIX})\s*)?(?P<high>{QUANTITY}))?\s?(?P<after>{_SUFFIX})?",
    re.IGNORECASE,
)


def find_amounts(text: str, home: str = "") -> list[Amount]:
    """Return the amounts in the text, in its order. `home` is the currency that the sign ¥ means, if it may."""
    return list(_found(unicodedata.normalize("NFKC", text[:LONGEST]), home))


@lru_cache(maxsize=4096)
def stated_amount(text: str, home: str = "") -> Amount | None:
    """Return the one amount a text states: of several the span of all, where they are of one currency and basis."""
    found = find_amounts(text, home)
    if not found or len({(each.currency, each.basis) for each in found}) != 1 or not found[0].currency:
        return None
    return _span(found)


def _span(found: Sequence[Amount]) -> Amount:
    if len(found) == 1:
        return found[0]
    known = [bound for each in found for bound in (each.low, each.high) if bound is not None]
    is_open_below = any(each.low is None for each in found)
    is_open_above = any(each.high is None for each in found)
    return Amount(
        None if is_open_below else min(known),
        None if is_open_above else max(known),
        found[0].currency,
        found[0].basis,
    )


def _found(text: str, home: str) -> Iterator[Amount]:
    place = 0
    while match := _MONEY.search(text, place):
        place = match.end() if match.end() > place else place + 1
        if match["high"] and not (match["first"] or match["after"] or match["before"]):
            place = match.end("low")  # a span of years, say, before the amount
            continue
        amount = _amount(match, text, home)
        if amount is not None:
            yield amount


def _amount(match: re.Match[str], text: str, home: str) -> Amount | None:
    name = match["after"] or match["first"] or match["before"] or match["between"]
    if name is None:
        return None
    code = {**_PREFIXES, **_NAMES}[name.lower()]
    currency = (home if home in ("CNY", "JPY") else "") if code == SHARED else code
    low = value_of(match["low"])
    high = low if match["high"] is None else value_of(match["high"])
    before = last_clause(text[: match.start()])
    if low is None or high is None or is_part(before):
        return None
    if match["high"] and not match["first"] and not is_scaled(match["low"]):
        scaled = low * lent_scale(match["high"])
        low = scaled if scaled <= high else low
    low, high = min(low, high), max(low, high)
    after = text[match.end() :]
    basis = basis_of(before, after)
    return _bounded(low, high, currency, basis, before, after)


def _bounded(low: Decimal, high: Decimal, currency: str, basis: Basis, before: str, after: str) -> Amount:
    if low != high:
        return Amount(low, high, currency, basis)
    if is_at_most(before, after):
        return Amount(None, high, currency, basis)
    if is_at_least(before, after):
        return Amount(low, None, currency, basis)
    return Amount(low, high, currency, basis)
