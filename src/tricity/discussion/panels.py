"""The discussion as a section on the page of what is discussed."""

from __future__ import annotations

from typing import Any

from django.urls import reverse


def panel(kind: str, subject: Any) -> dict[str, Any]:
    """What `discussion/panel.html` expects: how many posts there are and where.

    The subject was read with `discussion_posts=posts_on(kind)`.
    """
    return {
        "number": subject.discussion_posts,
        "address": reverse("discussion:thread", args=[kind, subject.code]),
    }
