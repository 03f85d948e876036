"""Private contact: conversations begun and continued. Their words stay here: no engine and no search gets them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from tricity.accounts.models import User
from tricity.activity.actions import record
from tricity.discussion import notifying, rules
from tricity.discussion.errors import NotAMember, NotReachable, TooMuch
from tricity.discussion.models import Contact, Conversation, Message, Seen
from tricity.discussion.queries import messages as queries
from tricity.discussion.registry import Discussable, bodies, listed, spoken_for

# Most new conversations, and most messages, of one person within these times.
NEW_LIMITS = ((dt.timedelta(hours=1), 5), (dt.timedelta(days=1), 10))
LIMITS = ((dt.timedelta(minutes=10), 20), (dt.timedelta(days=1), 200))


@transaction.atomic
def begin(
    *,
    by: Any,
    body: str,
    topic: str,
    text: str,
    language: str,
    to_person: User | None = None,
    to_body: str = "",
    about: tuple[Discussable, Any] | None = None,
) -> Conversation:
    """Write to a person, or to the members of the organization with the code `to_body`, for the one with the code `body`.

    Raises NotAMember, NotReachable, TooMuch.
    """
    if body not in spoken_for(by):
        raise NotAMember
    User.objects.select_for_update().get(pk=by.pk)
    if any(queries.begun_lately(by, within) >= most for within, most in NEW_LIMITS):
        raise TooMuch
    if to_person is not None:
        to_body = ""
        if to_person.pk == by.pk or not queries.is_open(to_person):
            raise NotReachable
    elif not queries.reachable(to_body, by):
        raise NotReachable
    now = timezone.now()
    row = Conversation.objects.create(
        topic=topic,
        language=language,
        starter=by,
        starter_body=body,
        addressee=to_person,
        addressee_body=to_body,
        about_kind=about[0].kind if about else "",
        about_id=about[1].pk if about else None,
        countries=_countries([body, to_body], to_person),
        last_at=now,
    )
    record("conversation.begun", row, by=by)
    _add(row, by=by, body=body, text=text, language=language)
    return row


@transaction.atomic
def write(row: Conversation, *, by: Any, text: str, language: str) -> Message:
    """Add a message; pressed twice it is the same. Raises NotAMember for who takes no part, TooMuch."""
    if not rules.takes_part(by, row):
        raise NotAMember
    User.objects.select_for_update().get(pk=by.pk)
    last = row.messages.order_by("-created_at", "-pk").first()
    if last is not None and (last.author_id, last.text) == (by.pk, text):
        return last
    if any(queries.written_lately(by, within) >= most for within, most in LIMITS):
        raise TooMuch
    return _add(row, by=by, body=_side(row, by), text=text, language=language)


def read(row: Conversation, *, by: Any, until: dt.datetime) -> None:
    """Note until when a person has read."""
    Seen.objects.bulk_create(
        [Seen(conversation=row, user=by, at=until)],
        update_conflicts=True,
        unique_fields=["conversation", "user"],
        update_fields=["at"],
    )


@transaction.atomic
def be_open(is_open: bool, *, by: Any) -> None:
    """Say whether people one does not know may begin a conversation."""
    Contact.objects.update_or_create(user=by, defaults={"is_open": is_open})
    record("contact.opened" if is_open else "contact.closed", by, by=by)


def _add(row: Conversation, *, by: Any, body: str, text: str, language: str) -> Message:
    message = Message.objects.create(conversation=row, author=by, body=body, text=text, language=language)
    row.last_at = message.created_at
    row.save(update_fields=["last_at"])
    read(row, by=by, until=message.created_at)
    notifying.written(message, queries.readers_of(row, but=by))
    return message


def _side(row: Conversation, by: Any) -> str:
    """For which organization the person writes here: never for one they have left since."""
    codes = spoken_for(by)
    side = row.starter_body if by.pk == row.starter_id else row.addressee_body
    return side if side in codes else next(iter(codes), "")


def _countries(codes: Sequence[str], person: User | None) -> str:
    wanted = [code for code in codes if code]
    if person is not None:
        wanted += spoken_for(person)
    return listed(each.country for each in bodies().described(wanted, "en").values())
