"""Renderings that wait for a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from tricity.accounts.desk import DeskSection
from tricity.renderings import queries, rules
from tricity.renderings.models import Draft
from tricity.renderings.registry import renderable_of, renderables
from tricity.web.languages import language_name, reader_language
from tricity.web.text import LocalizedText

SHOWN = 5
Line = tuple[LocalizedText, str, str, Draft]


def reviews(user: Any, language: str) -> DeskSection | None:
    """What a second person is wanted for; no section while nothing waits."""
    if not rules.is_reviewer(user):
        return None
    return _section(_("Renderings waiting for a second person"), queries.drafts_to_review(user), user)


def own(user: Any, language: str) -> DeskSection | None:
    return _section(_("Renderings you are writing"), queries.own_drafts(user), user)


def draft_lines(rows: Iterable[Draft], user: Any) -> list[Line]:
    """Title, address and languages of each draft the person may read; two queries for each kind of object."""
    drafts = list(rows)
    readable: dict[tuple[str, int], tuple[Any, Any, LocalizedText]] = {}
    for kind in dict.fromkeys(row.subject_kind for row in drafts):
        spec = renderable_of(kind)
        if spec is None:
            continue
        ids = [row.subject_id for row in drafts if row.subject_kind == kind]
        rows_of = spec.model._default_manager.filter(pk__in=ids)
        subjects: list[Any] = [each for each in rows_of if spec.may_read(user, each)]
        titles = queries.headings(spec, subjects, reader_language())
        readable |= {(kind, each.pk): (spec, each, titles[each.pk]) for each in subjects}
    lines = []
    for row in drafts:
        if (row.subject_kind, row.subject_id) in readable:
            spec, subject, title = readable[row.subject_kind, row.subject_id]
            address = reverse("renderings:rendering", args=[spec.kind, subject.code, row.language])
            languages = f"{language_name(row.source_language)} → {language_name(row.language)}"
            lines.append((title, address, languages, row))
    return lines


def outdated_lines(user: Any, language: str) -> list[tuple[LocalizedText, str]]:
    """Title and address of what the person may read and whose rendering into `language` is out of date."""
    lines = []
    for spec in renderables():
        subjects = [each for each, _row in queries.outdated(spec, language) if spec.may_read(user, each)]
        titles = queries.headings(spec, subjects, reader_language())
        for each in subjects:
            address = reverse("renderings:rendering", args=[spec.kind, each.code, language])
            lines.append((titles[each.pk], address))
    return lines


def _section(title: str, rows: QuerySet[Draft], user: Any) -> DeskSection | None:
    total = rows.count()
    if not total:
        return None
    items = [(title_, address, remark) for title_, address, remark, _row in draft_lines(rows[:SHOWN], user)]
    return DeskSection(title, items, reverse("renderings:desk"), total)
