"""Quantities as Chinese, Japanese, Korean and English write them: 3,000万, 2億3,000万, 16억 8,700만, 1.5 million."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

_DIGITS: Final[Mapping[str, Decimal]] = {
    **{sign: Decimal(value) for value, sign in enumerate("〇一二三四五六七八九")},
    "零": Decimal(0),
    "两": Decimal(2),
    "兩": Decimal(2),
}
_SMALL: Final[Mapping[str, Decimal]] = {
    **dict.fromkeys("十십", Decimal(10)),
    **dict.fromkeys("百백", Decimal(100)),
    **dict.fromkeys("千천", Decimal(1000)),
}
_BIG: Final[Mapping[str, Decimal]] = {
    **dict.fromkeys("万萬만", Decimal(10**4)),
    **dict.fromkeys("亿億억", Decimal(10**8)),
    **dict.fromkeys("兆조", Decimal(10**12)),
}
_ENGLISH: Final[Mapping[str, Decimal]] = {
    **dict.fromkeys(("thousand", "k"), Decimal(10**3)),
    **dict.fromkeys(("million", "mn", "m"), Decimal(10**6)),
    **dict.fromkeys(("billion", "bn", "b"), Decimal(10**9)),
    **dict.fromkeys(("trillion", "tn"), Decimal(10**12)),
}
_FIGURES: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,18}(?:\.\d+)?"
_HAN: Final = "".join(_DIGITS)
_UNITS: Final = "".join((*_SMALL, *_BIG))
_SCALES: Final = "|".join(sorted(_ENGLISH, key=len, reverse=True))
# Figures with the units of China, Japan and Korea, several times; else with an English scale. Without figures at least
# two signs: 三百 and 천만 are numbers, 一 (as in 一元化) and 万 (as in 单位：万元) are not.
QUANTITY: Final = (
    rf"(?:(?<![\d.,])(?:{_FIGURES})(?:\s?(?:{_SCALES})(?![a-z])|(?:\s?[{_UNITS}]+(?:\s?(?:{_FIGURES})(?=\s?[{_UNITS}]))?)*"
    rf"(?:\s?(?:{_FIGURES}))?)"
    rf"|(?<![{_HAN}{_UNITS}数數几幾多余餘上近수몇])[{_HAN}{_UNITS}]{{2,}})"
)
_TOKEN: Final = re.compile(rf"({_FIGURES})|([{_HAN}])|([{_UNITS}])|({_SCALES})", re.IGNORECASE)


def value_of(quantity: str) -> Decimal | None:
    """Return the number the words mean; None for what is none (a unit with nothing before it, two figures in a row)."""
    total, section, last = Decimal(0), Decimal(0), Decimal(0)
    pending: Decimal | None = None
    for figures, han, unit, scale in _TOKEN.findall(quantity):
        if figures or han:
            if pending is not None:
                return None
            pending = Decimal(figures.replace(",", "")) if figures else _DIGITS[han]
        elif scale:
            return None if pending is None else pending * _ENGLISH[scale.lower()]
        elif unit in _SMALL:
            section += (1 if pending is None else pending) * _SMALL[unit]
            pending = None
        else:
            amount = section + (pending or 0)
            if amount == 0 and pending is None:
                if last == 0:
                    return None
                total, amount = total - last, last  # 万亿: a unit of a unit
            last = amount * _BIG[unit]
            total, section, pending = total + last, Decimal(0), None
    return total + section + (pending or 0)


def lent_scale(quantity: str) -> Decimal:
    """Return what the number before it in a range is multiplied by: 3 in “3~5億” means 3億."""
    found = re.search(rf"([{''.join(_BIG)}]+)$|({_SCALES})$", quantity.strip(), re.IGNORECASE)
    if found is None:
        return Decimal(1)
    if found[2]:
        return _ENGLISH[found[2].lower()]
    product = Decimal(1)
    for sign in found[1]:
        product *= _BIG[sign]
    return product


def is_scaled(quantity: str) -> bool:
    """Whether it has a big unit or an English scale of its own."""
    return re.search(rf"[{''.join(_BIG)}]|{_SCALES}", quantity, re.IGNORECASE) is not None
