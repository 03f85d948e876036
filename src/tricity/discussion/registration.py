"""What the desk and the translators' page must know of this app."""

from __future__ import annotations

from typing import Any


def register() -> None:
    from tricity.accounts import desk
    from tricity.discussion import desks
    from tricity.discussion.models import Follow

    for source in desks.SOURCES:
        desk.register_source(source)
    desk.register_names(Follow, desks.follow_names)
    register_renderings()


def register_renderings() -> None:
    """Posts everybody can read are translated as records are. Messages never are: they are private."""
    from django.utils.translation import gettext

    from tricity.discussion.models import Post
    from tricity.renderings.registry import Renderable, register

    register(
        Renderable(
            kind="post",
            model=Post,
            texts=lambda post: {"text": post.text} if post.text else {},
            label=lambda _field: gettext("Post"),
            may_read=_may_read,
            may_edit=lambda user, post: user.is_authenticated and post.author_id == user.pk,
            is_public=_is_public,
            changed=lambda _post: None,
        )
    )


def _may_read(user: Any, post: Any) -> bool:
    from tricity.discussion import rules
    from tricity.discussion.registry import discussable

    spec = discussable(post.thread.kind)
    subject = spec.of_row(post.thread.subject_id) if spec else None
    if spec is None or subject is None or post.deleted_at is not None:
        return False
    return spec.may_read(user, subject) and rules.sees(user, post)


def _is_public(post: Any) -> bool:
    from tricity.discussion.models import Post
    from tricity.discussion.registry import discussable

    spec = discussable(post.thread.kind)
    subject = spec.of_row(post.thread.subject_id) if spec else None
    is_shown = post.state == Post.State.VISIBLE and post.deleted_at is None
    return bool(spec and subject is not None and is_shown and spec.is_public(subject))
