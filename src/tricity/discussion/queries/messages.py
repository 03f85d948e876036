from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from tricity.accounts.models import User
from tricity.discussion.models import Block, Contact, Conversation, Message, Seen
from tricity.discussion.models.messages import CLOSED
from tricity.discussion.registry import bodies, spoken_for

_EVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def conversations(user: Any) -> QuerySet[Any]:
    """The person's conversations, the last written in first, with `unread`; none that only blocked people wrote in."""
    blocked = _blocked(user)
    heard = Q(messages__isnull=False) & ~Q(messages__author__in=blocked)
    fresh = heard & Q(messages__created_at__gt=F("seen_until"), messages__is_hidden=False)
    rows = (
        Conversation.objects.filter(_mine(user))
        .annotate(seen_until=_seen_until(user))
        .annotate(
            heard=Count("messages", filter=heard),
            unread=Count("messages", filter=fresh & ~Q(messages__author=user)),
        )
        .filter(heard__gt=0)
    )
    return rows.select_related("starter", "addressee").order_by("-last_at", "-pk")


def conversation(user: Any, code: str) -> Conversation | None:
    """The conversation, with `seen_until`, if the person takes part in it."""
    rows = Conversation.objects.filter(_mine(user), code=code).annotate(seen_until=_seen_until(user))
    return rows.select_related("starter", "addressee").first()


def messages_for(user: Any, row: Conversation) -> QuerySet[Message]:
    """Its messages in order of time, without those of people the reader has blocked."""
    rows = row.messages.exclude(author__in=_blocked(user))
    return rows.select_related("author").order_by("created_at", "pk")


def unread_total(user: Any) -> int:
    """In how many conversations others have written something the person has not seen."""
    return conversations(user).filter(unread__gt=0).count()


def reachable(code: str, user: Any) -> bool:
    """Whether a member of the organization, not the person alone, may be written to."""
    members = [pk for pk in bodies().members(code) if pk != user.pk]
    return User.objects.filter(pk__in=members, is_active=True).exclude(CLOSED).exists()


def is_open(person: User) -> bool:
    """Whether the person lets people begin a conversation."""
    return person.is_active and not Contact.objects.filter(user=person, is_open=False).exists()


def begun_lately(user: Any, within: dt.timedelta) -> int:
    return Conversation.objects.filter(starter=user, created_at__gt=timezone.now() - within).count()


def written_lately(user: Any, within: dt.timedelta) -> int:
    return Message.objects.filter(author=user, created_at__gt=timezone.now() - within).count()


def readers_of(row: Conversation, *, but: Any) -> list[User]:
    """Whom a new message of `but` is for: those who take part, are open to it and have not blocked the author."""
    ids = {row.starter_id, row.addressee_id}
    members = set(bodies().members(row.addressee_body)) if row.addressee_body else set()
    deaf = set(Block.objects.filter(person=but).values_list("user_id", flat=True))
    deaf |= (
        set(Contact.objects.filter(is_open=False, user__in=members).values_list("user_id", flat=True)) - ids
    )
    wanted = {pk for pk in ids | members if pk is not None and pk not in deaf and pk != but.pk}
    return list(User.objects.filter(pk__in=wanted, is_active=True).order_by("pk"))


def apart_from(user: Any) -> QuerySet[User]:
    """Accounts with which the user has nothing to do: blocked by the one or by the other."""
    blocked = Block.objects.filter(user=user.pk).values("person")
    blocking = Block.objects.filter(person=user.pk).values("user")
    return User.objects.filter(Q(pk__in=blocked) | Q(pk__in=blocking))


def _mine(user: Any) -> Q:
    own = Q(starter=user) | Q(addressee=user)
    codes = spoken_for(user)
    return own | Q(addressee_body__in=codes) if codes else own


def _seen_until(user: Any) -> Coalesce:
    seen = Seen.objects.filter(conversation=OuterRef("pk"), user=user).values("at")[:1]
    return Coalesce(Subquery(seen), _EVER)


def _blocked(user: Any) -> QuerySet[Block, int]:
    return Block.objects.filter(user=user).values_list("person_id", flat=True)
