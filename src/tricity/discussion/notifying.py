"""Telling people of what was said: the desk shows it (see `desks.py`); other ways to reach them register here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tricity.discussion.models import Block, Follow, Message, Post

# Called with the people, what happened (a word), and the post or message, in the transaction of the deed.
Teller = Callable[[Sequence[Any], str, Any], None]
_tellers: list[Teller] = []


def register(teller: Teller) -> None:
    if teller not in _tellers:
        _tellers.append(teller)


def posted(post: Post) -> None:
    """Followers of the thread, without the author and those who have blocked them."""
    deaf = Block.objects.filter(person=post.author_id).values("user")
    follows = Follow.objects.filter(thread=post.thread_id, user__is_active=True).exclude(user=post.author_id)
    _tell([each.user for each in follows.exclude(user__in=deaf).select_related("user")], "post", post)


def decided(post: Post) -> None:
    """The author, of what a moderator decided."""
    _tell([post.author] if post.author else [], "decision", post)


def written(message: Message, readers: Sequence[Any]) -> None:
    _tell(readers, "message", message)


def _tell(people: Sequence[Any], what: str, subject: Any) -> None:
    for teller in _tellers if people else ():
        teller(people, what, subject)
