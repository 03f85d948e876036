"""Saving what a person typed when others saved meanwhile: joined by itself, or by choosing field by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tricity.knowledge import actions
from tricity.knowledge.comparing import LABELS, TEXTS, parts_between, shown
from tricity.knowledge.digests.sentences import listed
from tricity.knowledge.errors import ChangedMeanwhile
from tricity.knowledge.models import Claim, Record
from tricity.knowledge.publication.merging import Merge, bound_to, choose, merge
from tricity.knowledge.publication.snapshots import base_of, shown_values
from tricity.knowledge.publication.wording import Part
from tricity.knowledge.queries import whole_records
from tricity.knowledge.values import Values
from tricity.knowledge.views.record_page import RecordPage

CHOICE: Final = "choose-"
OWN_FIELDS: Final = ("csrfmiddlewaretoken", "version", "theirs")


@dataclass(frozen=True, slots=True)
class Conflict:
    """Three sets of values of one record, and what of them has to be chosen."""

    record: Record
    version: int
    base: Values
    mine: Values
    theirs: Values
    merged: Merge
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class Side:
    """A field as one of the two has it: the whole text, and what it changes of the version both began with."""

    value: str
    text: str
    parts: list[Part]
    language: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A field both changed. `before` is how it was."""

    field: str
    label: str
    before: str
    sides: tuple[Side, Side]


def save(request: HttpRequest, record: Record, page: RecordPage, claim: Claim | None) -> Record | Conflict:
    """Save what was typed, joined with what others saved since the form was opened; else what is to be chosen."""
    try:
        return _joined(request, record, page, claim)
    except ChangedMeanwhile:
        # Somebody was faster; while the record is held nobody is, however many save at this moment.
        with actions.held(record):
            return _joined(request, whole_records().get(pk=record.pk), page, claim)


def _joined(request: HttpRequest, record: Record, page: RecordPage, claim: Claim | None) -> Record | Conflict:
    seen = page.form.cleaned_data.get("version") or 0
    conflict = _conflict(record, seen, page.values(shown_values(record)), page.names)
    values, is_decided = _decided(request, conflict)
    if not is_decided:
        return conflict
    saved = actions.change_record(record, by=request.user, values=values, version=record.version, claim=claim)
    _tell(request, conflict)
    return saved


def _conflict(record: Record, seen: int, mine: Values, names: dict[str, str]) -> Conflict:
    theirs = shown_values(record)
    base = theirs if seen == record.version else (base_of(record, seen) or {})
    return Conflict(record, seen, base, mine, theirs, merge(base, mine, theirs), names)


def _decided(request: HttpRequest, conflict: Conflict) -> tuple[Values, bool]:
    """The values to store, and whether every choice was made on the version that is stored now."""
    chosen = {field: request.POST.get(CHOICE + field) for field in conflict.merged.conflicts}
    of_this_version = request.POST.get("theirs") == str(conflict.record.version)
    mine = [field for field, side in chosen.items() if side == "mine"]
    all_chosen = all(side in ("mine", "theirs") for side in chosen.values())
    return choose(conflict.merged, conflict.mine, mine), not chosen or (of_this_version and all_chosen)


def _tell(request: HttpRequest, conflict: Conflict) -> None:
    taken = [LABELS[field] for field in conflict.merged.taken_from_theirs if field in LABELS]
    if taken:
        messages.info(
            request,
            _("Somebody else saved this record while you were writing. Their changes were kept: %(fields)s.")
            % {"fields": listed(taken)},
        )


def merge_page(request: HttpRequest, conflict: Conflict) -> HttpResponse:
    """Mine, theirs and what both began with, field by field. What was typed travels along."""
    context = {
        "record": conflict.record,
        "version": conflict.version,
        "questions": [_question(request, conflict, field) for field in conflict.merged.conflicts],
        "taken": [LABELS[field] for field in conflict.merged.taken_from_theirs if field in LABELS],
        "typed": list(_typed(request)),
        "is_again": "theirs" in request.POST,
    }
    return render(request, "knowledge/merge.html", context, status=409)


def _question(request: HttpRequest, conflict: Conflict, field: str) -> Question:
    fields = [name for name in bound_to(field) if name in LABELS]
    before = "\n".join(shown(name, conflict.base.get(name), conflict.names) for name in fields)
    chosen = request.POST.get(CHOICE + field)
    mine = _side("mine", conflict, conflict.mine, fields, chosen)
    theirs = _side("theirs", conflict, conflict.theirs, fields, chosen)
    return Question(field, listed(LABELS[name] for name in fields), before, (mine, theirs))


def _side(value: str, conflict: Conflict, values: Values, fields: list[str], chosen: str | None) -> Side:
    text = "\n".join(shown(name, values.get(name), conflict.names) for name in fields)
    parts = [part for name in fields for part in parts_between(name, conflict.base, values, conflict.names)]
    language: Any = values.get("language", "") if fields[0] in TEXTS else ""
    return Side(value, text, parts, language, chosen == value)


def _typed(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """Everything the form sent, but what this page asks itself."""
    for name, values in request.POST.lists():
        if name not in OWN_FIELDS and not name.startswith(CHOICE):
            yield from ((name, value) for value in values)
