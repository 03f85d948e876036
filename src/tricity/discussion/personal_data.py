"""What discussions and messages keep about people."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tricity.accounts.models import User
from tricity.discussion.models import Message, Post
from tricity.privacy.columns import all_of, blot, blots, deletes, own_words, plain, rows
from tricity.privacy.registry import Holding, register
from tricity.privacy.wording import DELETED, ONLY_YOU
from tricity.renderings.models import Draft
from tricity.translation.models import Translation

BOTH_SIDES = _("Those who take part in the conversation. Moderators read only messages that were reported.")


def register_holdings() -> None:
    for holding in (POSTS, CONVERSATIONS, MESSAGES, REPORTS, MODERATION, BLOCKS, FOLLOWS, READING):
        register(holding)


def export_posts(user: User) -> list[dict[str, Any]]:
    """Each post with what it said before it was edited."""
    columns = ("code", "text", "language", "state", "reason", "created_at", "edited_at", "deleted_at")
    earlier: dict[int, list[str]] = {}
    found = Post.objects.filter(author=user).order_by("pk")
    for post, text in found.exclude(revisions=None).values_list("pk", "revisions__text"):
        earlier.setdefault(post, []).append(text)
    return [
        {name: plain(row[name]) for name in columns} | {"earlier": earlier.get(row["pk"], [])}
        for row in found.values("pk", *columns)
    ]


def erase_renderings(user: User, _now: dt.datetime) -> None:
    """Strike the person's name out of renderings of their posts, too; drafts of such renderings go."""
    words = own_words(user)
    label = Post._meta.label_lower
    posts = list(Post.objects.filter(author=user).values_list("pk", flat=True))
    Draft.objects.filter(subject_kind=label, subject_id__in=posts).delete()
    for row in Translation.objects.filter(subject_kind=label, subject_id__in=posts):
        if (text := blot(row.text, words)) != row.text:
            Translation.objects.filter(pk=row.pk).update(text=text)


def export_messages(user: User) -> list[dict[str, Any]]:
    """What the person wrote, and what others wrote to the person alone. What an organization got is not the person's."""
    sent_to = Q(conversation__starter=user) | Q(conversation__addressee=user)
    mine = Q(author=user) | (sent_to & Q(is_hidden=False))
    columns = ("conversation__code", "body", "text", "language", "created_at")
    found = Message.objects.filter(mine).order_by("created_at", "pk").values("author", *columns)
    return [
        {name: plain(row[name]) for name in columns} | {"is_received": row["author"] != user.pk}
        for row in found
    ]


POSTS = Holding(
    name="posts",
    label=_("What you said in discussions"),
    why=_("So that others can answer you, and know for which body you speak."),
    seen_by=_("Everybody who may read what is discussed."),
    at_deletion=_(
        "Your posts remain as those of “a former member”; your name is struck out where you wrote it."
    ),
    fields=("discussion.Post.author",),
    export=export_posts,
    erase=all_of(
        erase_renderings,
        blots("discussion.Revision", "post__author", "text"),
        blots("discussion.Post", "author", "text", "reason"),
    ),
    outlives=True,
)
CONVERSATIONS = Holding(
    name="conversations",
    label=_("Conversations you take part in"),
    why=_("So that messages stay together."),
    seen_by=BOTH_SIDES,
    at_deletion=_("The conversation stays for the other side, without your name."),
    fields=("discussion.Conversation.starter", "discussion.Conversation.addressee"),
    export=rows(
        "discussion.Conversation",
        ("starter", "addressee"),
        "code",
        "topic",
        "language",
        "created_at",
        "last_at",
    ),
    erase=blots("discussion.Conversation", "starter", "topic"),
    outlives=True,
)
MESSAGES = Holding(
    name="messages",
    label=_("Messages you wrote or got"),
    why=_("So that people can write to each other without giving an address away."),
    seen_by=BOTH_SIDES,
    at_deletion=_("What you wrote stays for the other side, without your name, also where you wrote it."),
    fields=("discussion.Message.author",),
    export=export_messages,
    erase=blots("discussion.Message", "author", "text", "reason"),
    outlives=True,
)
REPORTS = Holding(
    name="reports",
    label=_("Posts and messages you reported"),
    why=_("So that moderators look at them."),
    seen_by=_("You and the moderators."),
    at_deletion=_("The report remains, without your name."),
    fields=("discussion.Report.by",),
    export=rows(
        "discussion.Report", "by", "post__code", "message__code", "reason", "text", "language", "created_at"
    ),
    erase=blots("discussion.Report", "by", "text"),
    outlives=True,
)
MODERATION = Holding(
    name="moderation",
    label=_("Posts and messages you decided on"),
    why=_("So that the author learns the reason and the decision can be looked into."),
    seen_by=_("The author reads the reason; moderators see who decided."),
    at_deletion=_("The decision remains, without your name."),
    fields=("discussion.Post.decided_by", "discussion.Message.decided_by"),
    export=rows("discussion.Post", "decided_by", "code", "state", "reason", "decided_at"),
    erase=all_of(
        blots("discussion.Post", "decided_by", "reason"), blots("discussion.Message", "decided_by", "reason")
    ),
    outlives=True,
)
BLOCKS = Holding(
    name="blocks",
    label=_("People you want to hear nothing from"),
    why=_("So that they cannot reach you. They are not told."),
    seen_by=ONLY_YOU,
    at_deletion=DELETED,
    fields=("discussion.Block.user", "discussion.Block.person"),
    # Only one's own: who has blocked the person is nobody else's to know.
    export=rows("discussion.Block", "user", "person__code", "created_at"),
    erase=deletes(("discussion.Block", "user"), ("discussion.Block", "person")),
)
FOLLOWS = Holding(
    name="follows",
    label=_("Discussions you follow"),
    why=_("So that you are told what is new there."),
    seen_by=ONLY_YOU,
    at_deletion=DELETED,
    fields=("discussion.Follow.user",),
    export=rows("discussion.Follow", "user", "thread__kind", "thread__subject_id", "seen_at"),
    erase=deletes(("discussion.Follow", "user")),
)
READING = Holding(
    name="message-settings",
    label=_("How far you have read, and whether others may write to you"),
    why=_("So that what is new can be marked, and nobody writes to you whom you do not want."),
    seen_by=ONLY_YOU,
    at_deletion=DELETED,
    fields=("discussion.Seen.user", "discussion.Contact.user"),
    export=rows("discussion.Seen", "user", "conversation__code", "at"),
    erase=deletes(("discussion.Seen", "user"), ("discussion.Contact", "user")),
)
