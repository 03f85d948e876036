"""What threads are about, for one reader: many at once, each kind of object read once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import reverse

from tricity.accounts import desk
from tricity.discussion.models import Thread
from tricity.discussion.registry import discussable
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class Subject:
    title: LocalizedText
    url: str


def subjects_of(threads: Iterable[Thread], user: Any, language: str) -> dict[int, Subject]:
    """Thread id → its object; threads on what is gone or not the person's to read are left out."""
    by_kind: dict[str, list[Thread]] = {}
    for each in threads:
        by_kind.setdefault(each.kind, []).append(each)
    found: dict[int, Subject] = {}
    for kind, rows in by_kind.items():
        found |= _of_kind(kind, rows, user, language)
    return found


def _of_kind(kind: str, threads: list[Thread], user: Any, language: str) -> dict[int, Subject]:
    spec = discussable(kind)
    if spec is None:
        return {}
    rows = spec.model._default_manager.select_related(*_named_with(spec.model))
    objects: Mapping[int, Any] = rows.in_bulk({each.subject_id for each in threads})
    readable = {pk: row for pk, row in objects.items() if spec.may_read(user, row)}
    names = desk.names_of(readable.values(), language)
    label = spec.model._meta.label_lower
    return {
        each.pk: Subject(
            names.get((label, each.subject_id)) or spec.title(readable[each.subject_id], language),
            reverse("discussion:thread", args=[spec.kind, readable[each.subject_id].code]),
        )
        for each in threads
        if each.subject_id in readable
    }


def _named_with(model: type[Model]) -> list[str]:
    """Relations a name may be made of, where the model has them."""
    known = {field.name for field in model._meta.fields}
    return [path for path in ("country", "city__country", "owner") if path.partition("__")[0] in known]
