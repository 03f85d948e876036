from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from tricity.notices.queries import UNREAD, unread_of

MOST_SHOWN = 99


def unread(request: HttpRequest) -> dict[str, Any]:
    """How many notices the person has not read, counted only where a page shows it and somebody is signed in."""
    return {"unread_notices": SimpleLazyObject(lambda: _count(request))}


def _count(request: HttpRequest) -> int:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return 0
    known = getattr(user, UNREAD, None)
    if known is not None:
        return int(known)
    # Counting stops at a hundred: a number longer than that tells nobody anything.
    return unread_of(user).order_by()[: MOST_SHOWN + 1].count()
