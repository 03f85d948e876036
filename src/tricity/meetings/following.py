"""The public object a meeting led to: a candidate, an idea or a record, found by its code."""

from __future__ import annotations

from tricity.cooperation.models import Idea, Opportunity
from tricity.cooperation.queries import public_opportunities
from tricity.cooperation.queries.ideas import public_ideas
from tricity.knowledge.models import Record
from tricity.knowledge.queries import public_records
from tricity.meetings.models import Outcome
from tricity.web.identity import CODE_LENGTH

Follow = Outcome.Follow


def code_in(words: str) -> str:
    """The code, of itself or as the last part of an address."""
    return words.strip().rstrip("/").rsplit("/", 1)[-1].upper()[: 2 * CODE_LENGTH]


def followed(code: str) -> tuple[str, Opportunity | Idea | Record] | None:
    """Kind and object, where it is public."""
    found: Opportunity | Idea | Record | None
    for kind, rows in (
        (Follow.OPPORTUNITY, public_opportunities()),
        (Follow.IDEA, public_ideas()),
        (Follow.RECORD, public_records()),
    ):
        found = rows.filter(code=code).first()
        if found is not None:
            return kind.value, found
    return None
