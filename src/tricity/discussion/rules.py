"""Pure predicates: who writes, edits, reports and moderates; `user` may be anonymous."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from tricity.discussion.models import Conversation, Message, Post
from tricity.discussion.registry import Discussable, moderates, spoken_for

EDITING_TIME = dt.timedelta(minutes=30)


def may_post(user: Any, spec: Discussable, subject: Any) -> bool:
    """Members of any organization, where the object may be discussed and they may read it."""
    return bool(spoken_for(user)) and spec.is_open(subject) and spec.may_read(user, subject)


def may_edit(user: Any, post: Post) -> bool:
    """The author, for half an hour, while no moderator has taken it away."""
    return (
        may_delete(user, post)
        and post.state != Post.State.HIDDEN
        and timezone.now() - post.created_at <= EDITING_TIME
    )


def may_delete(user: Any, post: Post) -> bool:
    return user.is_authenticated and post.author_id == user.pk and post.deleted_at is None


def may_report(user: Any, post: Post) -> bool:
    """Members, of what others said and everybody sees."""
    return (
        bool(spoken_for(user))
        and post.author_id != user.pk
        and post.deleted_at is None
        and post.state == Post.State.VISIBLE
    )


def may_moderate(user: Any, post: Post) -> bool:
    """Never their own post; reads `post.thread`."""
    return user.is_authenticated and post.author_id != user.pk and moderates(user, post.thread.countries)


def sees(user: Any, post: Post) -> bool:
    """What is held or hidden only its author and the moderators see; reads `post.thread`."""
    if post.state == Post.State.VISIBLE:
        return True
    return user.is_authenticated and (post.author_id == user.pk or moderates(user, post.thread.countries))


def takes_part(user: Any, conversation: Conversation) -> bool:
    """Who began it, the person written to, the members of the organization written to. No operator, no curator."""
    if not user.is_authenticated:
        return False
    if user.pk in (conversation.starter_id, conversation.addressee_id):
        return True
    return bool(conversation.addressee_body) and conversation.addressee_body in spoken_for(user)


def may_judge(user: Any, message: Message) -> bool:
    """Moderators of the countries of either side, who take no part; reads `message.conversation`."""
    conversation = message.conversation
    return (
        user.is_authenticated
        and moderates(user, conversation.countries)
        and not takes_part(user, conversation)
    )
