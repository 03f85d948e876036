"""A thread as a part of pages: of its own, and of what it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from tricity.discussion import rules
from tricity.discussion.actions.posting import saw
from tricity.discussion.digests import PostView, post_views
from tricity.discussion.finding import in_order
from tricity.discussion.forms import PostForm
from tricity.discussion.models import Post, Thread
from tricity.discussion.queries import posts as queries
from tricity.discussion.registry import Discussable, bodies, spoken_for
from tricity.web.languages import reader_language
from tricity.web.pages import PAGE_SIZE, Page, page_number


@dataclass(frozen=True, slots=True)
class ThreadView:
    """`form` is None for who may not write; `answered` is the post the form answers. `address` is the thread's own page."""

    posts: list[PostView]
    page: Page
    form: PostForm | None
    body_name: Any
    answered: PostView | None
    follows: bool
    may_follow: bool
    is_open: bool
    address: str


def thread_view(
    request: HttpRequest, spec: Discussable, subject: Any, form: PostForm | None = None
) -> ThreadView:
    """What a person reads of a thread and may do there; who follows it has read it now."""
    user, language = request.user, reader_language()
    may_post = rules.may_post(user, spec, subject)
    thread = queries.thread_of(spec.kind, subject.pk, user)
    page, rows = _rows(request, thread)
    own = spoken_for(user) if may_post else []
    named = bodies().described({*own, *(each.body for each in rows)}, language)
    views = post_views(rows, user, language, may_post=may_post, named=named)
    seen_until = getattr(thread, "seen_until", None)
    if thread and seen_until and any(each.created_at > seen_until for each in rows):
        saw(thread, by=user)
    answered = _answered(request, views)
    mine = in_order(named[code] for code in own if code in named)
    if may_post and form is None:
        initial = {"parent": answered.code if answered else ""}
        form = PostForm(None, mine=mine, reader=language, initial=initial)
    return ThreadView(
        posts=views,
        page=page,
        form=form,
        body_name=mine[0].name if len(mine) == 1 else None,
        answered=answered,
        follows=seen_until is not None,
        may_follow=user.is_authenticated and thread is not None,
        is_open=spec.is_open(subject),
        address=reverse("discussion:thread", args=[spec.kind, subject.code]),
    )


def _rows(request: HttpRequest, thread: Thread | None) -> tuple[Page, list[Post]]:
    """One page of openings with their answers; they are only counted where they do not all fit on the first."""
    number = page_number(request)
    if thread is None:
        return Page(1, PAGE_SIZE, 0), []
    rows = queries.with_answers(thread, request.user, offset=(number - 1) * PAGE_SIZE, size=PAGE_SIZE + 1)
    for each in rows:
        each.thread = thread
    tops = [each.pk for each in rows if each.parent_id is None]
    if number == 1 and len(tops) <= PAGE_SIZE:
        return Page(1, PAGE_SIZE, len(tops)), rows
    kept = set(tops[:PAGE_SIZE])
    total = queries.openings(thread, request.user).count()
    return Page(number, PAGE_SIZE, total), [each for each in rows if (each.parent_id or each.pk) in kept]


def _answered(request: HttpRequest, views: list[PostView]) -> PostView | None:
    """The post on this page whose code the address or the form gives."""
    code = request.POST.get("parent") or request.GET.get("answer", "")
    everything = [each for top in views for each in (top, *top.answers)]
    return next((each for each in everything if each.code == code and "answer" in each.may), None)
