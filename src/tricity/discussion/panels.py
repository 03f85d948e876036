"""The discussion as a section on the page of what is discussed."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tricity.discussion.queries.posts import number_of_posts

TEMPLATE = "discussion/panel.html"


def panel(kind: str, subject: Any) -> dict[str, Any]:
    """What `discussion/panel.html` expects: how many posts there are and where. One query."""
    return {
        "number": number_of_posts(kind, subject.pk),
        "address": reverse("discussion:thread", args=[kind, subject.code]),
    }
