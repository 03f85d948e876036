"""Kinds of notices and how each is said; filled by the apps above when they are loaded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from tricity.notices.models import Notice
from tricity.web.text import LocalizedText

# What a person switches on and off together. The order is that of the page of settings.
GROUPS: Final[Mapping[str, Any]] = {
    "contact": _("Messages and interest from others"),
    "records": _("Your records: reviews, claims, changes"),
    "reviews": _("Reviews that wait for you"),
    "searches": _("New for your saved searches"),
    "renderings": _("Renderings"),
    "terms": _("Terms"),
    "documents": _("Documents you have brought in"),
    "discussion": _("Ideas and discussion"),
    "events": _("Events"),
    "members": _("People and organizations"),
    "security": _("Security of your account"),
    "operation": _("Running this site"),
}

Say = Callable[[Notice], str]
# Codes of subjects, the reader's language, the reader → what each is called; those the reader may not see left out.
Name = Callable[[Sequence[str], str, Any], Mapping[str, LocalizedText | str]]


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """A kind of notice. `say` words one in the active language from its `values` and `count`, without the subject's name.

    `name` gives the names of subjects; without it the sentence says everything. Raises ValueError for a group that
    `GROUPS` does not know. `icon` is one of the sprite. `on_desk` is False where the subject waits on the desk by itself.
    """

    kind: str
    say: Say
    group: str
    name: Name | None = None
    icon: str = "arrow"
    on_desk: bool = True

    def __post_init__(self) -> None:
        if self.group not in GROUPS:
            raise ValueError(f"group of {self.kind}: expected one of {', '.join(GROUPS)}, got {self.group!r}")


_kinds: dict[str, NoticeKind] = {}


def register(kind: NoticeKind) -> None:
    """Let a kind of notice be sent and read; called in `AppConfig.ready()`."""
    _kinds[kind.kind] = kind


def kind_of(kind: str) -> NoticeKind | None:
    """None for a kind whose app is no longer there."""
    return _kinds.get(kind)


def used_groups() -> list[str]:
    """Groups that have a kind, in the order of `GROUPS`."""
    used = {kind.group for kind in _kinds.values()}
    return [group for group in GROUPS if group in used]


def kinds_of_desk() -> list[str]:
    """Names of the kinds that stand on the desk as notices."""
    return sorted(kind.kind for kind in _kinds.values() if kind.on_desk)


def kinds_of(group: str) -> list[str]:
    """Names of the kinds of a group."""
    return sorted(kind.kind for kind in _kinds.values() if kind.group == group)
