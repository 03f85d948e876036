"""Renderings that wait for a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from tricity.accounts.desk import Action, DeskItem, Names, Reader, Source
from tricity.renderings import queries, rules
from tricity.renderings.models import Draft
from tricity.renderings.registry import renderable_of, renderables
from tricity.web.languages import language_name, reader_language
from tricity.web.text import LocalizedText

Line = tuple[LocalizedText, str, str, Draft]


def reviews(reader: Reader) -> QuerySet[Draft] | None:
    """What a second person is wanted for."""
    if reader.body is not None or not rules.is_reviewer(reader.user):
        return None
    return queries.drafts_to_review(reader.user)


def own(reader: Reader) -> QuerySet[Draft] | None:
    """What the person is writing or got back; what was sent waits for somebody else."""
    if reader.body is not None:
        return None
    return queries.own_drafts(reader.user).exclude(state=Draft.State.SUBMITTED).order_by("updated_at", "pk")


def load(ids: Sequence[int]) -> QuerySet[Draft]:
    return Draft.objects.filter(pk__in=ids).select_related("by")


def names(rows: Sequence[Draft], language: str) -> dict[int, tuple[LocalizedText, str]]:
    """Row id → title and address of the object; who reads it here has written or reviews it. Two queries a kind."""
    found: dict[int, tuple[LocalizedText, str]] = {}
    for kind in dict.fromkeys(row.subject_kind for row in rows):
        spec = renderable_of(kind)
        if spec is None:
            continue
        mine = [row for row in rows if row.subject_kind == kind]
        subjects = spec.model._default_manager.in_bulk([row.subject_id for row in mine])
        titles = queries.headings(spec, list(subjects.values()), language)
        for row in mine:
            if row.subject_id in subjects:
                code = subjects[row.subject_id].code  # type: ignore[attr-defined]
                address = reverse("renderings:rendering", args=[spec.kind, code, row.language])
                found[row.pk] = (titles[row.subject_id], address)
    return found


def item(row: Draft, names: Names, reader: Reader) -> DeskItem | None:
    found = names.get((Draft._meta.label_lower, row.pk))
    if found is None:
        return None
    title, address = found
    languages = f"{language_name(row.source_language)} → {language_name(row.language)}"
    is_own = row.by_id == reader.user.pk
    remark = f"{languages} · {row.get_state_display()}" if is_own else languages
    label = _("Go on") if is_own else pgettext("verb", "Review")
    return DeskItem(title, address, remark, Action(label, address))


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
    found = queries.outdated(renderables(), language)
    lines = []
    for spec in dict.fromkeys(spec for spec, _subject, _row in found):
        subjects = [each for of, each, _row in found if of is spec and spec.may_read(user, each)]
        titles = queries.headings(spec, subjects, reader_language())
        for each in subjects:
            address = reverse("renderings:rendering", args=[spec.kind, each.code, language])
            lines.append((titles[each.pk], address))
    return lines


SOURCES = (
    Source(
        section="renderings.reviews",
        group="renderings",
        title=gettext_lazy("Renderings waiting for a second person"),
        url=lambda: reverse("renderings:desk"),
        urgency=62,
        waits=reviews,
        since=F("updated_at"),
        load=load,
        item=item,
        what=gettext_lazy("A rendering to review"),
    ),
    Source(
        section="renderings.own",
        group="renderings",
        title=gettext_lazy("Renderings you are writing"),
        url=lambda: reverse("renderings:desk"),
        urgency=50,
        waits=own,
        since=F("updated_at"),
        load=load,
        item=item,
        what=gettext_lazy("Your rendering"),
    ),
)
