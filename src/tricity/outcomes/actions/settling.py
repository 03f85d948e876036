from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from tricity.activity.actions import record as note
from tricity.directory.models import Organization
from tricity.outcomes.actions.rows import noted, standing
from tricity.outcomes.models import Outcome, State
from tricity.outcomes.notices import tell_askers, tell_body
from tricity.outcomes.sayings import Saying


@transaction.atomic
def settle(
    saying: Saying,
    *,
    by: Any,
    state: str,
    passed_to: Organization | None = None,
    reasons: Mapping[str, str] | None = None,
) -> Outcome:
    """Say how something stands that nobody has taken up, in place of what was said of it before.

    Raises ValueError for “taken up”, which comes of making a draft.
    """
    if state == State.TAKEN_UP:
        raise ValueError("state: expected open, passed-on or not-pursued, got taken-up")
    row = standing(saying)
    row.state, row.by = state, by
    row.passed_to = passed_to if state == State.PASSED_ON else None
    row.reasons = dict(reasons or {}) if state == State.NOT_PURSUED else {}
    noted(row, "outcome.settled", by=by, state=state)
    tell_askers(row, by=by)
    tell_body(row, by=by)
    return row


@transaction.atomic
def remove(row: Outcome, *, by: Any) -> None:
    """Take a note back that was made by mistake; what was made of it stays."""
    note("outcome.removed", row, by=by, event=row.event.code, state=row.state)
    row.delete()
