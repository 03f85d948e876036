from __future__ import annotations

from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import Coalesce

from tricity.discussion.models import Message, Post, Report
from tricity.discussion.registry import moderated_countries

NEIGHBOURS = 2  # messages before and after a reported one that its moderator reads


def posts_to_judge(user: Any) -> QuerySet[Post]:
    """Posts held or reported in the countries the person moderates, with `waiting_since` and `number_of_reports`."""
    open_reports = Q(reports__outcome="")
    rows = (
        Post.objects.filter(_of(moderated_countries(user), "thread__countries"))
        .annotate(
            number_of_reports=Count("reports", filter=open_reports & Q(reports__isnull=False)),
            reported_at=Min("reports__created_at", filter=open_reports),
        )
        .annotate(waiting_since=Coalesce("reported_at", "created_at"))
        .filter(Q(number_of_reports__gt=0) | Q(state=Post.State.HELD, deleted_at=None))
        .exclude(author=user)
    )
    return rows.select_related("thread", "author").order_by("waiting_since", "pk")


def messages_to_judge(user: Any) -> QuerySet[Message]:
    """Reported messages of the countries the person moderates, without conversations they take part in."""
    waiting = Report.objects.filter(outcome="", message__isnull=False)
    rows = (
        Message.objects.filter(
            _of(moderated_countries(user), "conversation__countries"), pk__in=waiting.values("message")
        )
        .annotate(waiting_since=Min("reports__created_at", filter=Q(reports__outcome="")))
        .exclude(Q(conversation__starter=user) | Q(conversation__addressee=user))
    )
    return rows.select_related("conversation", "author").order_by("waiting_since", "pk")


def open_reports(**of: Any) -> QuerySet[Report]:
    """Reports nobody has decided on, of one post or message."""
    return Report.objects.filter(outcome="", **of).select_related("by").order_by("created_at", "pk")


def neighbours(message: Message) -> list[Message]:
    """The message with the two before and the two after it: all that its moderator reads of the conversation."""
    rows = Message.objects.filter(conversation=message.conversation_id).select_related("author")
    before = Q(created_at__lt=message.created_at) | Q(created_at=message.created_at, pk__lt=message.pk)
    earlier = rows.filter(before).order_by("-created_at", "-pk")[:NEIGHBOURS]
    later = rows.exclude(before).exclude(pk=message.pk).order_by("created_at", "pk")[:NEIGHBOURS]
    return [*reversed(earlier), message, *later]


def _of(countries: frozenset[str] | None, column: str) -> Q:
    if countries is None:
        return Q()
    condition = Q(pk__in=[])
    for code in sorted(countries):
        condition |= Q(**{f"{column}__contains": f"|{code}|"})
    return condition
