"""Pure predicates; `user` may be anonymous."""

from __future__ import annotations

from typing import Any

from tricity.events import rules as events
from tricity.events.models import Event


def may_pack(user: Any, event: Event) -> bool:
    """Have the bundle made, and take it: whoever may change the event."""
    return events.may_edit(user, event)
