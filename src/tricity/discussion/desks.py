"""What waits for a person: new posts and messages, one's own posts moderators took away, what to decide."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tricity.accounts.desk import DeskSection
from tricity.discussion.digests import said
from tricity.discussion.inbox import conversation_rows
from tricity.discussion.models import Post, Thread
from tricity.discussion.queries import messages, moderation, posts
from tricity.discussion.registry import discussable, moderated_countries
from tricity.web.text import LocalizedText

SHOWN = 5


def unread(user: Any, language: str) -> DeskSection | None:
    """Conversations with something new; no section where there is none."""
    rows = messages.conversations(user).filter(unread__gt=0)
    shown = list(rows[:SHOWN])
    if not shown:
        return None
    items = [
        (each.topic, each.url, str(each.body.name) if each.body else "")
        for each in conversation_rows(shown, user, language)
    ]
    return DeskSection(_("New messages"), items, reverse("discussion:inbox"), rows.count())


def followed(user: Any, language: str) -> DeskSection | None:
    """Threads the person follows in which something new was said."""
    follows = list(posts.followed(user)[: SHOWN * 4])
    items = []
    for each in follows:
        found = _subject(each.thread, user, language)
        if found is not None:
            number = each.fresh
            remark = ngettext("%(count)d new post", "%(count)d new posts", number) % {"count": number}
            items.append((*found, remark))
    if not items:
        return None
    return DeskSection(_("New in discussions you follow"), items[:SHOWN], items[0][1], len(items))


def own_troubles(user: Any, language: str) -> DeskSection | None:
    """The person's posts that are held, or were hidden, with the moderator's reason."""
    rows = list(posts.own_troubles(user)[:SHOWN])
    if not rows:
        return None
    items = [
        (said(each.text, each.language, None, language), each.get_absolute_url(), _trouble(each))
        for each in rows
    ]
    return DeskSection(_("Your posts that others do not see"), items, items[0][1], len(items))


def to_judge(user: Any, language: str) -> DeskSection | None:
    """What a moderator has to decide on."""
    own = moderated_countries(user)
    if own is not None and not own:
        return None
    rows = moderation.posts_to_judge(user)
    private = moderation.messages_to_judge(user).count()
    total = rows.count() + private
    if not total:
        return None
    items: list[Any] = [
        (
            said(each.text, each.language, None, language),
            reverse("discussion:judge-post", args=[each.code]),
            each.get_state_display(),
        )
        for each in rows[:SHOWN]
    ]
    if private:
        title = ngettext("%(count)d reported message", "%(count)d reported messages", private)
        line = LocalizedText(title % {"count": private}, language)
        items.append((line, reverse("discussion:queue"), ""))
    return DeskSection(_("Posts and messages to decide on"), items, reverse("discussion:queue"), total)


def _trouble(row: Post) -> str:
    return f"{row.get_state_display()}: {row.reason}" if row.reason else str(row.get_state_display())


def _subject(thread: Thread, user: Any, language: str) -> tuple[LocalizedText, str] | None:
    spec = discussable(thread.kind)
    subject = spec.of_row(thread.subject_id) if spec else None
    if spec is None or subject is None or not spec.may_read(user, subject):
        return None
    address = reverse("discussion:thread", args=[spec.kind, subject.code])
    return spec.title(subject, language), address
