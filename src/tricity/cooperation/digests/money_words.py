"""What is said of money and supply beside a match, in the active language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tricity.knowledge.digests.sentences import listed
from tricity.knowledge.money import currency_name, grouped, money
from tricity.synthesis.finance import Amount, Aspect, Basis, Fit, Rate

SIGNIFICANT = 3  # figures of an amount that was converted: the rate of a year is no more exact


def fit(value: Fit) -> str:
    """The three answers there are."""
    labels = {
        Fit.FITS: pgettext("of a match", "Fits"),
        Fit.DOES_NOT_FIT: pgettext("of a match", "Does not fit"),
        Fit.UNKNOWN: pgettext("of a match", "Unknown"),
    }
    return labels[value]


def supplied(value: Fit) -> str:
    """The same of what it takes to supply to a country."""
    return pgettext("of what it takes to supply", "Missing") if value is Fit.DOES_NOT_FIT else fit(value)


def contract(value: Fit) -> str:
    sentences = {
        Fit.FITS: _("The smallest contract lies within the budget ceiling."),
        Fit.DOES_NOT_FIT: _("The smallest contract lies above the budget ceiling."),
        Fit.UNKNOWN: _("Whether the smallest contract lies within the budget ceiling is not known."),
    }
    return sentences[value]


def supply(aspect: Aspect, value: Fit, country: str) -> str:
    """What is known of supply to a country, named in the reader's language."""
    sentences = {
        (Aspect.REFERENCE, Fit.FITS): _("In use in %(country)s."),
        (Aspect.REFERENCE, Fit.DOES_NOT_FIT): _("No reference in %(country)s is named."),
        (Aspect.REFERENCE, Fit.UNKNOWN): _("Where it is in use is not known."),
        (Aspect.SERVED, Fit.FITS): _("Its provider names %(country)s among the countries it serves."),
        (Aspect.SERVED, Fit.DOES_NOT_FIT): _(
            "Its provider does not name %(country)s among the countries it serves."
        ),
        (Aspect.SERVED, Fit.UNKNOWN): _("Whether its provider serves %(country)s is not known."),
        (Aspect.LOCAL_ENTITY, Fit.FITS): _("It has a local entity or partner in %(country)s."),
        (Aspect.LOCAL_ENTITY, Fit.DOES_NOT_FIT): _("No local entity or partner in %(country)s is named."),
        (Aspect.LOCAL_ENTITY, Fit.UNKNOWN): _(
            "Whether it has a local entity or partner in %(country)s is not known."
        ),
        (Aspect.CERTIFICATION, Fit.FITS): _("It names a certification for %(country)s."),
        (Aspect.CERTIFICATION, Fit.DOES_NOT_FIT): _("It names no certification for %(country)s."),
        (Aspect.CERTIFICATION, Fit.UNKNOWN): _("Which certifications it has for %(country)s is not known."),
        (Aspect.DATA_LOCATION, Fit.FITS): _("Data can be kept in %(country)s."),
        (Aspect.DATA_LOCATION, Fit.DOES_NOT_FIT): _("Data is kept outside %(country)s."),
        (Aspect.DATA_LOCATION, Fit.UNKNOWN): _("Where data is kept is not known."),
    }
    return sentences[aspect, value] % {"country": country}


def untold(names: Sequence[str]) -> str:
    """What an experience leaves unsaid; empty where it tells all of it."""
    labels = {"cost": _("what it cost"), "results": _("its results"), "lessons": _("lessons learned")}
    if not names:
        return ""
    return _("Not stated, or not open to you: %(names)s.") % {"names": listed(labels[name] for name in names)}


def converted(amount: Amount, year: int, language: str) -> str:
    """An amount in another currency, in three significant figures."""
    rounded = Amount(_rounded(amount.low), _rounded(amount.high), amount.currency, amount.basis)
    values = {"amount": told(rounded, language), "year": year}
    return _("about %(amount)s at the average rates of %(year)d") % values


def told(amount: Amount, language: str) -> str:
    """An amount, with what it is paid for where that is a year, a month or a piece."""
    low, high = (money(bound, amount.currency, language) for bound in (amount.low, amount.high))
    if amount.low == amount.high:
        words = low
    elif amount.low is None:
        words = _("up to %(amount)s") % {"amount": high}
    elif amount.high is None:
        words = _("from %(amount)s") % {"amount": low}
    else:
        words = _("%(low)s to %(high)s") % {"low": low, "high": high}
    per = {
        Basis.YEAR: _("%(amount)s a year"),
        Basis.MONTH: _("%(amount)s a month"),
        Basis.EACH: _("%(amount)s each"),
    }
    return per[amount.basis] % {"amount": words} if amount.basis in per else words


def _rounded(amount: Decimal | None) -> Decimal | None:
    if not amount:
        return amount
    return amount.quantize(Decimal(1).scaleb(amount.adjusted() - SIGNIFICANT + 1))


def budgets(count: int, of: int) -> str:
    """How many of the comparable initiatives cite a budget."""
    if not count:
        return _("No comparable initiative cites a budget.")
    return ngettext(
        "%(count)d of %(of)d comparable initiatives cites a budget. It is for orientation only: what was built differs.",
        "%(count)d of %(of)d comparable initiatives cite a budget. They are for orientation only: what was built differs.",
        count,
    ) % {"count": count, "of": of}


def rate(each: Rate) -> str:
    """One rate, with its year and the day it was read."""
    return _("1 US dollar was %(amount)s %(currency)s on average in %(year)d (read on %(date)s)") % {
        "amount": grouped(each.per_dollar),
        "currency": currency_name(each.currency),
        "year": each.year,
        "date": formats.date_format(each.read_on, "DATE_FORMAT"),
    }


def distinct(rates: Iterable[Rate]) -> list[Rate]:
    """Each rate once, by year and currency."""
    return sorted(set(rates), key=lambda each: (each.year, each.currency))
