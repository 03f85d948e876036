"""Conversations as one person gets them in a list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tricity.discussion.digests import said
from tricity.discussion.models import Conversation
from tricity.discussion.people import PersonView, person_view
from tricity.discussion.registry import Body, bodies
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """`body` and `person` are those on the other side; `unread` is how many messages the reader has not seen."""

    code: str
    url: str
    topic: LocalizedText
    body: Body | None
    person: PersonView | None
    at: dt.datetime
    unread: int


def conversation_rows(rows: Sequence[Conversation], user: Any, language: str) -> list[ConversationRow]:
    """In the order given; one query."""
    codes = {code for each in rows for code in (each.starter_body, each.addressee_body) if code}
    named = bodies().described(codes, language) if codes else {}
    return [_row(each, user, language, named) for each in rows]


def other_side(row: Conversation, user: Any) -> Any:
    """The person on the other side; None for an organization."""
    return row.addressee if row.starter_id == user.pk else row.starter


def _row(row: Conversation, user: Any, language: str, named: Any) -> ConversationRow:
    other = row.addressee_body if row.starter_id == user.pk else row.starter_body
    topic = LocalizedText(row.topic, row.language)
    return ConversationRow(
        code=row.code,
        url=row.get_absolute_url(),
        topic=topic if row.language == language else said(row.topic, row.language, None, language),
        body=named.get(other),
        person=person_view(other_side(row, user), language),
        at=row.last_at,
        unread=getattr(row, "unread", 0),
    )
