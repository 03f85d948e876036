"""What people decide about two records: one is made of both, one renders the other, or they have nothing to do with each other."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from tricity.activity.actions import record as note
from tricity.harvest import rules
from tricity.harvest.errors import DecidedAlready, NotBoth
from tricity.harvest.models import Entry, Joining, Pair
from tricity.knowledge.actions import archive_record, change_record, records_changed
from tricity.knowledge.actions.moving import in_state, move
from tricity.knowledge.models import Record
from tricity.knowledge.queries import whole_records
from tricity.knowledge.renderings import rendered_fields
from tricity.knowledge.values import Values, values_of
from tricity.translation.actions import render
from tricity.translation.models import Translation
from tricity.web.identity import PublicationState
from tricity.web.text import Origin, digest

RENDERED: Final = ("title", "summary")
# Written in the language of the record: chosen together, or the text would be marked as another language.
TOGETHER: Final = {"title": ("title", "summary", "language")}
LABEL: Final = Record._meta.label_lower


@transaction.atomic
def tell_apart(pair: Pair, *, by: Any) -> Pair:
    """Remember that the two are different things; they are not proposed again. Raises DecidedAlready."""
    return _decide(_open(pair), Pair.State.DIFFERENT, by=by)


@transaction.atomic
def join(pair: Pair, *, by: Any, keep_first: bool, from_other: Collection[str]) -> Joining:
    """Make one record of two: `from_other` names the values taken from the one that goes. Raises NotBoth, DecidedAlready.

    Renderings of the other move where the kept one has none of the same text; who takes part is chosen like all else.
    """
    pair = _open(pair)
    kept, gone = _sides(pair, by=by, keep_first=keep_first)
    before, other = values_of(kept), values_of(gone)
    fields = {
        each
        for name in from_other
        for each in TOGETHER.get(name, (name,))
        if name in before and name in other
    }
    after = {**before, **{name: other[name] for name in fields if name in before}}
    after["visibility"] = _limits(before, other, fields)
    joining = _archive(pair, kept, gone, before, after, by=by)
    joining.renderings = _move_renderings(gone, Record.objects.get(pk=kept.pk), by=by)
    joining.save(update_fields=["renderings"])
    _decide(pair, Pair.State.SAME, by=by)
    return joining


@transaction.atomic
def join_as_rendering(pair: Pair, *, by: Any, keep_first: bool, is_official: bool) -> Joining:
    """Make the other's title and summary the rendering of the kept one in their language.

    `is_official`: both are originals of equal standing, not one made from the other. Raises NotBoth, DecidedAlready.
    """
    pair = _open(pair)
    kept, gone = _sides(pair, by=by, keep_first=keep_first)
    if kept.language == gone.language:
        raise DecidedAlready
    before = values_of(kept)
    joining = _archive(pair, kept, gone, before, before, by=by)
    sources, texts = rendered_fields(kept), rendered_fields(gone)
    for name in RENDERED:
        if texts.get(name) and sources.get(name):
            old = _row(kept, name, gone.language)
            origin = Origin.ORIGINAL if is_official else Origin.HUMAN
            row = render(
                kept, name, source=sources[name], source_language=kept.language, language=gone.language,
                text=texts[name], origin=origin, by=by,
            )  # fmt: skip
            joining.renderings.append([row.pk, old])
    joining.save(update_fields=["renderings"])
    records_changed([kept.pk])
    _decide(pair, Pair.State.TRANSLATION, by=by)
    return joining


@transaction.atomic
def undo(joining: Joining, *, by: Any) -> Joining:
    """Make two of them again: the other as public as it was; values changed since stay. Raises NotBoth, DecidedAlready."""
    joining = Joining.objects.select_for_update().get(pk=joining.pk)
    kept, gone = whole_records().get(pk=joining.kept_id), whole_records().get(pk=joining.gone_id)
    if joining.undone_at is not None or kept.deleted_at is not None or gone.deleted_at is not None:
        raise DecidedAlready
    if not (rules.may_change(by, kept) and rules.may_change(by, gone)):
        raise NotBoth
    stored = values_of(kept)
    back = {
        name: joining.before[name] for name in joining.before if stored.get(name) == joining.after.get(name)
    }
    if {**stored, **back} != stored:
        change_record(kept, by=by, values={**stored, **back}, version=kept.version)
    gone = in_state(gone, PublicationState.ARCHIVED)
    move(gone, joining.gone_state, by=by, verb="record.unjoined", kept=kept.code)
    _put_back(joining, kept)
    joining.undone_at = timezone.now()
    joining.save(update_fields=["undone_at"])
    Pair.objects.filter(pk=joining.pair_id).update(state=Pair.State.OPEN, decided_by=None, decided_at=None)
    return joining


def _open(pair: Pair) -> Pair:
    pair = (
        Pair.objects.select_for_update(of=("self",))
        .select_related("first__owner", "second__owner")
        .get(pk=pair.pk)
    )
    states = {pair.first.publication_state, pair.second.publication_state}
    is_gone = pair.first.deleted_at is not None or pair.second.deleted_at is not None
    if pair.state != Pair.State.OPEN or PublicationState.ARCHIVED in states or is_gone:
        raise DecidedAlready
    return pair


def _sides(pair: Pair, *, by: Any, keep_first: bool) -> tuple[Record, Record]:
    if not rules.may_join(by, pair):
        raise NotBoth
    rows = {row.pk: row for row in whole_records().filter(pk__in=(pair.first_id, pair.second_id))}
    first, second = rows[pair.first_id], rows[pair.second_id]
    return (first, second) if keep_first else (second, first)


def _limits(before: Values, other: Values, fields: Collection[str]) -> dict[str, str]:
    """Who reads what afterwards: no value is told to more people than it was where it comes from."""
    chosen = other if "visibility" in fields else before
    kept = {name: each for name, each in before["visibility"].items() if name not in fields}
    taken = {name: each for name, each in other["visibility"].items() if name in fields}
    return {**kept, **taken, **chosen["visibility"]}


def _archive(pair: Pair, kept: Record, gone: Record, before: Values, after: Values, *, by: Any) -> Joining:
    if after != before:
        change_record(kept, by=by, values=after, version=kept.version)
    state = gone.publication_state
    archive_record(gone, by=by)
    # What is stored may differ in form from what was asked for (numbers, names found): keep what undoing compares with.
    stored = values_of(whole_records().get(pk=kept.pk))
    note("record.joined", gone, by=by, kept=kept.code)
    Entry.objects.filter(record__in=(kept, gone)).update(offer=None, offered_at=None)
    return Joining.objects.create(
        pair=pair, kept=kept, gone=gone, before=before, after=stored, gone_state=state, by=by
    )


def _move_renderings(gone: Record, kept: Record, *, by: Any) -> list[list[Any]]:
    """Renderings of texts both have, into languages the kept one lacks."""
    moved: list[list[Any]] = []
    sources = rendered_fields(kept)
    for row in Translation.objects.filter(subject_kind=LABEL, subject_id=gone.pk).order_by("pk"):
        source = sources.get(row.field)
        if source is None or row.source_digest != digest(source) or _row(kept, row.field, row.language):
            continue
        made = render(
            kept, row.field, source=source, source_language=row.source_language, language=row.language, text=row.text,
            origin=Origin(row.origin), engine=row.engine, by=row.translator, reviewer=row.reviewer,
        )  # fmt: skip
        moved.append([made.pk, None])
    if moved:
        records_changed([kept.pk])
    return moved


def _row(record: Record, field: str, language: str) -> dict[str, Any] | None:
    """A rendering as it stands now, to be put back."""
    names = (
        "text",
        "origin",
        "engine",
        "source_language",
        "source_digest",
        "source_text",
        "translator_id",
        "reviewer_id",
    )
    rows = Translation.objects.filter(
        subject_kind=LABEL, subject_id=record.pk, field=field, language=language
    )
    return rows.values(*names).first()


def _put_back(joining: Joining, kept: Record) -> None:
    for pk, before in joining.renderings:
        if before is None:
            Translation.objects.filter(pk=pk).delete()
        else:
            Translation.objects.filter(pk=pk).update(**before)
    if joining.renderings:
        records_changed([kept.pk])


def _decide(pair: Pair, state: str, *, by: Any) -> Pair:
    pair.state, pair.decided_by, pair.decided_at = state, by, timezone.now()
    pair.save(update_fields=["state", "decided_by", "decided_at"])
    note(f"pair.{state}", pair.first, by=by, other=pair.second.code)
    return pair
