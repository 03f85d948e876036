from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import BooleanField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from tricity.discussion.models import Block, Follow, Post, Thread
from tricity.discussion.registry import moderates

DAY = dt.timedelta(days=1)
_NO = Value(False, BooleanField())


def thread_of(kind: str, subject_id: int, user: Any) -> Thread | None:
    """The thread on an object, with `seen_until` where the person follows it; None before anything was said."""
    rows = Thread.objects.filter(kind=kind, subject_id=subject_id)
    if user.is_authenticated:
        mine = Follow.objects.filter(thread=OuterRef("pk"), user=user).values("seen_at")[:1]
        rows = rows.annotate(seen_until=Subquery(mine))
    return rows.first()


def visible_to(user: Any, thread: Thread) -> Q:
    """Which posts of a thread a person gets: hidden ones as a place, held ones only their author and moderators."""
    if user.is_authenticated and moderates(user, thread.countries):
        return Q()
    seen = ~Q(state=Post.State.HELD)
    return seen | Q(author=user) if user.is_authenticated else seen


def openings(thread: Thread, user: Any) -> QuerySet[Post]:
    """Posts that answer no other, in order of time: nobody's comes first for any other reason."""
    return _rows(thread, user).filter(parent=None)


def with_answers(thread: Thread, user: Any, *, offset: int, size: int) -> list[Post]:
    """A part of the openings and everything that answers them, in order of time; each with `is_folded`. One query."""
    tops = openings(thread, user).values("pk")[offset : offset + size]
    rows = _rows(thread, user).filter(Q(pk__in=tops) | Q(parent__in=tops))
    folded = (
        Exists(Block.objects.filter(user=user, person=OuterRef("author"))) if user.is_authenticated else _NO
    )
    return list(rows.annotate(is_folded=folded))


def _rows(thread: Thread, user: Any) -> QuerySet[Post]:
    rows = Post.objects.filter(visible_to(user, thread), thread=thread)
    return rows.select_related("author").order_by("created_at", "pk")


def place_of(post: Post, user: Any) -> int:
    """How many openings of the thread come before the one this post belongs to."""
    top = post.parent or post
    earlier = Q(created_at__lt=top.created_at) | Q(created_at=top.created_at, pk__lt=top.pk)
    return openings(post.thread, user).filter(earlier).count()


def posts_on(kind: str) -> Coalesce:
    """How many posts everybody can read on each of the objects of a query: to annotate them with, at no query more."""
    rows = Post.objects.filter(
        thread__kind=kind, thread__subject_id=OuterRef("pk"), state=Post.State.VISIBLE, deleted_at=None
    )
    counted = rows.order_by().values("thread").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def lately_posted(user: Any, within: dt.timedelta) -> int:
    return Post.objects.filter(author=user, created_at__gt=timezone.now() - within).count()


def said_before(user: Any, text: str) -> Post | None:
    """The same words by the same person within a day."""
    rows = Post.objects.filter(author=user, text=text, created_at__gt=timezone.now() - DAY, deleted_at=None)
    return rows.select_related("thread").order_by("-created_at").first()


def has_spoken(user: Any, *, but: Post | None = None) -> bool:
    """Whether a post of the person, another than `but`, is, or was, readable to everybody."""
    rows = Post.objects.filter(author=user, state=Post.State.VISIBLE)
    return rows.exclude(pk=but.pk).exists() if but is not None else rows.exists()


def followed(user: Any) -> QuerySet[Any]:
    """Threads the person follows in which others have said something since, with `fresh`, how many posts."""
    fresh = (
        Q(thread__posts__created_at__gt=F("seen_at"))
        & Q(thread__posts__state=Post.State.VISIBLE, thread__posts__deleted_at=None)
        & ~Q(thread__posts__author=user)
        & ~Q(thread__posts__author__in=Block.objects.filter(user=user).values("person"))
    )
    rows = Follow.objects.filter(user=user).annotate(fresh=Count("thread__posts", filter=fresh))
    return rows.filter(fresh__gt=0).select_related("thread").order_by("-seen_at", "pk")


def own_troubles(user: Any) -> QuerySet[Post]:
    """The person's posts that wait for a moderator or were hidden by one, the newest first."""
    rows = Post.objects.filter(author=user, deleted_at=None).exclude(state=Post.State.VISIBLE)
    return rows.select_related("thread").order_by("-created_at", "-pk")
