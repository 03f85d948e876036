"""The balance meter of `tricity.synthesis` for bodies of the directory: who speaks, is invited, or takes part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tricity.directory.models import Organization, OrganizationType
from tricity.synthesis.balance import Balance, Change, Voice, cheapest_change
from tricity.synthesis.balance import balance as balance_of

__all__ = ["EXPECTED_KINDS", "Balance", "Change", "Voice", "balance", "mending", "voice_of"]

# Of whom a programme of cities is expected to have somebody; the others are welcome, and nobody misses them.
EXPECTED_KINDS = (OrganizationType.CITY, OrganizationType.COMPANY, OrganizationType.ASSOCIATION)


def balance(
    voices: Iterable[Voice], countries: Sequence[str], kinds: Iterable[OrganizationType] = EXPECTED_KINDS
) -> Balance:
    """Count the voices; `countries` are those whose people one hopes to hear."""
    return balance_of(voices, countries, [kind.value for kind in kinds])


def mending(
    voices: Iterable[Voice], countries: Sequence[str], kinds: Iterable[OrganizationType] = EXPECTED_KINDS
) -> tuple[Change, ...]:
    """The cheapest change after which nobody is missing."""
    return cheapest_change(voices, countries, [kind.value for kind in kinds])


def voice_of(body: Organization | None) -> Voice:
    """The body, loaded with its city, of a speaker."""
    if body is None or body.deleted_at is not None:
        return Voice()
    is_of_capital = body.city.is_capital if body.city else None
    return Voice(body.country_id or "", body.type, is_of_capital)
