"""Posts and messages as one reader gets them: in their own language, or what the words speak of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tricity.discussion import rules
from tricity.discussion.models import Message, Post
from tricity.discussion.people import PersonView, person_view
from tricity.discussion.registry import Body, bodies
from tricity.search.suggestions import meant_topics
from tricity.translation.models import Translation
from tricity.translation.queries import localized, renderings
from tricity.web.languages import language_name
from tricity.web.text import LocalizedText, Origin


@dataclass(frozen=True, slots=True)
class PostView:
    """A post for one reader. `text` is None where the reader does not get it, with the reason in `gone`.

    `reason` is what a moderator told the author, for whom alone it is. `may` are the words of what the reader may do.
    """

    code: str
    person: PersonView | None
    body: Body | None
    at: dt.datetime
    text: LocalizedText | None
    gone: str
    state: str
    state_label: str
    is_edited: bool
    is_folded: bool
    is_own: bool
    reason: LocalizedText | None
    may: frozenset[str]
    answers: list[PostView] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MessageView:
    code: str
    person: PersonView | None
    body: Body | None
    at: dt.datetime
    text: LocalizedText | None
    is_own: bool
    is_new: bool
    may_report: bool
    reason: LocalizedText | None


def post_views(
    posts: Sequence[Post],
    user: Any,
    language: str,
    *,
    may_post: bool,
    named: Mapping[str, Body] | None = None,
) -> list[PostView]:
    """Openings in the order given, each with its answers; reads `post.thread`. Two queries, or one with `named`, the bodies
    that speak.
    """
    rows = renderings(posts, language=language)
    if named is None:
        named = bodies().described({each.body for each in posts}, language)
    views: dict[int, PostView] = {}
    tops = []
    for each in posts:
        view = _post(each, user, language, rows.get((each.pk, "text")), named, may_post=may_post)
        views[each.pk] = view
        if each.parent_id is None:
            tops.append(view)
    for each in posts:
        if each.parent_id in views:
            views[each.parent_id].answers.append(views[each.pk])
    return tops


def message_views(
    messages: Sequence[Message], user: Any, language: str, *, seen: dt.datetime | None
) -> list[MessageView]:
    """In the order given. Messages have no renderings: their words never leave the conversation. One query."""
    named = bodies().described({each.body for each in messages}, language)
    return [_message(each, user, language, named, seen) for each in messages]


def said(source: str, written_in: str, row: Translation | None, language: str) -> LocalizedText:
    """The author's words, their rendering, else what they speak of."""
    return localized(source, written_in, row, language=language) or _digest(source, written_in, language)


def _post(
    post: Post,
    user: Any,
    language: str,
    row: Translation | None,
    named: Mapping[str, Body],
    *,
    may_post: bool,
) -> PostView:
    gone = _gone(post, user)
    is_own = user.is_authenticated and post.author_id == user.pk
    return PostView(
        code=post.code,
        person=person_view(post.author, language),
        body=named.get(post.body),
        at=post.created_at,
        text=None if gone else said(post.text, post.language, row, language),
        gone=gone,
        state=post.state,
        state_label=post.get_state_display(),
        is_edited=post.edited_at is not None and not gone,
        is_folded=bool(getattr(post, "is_folded", False)),
        is_own=is_own,
        reason=_own_words(post.reason, post.reason_language) if is_own else None,
        may=frozenset(_may(post, user, may_post=may_post)),
    )


def _gone(post: Post, user: Any) -> str:
    if post.deleted_at is not None:
        return _("Deleted by its author.")
    if not rules.sees(user, post):
        return _("Hidden by a moderator.")
    return ""


def _may(post: Post, user: Any, *, may_post: bool) -> Iterable[str]:
    if may_post and post.state == Post.State.VISIBLE and post.deleted_at is None:
        yield "answer"
    if rules.may_edit(user, post):
        yield "edit"
    if rules.may_delete(user, post):
        yield "delete"
    if rules.may_report(user, post):
        yield "report"
        if post.author_id is not None:
            yield "write"
    if post.deleted_at is None and rules.may_moderate(user, post):
        yield "moderate"


def _message(
    message: Message, user: Any, language: str, named: Mapping[str, Body], seen: dt.datetime | None
) -> MessageView:
    is_own = message.author_id == user.pk
    is_shown = is_own or not message.is_hidden
    return MessageView(
        code=message.code,
        person=person_view(message.author, language),
        body=named.get(message.body),
        at=message.created_at,
        text=said(message.text, message.language, None, language) if is_shown else None,
        is_own=is_own,
        is_new=not is_own and seen is not None and message.created_at > seen,
        may_report=not is_own and not message.is_hidden and message.author_id is not None,
        reason=_own_words(message.reason, message.reason_language) if is_own else None,
    )


def _own_words(text: str, language: str) -> LocalizedText | None:
    return LocalizedText(text, language) if text else None


def _digest(source: str, written_in: str, language: str) -> LocalizedText:
    topics = pgettext("between the items of a list", ", ").join(
        topic.label for topic in meant_topics(source, language)
    )
    sentence = (
        _("A message in %(language)s. It speaks of: %(topics)s.")
        if topics
        else _("A message in %(language)s that names none of our topics.")
    )
    values = {"language": language_name(written_in), "topics": topics}
    return LocalizedText(sentence % values, language, Origin.DIGEST, source, written_in)
