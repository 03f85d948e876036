"""What people are told about discussions and messages, wherever they look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tricity.discussion import notifying
from tricity.discussion.digests import said
from tricity.discussion.models import Conversation, Post, Thread
from tricity.discussion.queries import messages
from tricity.discussion.subjects import subjects_of
from tricity.notices.actions import notify
from tricity.notices.models import Notice
from tricity.notices.registry import NoticeKind, register
from tricity.web.text import LocalizedText


def register_kinds() -> None:
    # What is new in followed threads and conversations waits on the desk by itself, as do posts that were hidden.
    register(NoticeKind("discussion.post", _posted, "discussion", threads_named, "person", on_desk=False))
    register(NoticeKind("discussion.answer", _answered, "discussion", posts_named, "person", on_desk=False))
    register(NoticeKind("discussion.hidden", _hidden, "discussion", posts_named, "arrow", on_desk=False))
    register(NoticeKind("discussion.shown", _shown, "discussion", posts_named, "check"))
    register(NoticeKind("discussion.message", _written, "contact", talks_named, "person", on_desk=False))
    notifying.register(tell)


def tell(people: Sequence[Any], what: str, subject: Any) -> None:
    """Called for what was posted, decided and written (see `notifying`)."""
    if what == "post":
        _tell_of_post(people, subject)
    elif what == "decision":
        kind = "discussion.hidden" if subject.state == Post.State.HIDDEN else "discussion.shown"
        notify(people, kind, subject, url=subject.get_absolute_url(), by=subject.decided_by)
    elif what == "message":
        url = subject.conversation.get_absolute_url()
        notify(people, "discussion.message", subject.conversation, url=url, by=subject.author)


def threads_named(codes: Sequence[str], language: str, user: Any) -> Mapping[str, LocalizedText]:
    """Row id → what the thread is about, of those the person may read."""
    threads = Thread.objects.filter(pk__in=[int(code) for code in codes if code.isdigit()])
    return {str(pk): found.title for pk, found in subjects_of(threads, user, language).items()}


def posts_named(codes: Sequence[str], language: str, user: Any) -> Mapping[str, LocalizedText]:
    """Code of a post → what its thread is about."""
    posts = list(Post.objects.filter(code__in=codes, author=user).select_related("thread"))
    found = subjects_of([each.thread for each in posts], user, language)
    return {each.code: found[each.thread_id].title for each in posts if each.thread_id in found}


def talks_named(codes: Sequence[str], language: str, user: Any) -> Mapping[str, LocalizedText]:
    """Code → topic of the conversations the person takes part in."""
    rows: Sequence[Conversation] = list(messages.conversations(user).filter(code__in=codes))
    return {row.code: said(row.topic, row.language, None, language) for row in rows}


def _tell_of_post(people: Sequence[Any], post: Post) -> None:
    """An answer is told to whom it answers; everybody else only learns that something was said."""
    answered = post.parent.author_id if post.parent else None
    url = post.get_absolute_url()
    if post.parent is not None:
        asked = [each for each in people if each.pk == answered]
        notify(asked, "discussion.answer", post.parent, url=url, by=post.author)
    others = [each for each in people if each.pk != answered]
    url = reverse("discussion:post", args=[post.code])
    notify(others, "discussion.post", post.thread, url=url, by=post.author)


def _posted(notice: Notice) -> str:
    said_by = ngettext(
        "%(count)d new post in a discussion you follow",
        "%(count)d new posts in a discussion you follow",
        notice.count,
    )
    return said_by % {"count": notice.count}


def _answered(notice: Notice) -> str:
    return ngettext("Somebody answered your post", "%(count)d answers to your post", notice.count) % {
        "count": notice.count
    }


def _hidden(notice: Notice) -> str:
    return _("A moderator hid your post; the reason is given")


def _shown(notice: Notice) -> str:
    return _("A moderator looked at your post; everybody can read it")


def _written(notice: Notice) -> str:
    return _("There is a new message for you")
