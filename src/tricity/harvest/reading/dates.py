"""Dates as feeds and catalogues write them."""

from __future__ import annotations

import datetime as dt
from email.utils import parsedate_to_datetime


def moment(text: object) -> dt.datetime | None:
    """RFC 3339, ISO 8601 or RFC 822; without a zone it is UTC. None where it cannot be read; never raises."""
    given = str(text or "").strip()[:64]
    for read in (dt.datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(given)
            found = found if found.tzinfo else found.replace(tzinfo=dt.UTC)
            return found.astimezone(dt.UTC)
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    return None
