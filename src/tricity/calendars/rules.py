"""Pure predicates: who keeps the calendar of a country; `user` may be anonymous."""

from __future__ import annotations

from typing import Any

from tricity.accounts.rules import is_curator


def may_edit(user: Any, country: str) -> bool:
    """Curators of the country, secretariats, operators."""
    return is_curator(user, country)
