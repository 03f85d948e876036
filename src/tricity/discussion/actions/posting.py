"""Posts: written, edited for a while, deleted; threads followed."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from tricity.accounts.models import User
from tricity.activity.actions import record
from tricity.discussion import notifying, rules
from tricity.discussion.errors import NotAMember, NotOpen, NotYours, RepeatedText, TooMuch
from tricity.discussion.models import Follow, Post, Revision, Thread
from tricity.discussion.queries.moderation import open_reports
from tricity.discussion.queries.posts import has_spoken, lately_posted, said_before
from tricity.discussion.registry import Discussable, listed, spoken_for
from tricity.renderings.models import Draft
from tricity.translation.models import Translation

# Most posts of one person within these times.
LIMITS = ((dt.timedelta(minutes=10), 6), (dt.timedelta(days=1), 40))
MOST_LINKS = 2  # in a first post; more look like advertising
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


@transaction.atomic
def post(
    spec: Discussable,
    subject: Any,
    *,
    by: Any,
    body: str,
    text: str,
    language: str,
    parent: Post | None = None,
) -> Post:
    """Say something about an object for the organization with the code `body`; an answer to an answer stays beside it.

    Pressed twice it is the same post. A first post may be held for a moderator. The author follows the thread from
    then on. Raises NotAMember, NotOpen, TooMuch, RepeatedText.
    """
    if body not in spoken_for(by):
        raise NotAMember
    if not rules.may_post(by, spec, subject):
        raise NotOpen
    # The author's row is locked, so that two presses at the same moment are counted one after the other.
    User.objects.select_for_update().get(pk=by.pk)
    thread = begin(spec, subject)
    parent = _top(parent, thread)
    known = said_before(by, text)
    if known is not None:
        if (known.thread_id, known.parent_id) == (thread.pk, parent.pk if parent else None):
            return known
        raise RepeatedText
    if any(lately_posted(by, within) >= most for within, most in LIMITS):
        raise TooMuch
    row = Post.objects.create(
        thread=thread,
        parent=parent,
        author=by,
        body=body,
        text=text,
        language=language,
        state=Post.State.HELD if _is_held(by, text) else Post.State.VISIBLE,
    )
    follow(thread, by=by)
    record("post.written", row, by=by, on=f"{spec.kind}/{subject.code}", state=row.state)
    if row.state == Post.State.VISIBLE:
        notifying.posted(row)
    return row


@transaction.atomic
def edit(row: Post, *, by: Any, text: str, language: str) -> Post:
    """Give a post other words, or say in which language they are; what it said before is kept.

    What would have been held as a first post is held as its other words, too. Raises NotYours.
    """
    row = Post.objects.select_for_update().select_related("thread").get(pk=row.pk)
    if not rules.may_edit(by, row):
        raise NotYours
    if (row.text, row.language) == (text, language):
        return row
    now = timezone.now()
    Revision.objects.create(post=row, text=row.text, language=row.language, until=now)
    row.text, row.language, row.edited_at = text, language, now
    if row.state == Post.State.VISIBLE and _is_held(by, text, but=row):
        row.state = Post.State.HELD
    row.save()
    record("post.changed", row, by=by)
    return row


@transaction.atomic
def delete(row: Post, *, by: Any) -> Post:
    """Take one's words back; the place stays. While a report waits, its moderator still reads them. Raises NotYours."""
    row = Post.objects.select_for_update().get(pk=row.pk)
    if not rules.may_delete(by, row):
        raise NotYours
    row.deleted_at = timezone.now()
    row.save(update_fields=["deleted_at", "updated_at"])
    if not open_reports(post=row).exists():
        forget(row)
    record("post.deleted", row, by=by)
    return row


def forget(row: Post) -> None:
    """Remove the words of a deleted post, its history and its renderings."""
    row.text = ""
    row.save(update_fields=["text", "updated_at"])
    row.revisions.all().delete()
    of_post = {"subject_kind": Post._meta.label_lower, "subject_id": row.pk}
    Translation.objects.filter(**of_post).delete()
    Draft.objects.filter(**of_post).delete()


def begin(spec: Discussable, subject: Any) -> Thread:
    """The thread on an object, made where there is none; whose curators moderate follows the object."""
    countries = listed(spec.countries(subject))
    thread, _made = Thread.objects.update_or_create(
        kind=spec.kind, subject_id=subject.pk, defaults={"countries": countries}
    )
    return thread


def follow(thread: Thread, *, by: Any) -> None:
    """Have what is said there from now on told on the desk; one who follows already has seen what there is."""
    Follow.objects.update_or_create(thread=thread, user=by, defaults={"seen_at": timezone.now()})


def unfollow(thread: Thread, *, by: Any) -> None:
    Follow.objects.filter(thread=thread, user=by).delete()


def saw(thread: Thread, *, by: Any) -> None:
    """Note that a person who follows the thread has read it; nothing for one who does not."""
    Follow.objects.filter(thread=thread, user=by).update(seen_at=timezone.now())


def _top(parent: Post | None, thread: Thread) -> Post | None:
    """Answers are one level deep. Raises NotOpen for a post of another thread, or one that is gone."""
    if parent is None:
        return None
    if parent.thread_id != thread.pk or parent.deleted_at or parent.state != Post.State.VISIBLE:
        raise NotOpen
    return parent.parent or parent


def _is_held(by: Any, text: str, *, but: Post | None = None) -> bool:
    """Whether a moderator reads it first; `but` is the post itself where it is being edited."""
    if has_spoken(by, but=but):
        return False
    return settings.HOLD_FIRST_POSTS or len(_LINK.findall(text)) > MOST_LINKS
