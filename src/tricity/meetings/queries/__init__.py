"""Reading meetings: how they are arranged, who may be met, what is free, what was agreed."""

from tricity.meetings.queries.meetings import (
    agreed_of,
    by_code,
    for_calendar,
    meetings_of,
    meetings_of_event,
    number_standing,
    waiting_for,
)
from tricity.meetings.queries.partners import (
    Wanted,
    matches_with,
    own_partner,
    partner_by_code,
    partners_to_meet,
)
from tricity.meetings.queries.slots import (
    arrangement_of,
    busy_interpreters,
    free_interpreter,
    free_slots,
    free_table,
    pairs,
)

__all__ = [
    "Wanted",
    "agreed_of",
    "arrangement_of",
    "busy_interpreters",
    "by_code",
    "for_calendar",
    "free_interpreter",
    "free_slots",
    "free_table",
    "matches_with",
    "meetings_of",
    "meetings_of_event",
    "number_standing",
    "own_partner",
    "pairs",
    "partner_by_code",
    "partners_to_meet",
    "waiting_for",
]
