"""What waits for a person: new posts and messages, one's own posts moderators took away, what to decide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tricity.accounts.desk import Action, DeskItem, Names, Reader, Source
from tricity.discussion.digests import said
from tricity.discussion.inbox import other_side
from tricity.discussion.models import Conversation, Follow, Message, Post
from tricity.discussion.queries import messages, moderation, posts
from tricity.discussion.registry import moderated_countries
from tricity.discussion.subjects import Subject, subjects_of
from tricity.web.text import LocalizedText

FOLLOW = Follow._meta.label_lower


# --- Which rows: nothing of them belongs to one organization alone ------------------------------------------------------


def unread(reader: Reader) -> QuerySet[Any] | None:
    """Conversations with something new."""
    if reader.body is not None:
        return None
    return messages.conversations(reader.user).filter(unread__gt=0)


def followed(reader: Reader) -> QuerySet[Any] | None:
    """Threads the person follows in which something new was said."""
    return posts.followed(reader.user) if reader.body is None else None


def own_troubles(reader: Reader) -> QuerySet[Post] | None:
    """The person's posts that are held, or were hidden."""
    return posts.own_troubles(reader.user) if reader.body is None else None


def posts_to_judge(reader: Reader) -> QuerySet[Post] | None:
    return moderation.posts_to_judge(reader.user) if _moderates(reader) else None


def messages_to_judge(reader: Reader) -> QuerySet[Message] | None:
    return moderation.messages_to_judge(reader.user) if _moderates(reader) else None


def _moderates(reader: Reader) -> bool:
    own = moderated_countries(reader.user)
    return reader.body is None and (own is None or bool(own))


# --- As items ------------------------------------------------------------------------------------------------------


def load_conversations(ids: Sequence[int]) -> QuerySet[Conversation]:
    return Conversation.objects.filter(pk__in=ids).select_related("starter", "addressee")


def load_follows(ids: Sequence[int]) -> QuerySet[Follow]:
    return Follow.objects.filter(pk__in=ids).select_related("thread", "user")


def load_posts(ids: Sequence[int]) -> QuerySet[Post]:
    return Post.objects.filter(pk__in=ids)


def load_messages(ids: Sequence[int]) -> QuerySet[Message]:
    return Message.objects.filter(pk__in=ids)


def follow_names(rows: Sequence[Follow], language: str) -> dict[int, Subject]:
    """Row id → what the thread is about; all are the same person's."""
    found = subjects_of([each.thread for each in rows], rows[0].user, language) if rows else {}
    return {each.pk: found[each.thread_id] for each in rows if each.thread_id in found}


def conversation(row: Conversation, names: Names, reader: Reader) -> DeskItem:
    other = other_side(row, reader.user)
    url = row.get_absolute_url()
    title = said(row.topic, row.language, None, reader.language)
    return DeskItem(title, url, str(other.display_name) if other else "", Action(_("Read"), url))


def follow(row: Follow, names: Names, reader: Reader) -> DeskItem | None:
    subject = names.get((FOLLOW, row.pk))
    if subject is None:
        return None
    return DeskItem(
        subject.title, subject.url, _("Something new was said there."), Action(_("Read"), subject.url)
    )


def trouble(row: Post, names: Names, reader: Reader) -> DeskItem:
    state = str(row.get_state_display())
    remark = f"{state}: {row.reason}" if row.reason else state
    url = row.get_absolute_url()
    return DeskItem(_words(row, reader), url, remark, Action(_("Look"), url))


def post(row: Post, names: Names, reader: Reader) -> DeskItem:
    url = reverse("discussion:judge-post", args=[row.code])
    return DeskItem(_words(row, reader), url, str(row.get_state_display()), Action(_("Decide"), url))


def message(row: Message, names: Names, reader: Reader) -> DeskItem:
    """Not its words: whoever looks at a private message is noted."""
    url = reverse("discussion:judge-message", args=[row.code])
    return DeskItem(_("A message between members"), url, _("It was reported."), Action(_("Decide"), url))


def _words(row: Post, reader: Reader) -> LocalizedText:
    return said(row.text, row.language, None, reader.language)


def _queue() -> str:
    return reverse("discussion:queue")


SOURCES = (
    Source(
        section="discussion.unread",
        group="contact",
        title=gettext_lazy("New messages"),
        url=lambda: reverse("discussion:inbox"),
        urgency=94,
        waits=unread,
        since=F("last_at"),
        load=load_conversations,
        item=conversation,
        subjects=lambda row: (),
        what=gettext_lazy("A message to you"),
    ),
    Source(
        section="discussion.posts-to-judge",
        group="discussion",
        title=gettext_lazy("Posts to decide on"),
        url=_queue,
        urgency=85,
        waits=posts_to_judge,
        since=F("created_at"),
        load=load_posts,
        item=post,
        subjects=lambda row: (),
        what=gettext_lazy("A post to decide on"),
    ),
    Source(
        section="discussion.messages-to-judge",
        group="discussion",
        title=gettext_lazy("Reported messages"),
        url=_queue,
        urgency=86,
        waits=messages_to_judge,
        since=F("created_at"),
        load=load_messages,
        item=message,
        subjects=lambda row: (),
        what=gettext_lazy("A message to decide on"),
    ),
    Source(
        section="discussion.troubles",
        group="discussion",
        title=gettext_lazy("Your posts that others do not see"),
        urgency=62,
        waits=own_troubles,
        since=F("created_at"),
        load=load_posts,
        item=trouble,
        subjects=lambda row: (),
        what=gettext_lazy("Your post"),
    ),
    Source(
        section="discussion.followed",
        group="discussion",
        title=gettext_lazy("New in discussions you follow"),
        urgency=60,
        waits=followed,
        since=F("seen_at"),
        load=load_follows,
        item=follow,
        what=gettext_lazy("New posts"),
        is_exact=False,
    ),
)
