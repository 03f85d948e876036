"""What the views of this app look for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from tricity.discussion import rules
from tricity.discussion.models import Post
from tricity.discussion.registry import Body, Discussable, bodies, discussable, spoken_for
from tricity.web.languages import reader_language


def found_subject(request: HttpRequest, kind: str, code: str) -> tuple[Discussable, Any]:
    """What the address names, for a person who may read it."""
    spec = discussable(kind)
    subject = spec.find(code) if spec else None
    if spec is None or subject is None or not spec.may_read(request.user, subject):
        raise Http404
    return spec, subject


def found_post(request: HttpRequest, code: str) -> tuple[Post, Discussable, Any]:
    """A post the person gets to see, and what it is about."""
    post = get_object_or_404(Post.objects.select_related("thread", "author", "parent"), code=code)
    spec = discussable(post.thread.kind)
    subject = spec.of_row(post.thread.subject_id) if spec else None
    if spec is None or subject is None or not spec.may_read(request.user, subject):
        raise Http404
    if post.state == Post.State.HELD and not rules.sees(request.user, post):
        raise Http404
    return post, spec, subject


def own_bodies(request: HttpRequest) -> list[Body]:
    """The organizations the person writes for, by name."""
    codes = spoken_for(request.user)
    if not codes:
        return []
    return in_order(bodies().described(codes, reader_language()).values())


def in_order(found: Iterable[Body]) -> list[Body]:
    """By name as the reader knows it."""
    return sorted(found, key=lambda each: (str(each.name), each.code))
