"""What people are told about renderings: a second person is wanted, or one's own came back or is read by now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from tricity.accounts.models import RoleGrant, User
from tricity.notices.actions import notify
from tricity.notices.models import Notice
from tricity.notices.registry import NoticeKind, register
from tricity.renderings import queries
from tricity.renderings.models import Draft
from tricity.renderings.registry import Renderable, renderable_of, renderables
from tricity.terms.rules import COUNTRY_OF
from tricity.web.languages import language_name
from tricity.web.text import LocalizedText

Role = RoleGrant.Role


def register_kinds() -> None:
    # What waits for a second person, and what came back, stands on the desk by itself.
    register(NoticeKind("rendering.to-review", _to_review, "renderings", names_of, "link", on_desk=False))
    register(NoticeKind("rendering.returned", _returned, "renderings", names_of, "link", on_desk=False))
    register(NoticeKind("rendering.accepted", _accepted, "renderings", names_of, "check"))


def names_of(codes: Sequence[str], language: str, user: Any) -> dict[str, LocalizedText]:
    """Code → what the object is called, of those the person may read; two queries a kind of object."""
    found: dict[str, LocalizedText] = {}
    for spec in renderables():
        rows = spec.model._default_manager.filter(code__in=codes)
        readable: list[Any] = [each for each in rows if spec.may_read(user, each)]
        named = queries.headings(spec, readable, language) if readable else {}
        found |= {each.code: named[each.pk] for each in readable}
    return found


def tell_reviewers(renderable: Renderable, subject: Any, draft: Draft, *, by: Any) -> None:
    """Tell translators, and the curators whose language it is, that a second person is wanted."""
    country = COUNTRY_OF.get(draft.language)
    curators = Q(role_grants__role=Role.CURATOR)
    if country is not None:
        curators &= Q(role_grants__country=country)
    people = User.objects.filter(Q(role_grants__role=Role.TRANSLATOR) | curators, is_active=True).distinct()
    readers = [each for each in people if renderable.may_read(each, subject)]
    _tell(readers, "rendering.to-review", subject, draft, by=by)


def tell_author(subject: Any, draft: Draft, kind: str, *, by: Any) -> None:
    if draft.by is not None:
        _tell([draft.by], kind, subject, draft, by=by)


def _tell(people: Sequence[User], kind: str, subject: Any, draft: Draft, *, by: Any) -> None:
    spec = renderable_of(draft.subject_kind)
    if spec is not None:
        url = reverse("renderings:rendering", args=[spec.kind, subject.code, draft.language])
        notify(people, kind, subject, url=url, by=by, language=draft.language)


def _say(msgid: str, notice: Notice) -> str:
    return msgid % {"language": language_name(str(notice.values.get("language", "")))}


def _to_review(notice: Notice) -> str:
    return _say(_("A rendering into %(language)s waits for a second person"), notice)


def _returned(notice: Notice) -> str:
    return _say(_("Your rendering into %(language)s came back with a remark"), notice)


def _accepted(notice: Notice) -> str:
    return _say(_("Your rendering into %(language)s was accepted"), notice)
