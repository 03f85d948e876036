"""What records of the site say of money, time and supply, as the synthesis takes it; and the rates amounts are turned by."""

from __future__ import annotations

import logging
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.dateparse import parse_date

from tricity.knowledge.models import Record
from tricity.knowledge.publication.template import RECONFIRMED, Visibility, details_of, visibility_of
from tricity.synthesis.finance import Rates, Terms, read_rates
from tricity.synthesis.finance.rates import SHIPPED, BadRates
from tricity.synthesis.finance.terms import DAYS, TEXTS

logger = logging.getLogger(__name__)
EVERYBODY = frozenset({Visibility.PUBLIC.value})


def terms_of(record: Record, reads: Collection[str] = EVERYBODY) -> Terms:
    """The terms for one who reads these visibilities: what they may not read is marked as limited."""
    details = details_of(record.kind, record.details)
    limits = visibility_of(record.kind, record.visibility)
    stated: dict[str, Any] = {name: details.get(name, "") for name in TEXTS}
    stated |= {name: parse_date(details.get(name, "")) for name in DAYS}
    stated["reconfirmed_on"] = parse_date(str(record.details.get(RECONFIRMED) or ""))
    return Terms(
        **stated,
        budget_amount=record.budget_amount,
        budget_currency=record.budget_currency,
        has_figures=bool(record.indicators),
        limited=frozenset(name for name, limit in limits.items() if limit not in reads),
    )


def exchange_rates() -> Rates:
    """The rates of the file that TRICITY_RATES names, read again when it changes; else those that are shipped."""
    path = settings.RATES or SHIPPED
    try:
        return _read(path, path.stat().st_mtime_ns)
    except (BadRates, OSError) as error:
        logger.error("the exchange rates of TRICITY_RATES are not used: %s", error)
        return _read(SHIPPED, 0)


@lru_cache(maxsize=2)
def _read(path: Path, _changed: int) -> Rates:
    return read_rates(path)
