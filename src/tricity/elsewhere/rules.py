"""Pure predicates; `user` may be anonymous."""

from __future__ import annotations

from typing import Any

from tricity.events import rules as events
from tricity.events.models import Event


def may_bring(user: Any, event: Event) -> bool:
    """Bring files in and take them back: whoever may change the event, for they hold names of those who came."""
    return events.may_edit(user, event)
