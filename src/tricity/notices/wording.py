"""Notices as their reader gets them: a sentence in the reader's language and the name of what it is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tricity.notices.addresses import in_language
from tricity.notices.models import Notice
from tricity.notices.registry import Name, kind_of
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice in words. `url` is empty where the subject is gone or no longer the reader's to see."""

    pk: int
    says: str
    subject: LocalizedText | str
    url: str
    icon: str
    count: int
    at: dt.datetime
    is_read: bool


def worded(notices: Sequence[Notice], language: str, user: Any) -> list[NoticeView]:
    """The notices in words of the active language, in the same order; names are asked for once per kind of subject."""
    asked: dict[Name, set[str]] = {}
    for notice in notices:
        kind = kind_of(notice.kind)
        if kind is not None and kind.name is not None:
            asked.setdefault(kind.name, set()).add(notice.subject_code)
    names = {name: name(sorted(codes), language, user) for name, codes in asked.items()}
    return [_view(notice, names, language) for notice in notices]


def _view(notice: Notice, names: dict[Name, Any], language: str) -> NoticeView:
    kind = kind_of(notice.kind)
    subject: LocalizedText | str = ""
    url = in_language(notice.url, language)
    if kind is None:
        says, url, icon = _("Something happened that this site can no longer name."), "", "arrow"
    else:
        says, icon = str(kind.say(notice)), kind.icon
        if kind.name is not None:
            found = names[kind.name].get(notice.subject_code)
            subject, url = (found, url) if found is not None else (_("It is no longer there for you."), "")
    return NoticeView(
        notice.pk, says, subject, url, icon, notice.count, notice.updated_at, notice.read_at is not None
    )
