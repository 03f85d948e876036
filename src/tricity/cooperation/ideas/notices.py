"""What people are told about ideas: what became of their own, and that somebody would join."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from tricity.accounts.models import User
from tricity.cooperation import rules
from tricity.cooperation.ideas.digests import present_rows
from tricity.cooperation.models import Idea
from tricity.cooperation.queries.ideas import whole_ideas
from tricity.directory.queries import people_of
from tricity.notices.actions import notify
from tricity.notices.models import Notice
from tricity.notices.registry import NoticeKind, register
from tricity.web.text import LocalizedText


def register_kinds() -> None:
    # Ideas that came back wait on the desk by themselves.
    register(NoticeKind("idea.returned", _returned, "discussion", names_of, "arrow", on_desk=False))
    register(NoticeKind("idea.published", _published, "discussion", names_of, "check"))
    register(NoticeKind("idea.joined", _joined, "discussion", names_of, "person"))


def names_of(codes: Sequence[str], language: str, user: Any) -> dict[str, LocalizedText]:
    """Code → title of the ideas the person may read."""
    rows = [row for row in whole_ideas().filter(code__in=codes) if rules.may_read_idea(user, row)]
    return {view.code: view.title for view in present_rows(rows, language).values()}


def tell_writers(idea: Idea, kind: str, *, by: Any) -> None:
    """Tell who proposed it and the editors of its body."""
    people: set[User] = set(people_of([idea.owner_id], editing=True)) if idea.owner_id else set()
    if idea.by is not None:
        people.add(idea.by)
    notify(people, kind, idea, url=idea.get_absolute_url(), by=by)


def _returned(notice: Notice) -> str:
    return _("Your idea came back with a remark")


def _published(notice: Notice) -> str:
    return _("Your idea is public now")


def _joined(notice: Notice) -> str:
    return _("An organization would join your idea")
