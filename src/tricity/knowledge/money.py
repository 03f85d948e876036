"""Amounts of money as readers of each language write them, each in its own currency: no exchange rates."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

# 10^12, 10^8 and 10^4, by which readers of these languages group large numbers.
MYRIADS: dict[str, tuple[str, str, str]] = {
    "zh-hans": ("万亿", "亿", "万"),
    "zh-hant": ("兆", "億", "萬"),
    "ja": ("兆", "億", "万"),
    "ko": ("조 ", "억 ", "만 "),
}


def currency_name(code: str) -> str:
    """The currency in the active language; its ISO 4217 code where we have no name for it."""
    names = {
        "CNY": _("Chinese yuan"),
        "JPY": _("Japanese yen"),
        "KRW": _("Korean won"),
        "USD": _("US dollars"),
        "EUR": _("euros"),
    }
    return names.get(code, code)


def grouped(number: int | float | Decimal) -> str:
    """A number with a comma every three digits, which all our readers know; Django groups Chinese ones by four."""
    text = f"{number:,}"
    return text.removesuffix(".0") if isinstance(number, float) else text


def amount_text(amount: Decimal, language: str) -> str:
    """The number alone: 740,000,000 in English, 7亿4000万 in Chinese; a fraction keeps its two digits."""
    if amount != amount.to_integral_value():
        return f"{amount:,.2f}"
    rest = int(amount)
    if language not in MYRIADS or rest < 10_000:
        return grouped(rest)
    parts = ""
    for size, unit in zip((10**12, 10**8, 10**4), MYRIADS[language], strict=True):
        many, rest = divmod(rest, size)
        parts += f"{many}{unit}" if many else ""
    return f"{parts}{rest if rest else ''}".strip()


def money(amount: Decimal | None, currency: str, language: str) -> str:
    """An amount with its currency for a reader of `language` (the active one); empty where none is known."""
    if amount is None:
        return ""
    return _("%(amount)s %(currency)s") % {
        "amount": amount_text(amount, language),
        "currency": currency_name(currency),
    }
