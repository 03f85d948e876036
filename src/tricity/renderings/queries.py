from __future__ import annotations

import datetime as dt
import threading
from collections import Counter, OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Case, Count, DateTimeField, F, Max, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.utils import timezone

from tricity.renderings.memory import Memory, Unit, segments
from tricity.renderings.models import Draft, EngineUse
from tricity.renderings.registry import Renderable, renderable_of
from tricity.translation.models import Translation
from tricity.translation.queries import localized, renderings
from tricity.web.identity import PublicationState, Published
from tricity.web.text import LocalizedText, Origin, digest

State = Draft.State
MOST_COMPARED = 500
LONGEST_HEADING = 120
_AT_ONCE = 1000
_KEPT = 12  # memories of one pair of languages each; about 1 MB for a thousand units
_memories: OrderedDict[tuple[str, str], tuple[str, Memory]] = OrderedDict()
_lock = threading.Lock()


def open_draft(subject_kind: str, subject_id: int, language: str) -> Draft | None:
    """What people are working on now for this object and language; accepted drafts are done with."""
    rows = Draft.objects.filter(subject_kind=subject_kind, subject_id=subject_id, language=language)
    return rows.exclude(state=State.ACCEPTED).select_related("by", "reviewer").first()


def current(subject_kind: str, subject_id: int, language: str) -> dict[str, Translation]:
    """Field → the rendering readers see now."""
    rows = Translation.objects.filter(subject_kind=subject_kind, subject_id=subject_id, language=language)
    return {row.field: row for row in rows.select_related("translator", "reviewer", "official_by")}


@dataclass(frozen=True, slots=True)
class LanguageState:
    """How many of an object's texts can be read in a language, and what may be said of all of them."""

    number: int
    is_reviewed: bool
    is_official: bool
    is_stale: bool


def states(subject_kind: str, subject_id: int, sources: Mapping[str, str]) -> dict[str, LanguageState]:
    """Language → how its renderings stand; one query."""
    found: dict[str, list[Translation]] = {}
    for row in Translation.objects.filter(subject_kind=subject_kind, subject_id=subject_id):
        if row.field in sources:
            found.setdefault(row.language, []).append(row)
    return {
        language: LanguageState(
            number=len(rows),
            is_reviewed=all(row.reviewed_at for row in rows),
            is_official=all(row.official_at for row in rows),
            is_stale=any(row.source_digest != digest(sources[row.field]) for row in rows),
        )
        for language, rows in found.items()
    }


def headings(renderable: Renderable, subjects: Sequence[Any], reader: str) -> dict[int, LocalizedText]:
    """Row id → what an object is called for a reader: its first text, a rendering of it, or its code; one query."""
    rendered = renderings(subjects, language=reader)
    found = {}
    for subject in subjects:
        field, source = next(iter(renderable.texts(subject).items()), ("", ""))
        shown = localized(source, subject.language, rendered.get((subject.pk, field)), language=reader)
        is_short = shown is not None and 0 < len(shown.text) <= LONGEST_HEADING
        found[subject.pk] = shown if shown and is_short else LocalizedText(subject.code, "en")
    return found


def outdated(
    kinds: Sequence[Renderable], language: str, *, most: int = 20
) -> list[tuple[Renderable, Any, Translation]]:
    """Objects whose original changed after their rendering into `language` was made, the newest change first.

    The database names those saved later than their rendering; the digest tells which of them really differ. One query,
    and one for each kind that has any; at most `most` objects of each kind.
    """
    by_label = {each.subject_kind: each for each in kinds}
    late = _saved_later(by_label, language)
    subjects = {
        label: spec.model._default_manager.in_bulk(
            {row.subject_id for row in late if row.subject_kind == label}
        )
        for label, spec in by_label.items()
        if any(row.subject_kind == label for row in late)
    }
    found: dict[tuple[str, int], tuple[Renderable, Any, Translation]] = {}
    number: Counter[str] = Counter()
    for row in late:
        key, spec = (row.subject_kind, row.subject_id), by_label[row.subject_kind]
        subject = subjects[row.subject_kind].get(row.subject_id)
        source = spec.texts(subject).get(row.field) if subject else None
        is_new = key not in found and number[row.subject_kind] < most
        if is_new and source is not None and row.source_digest != digest(source):
            found[key] = (spec, subject, row)
            number[row.subject_kind] += 1
    return list(found.values())


def _saved_later(kinds: Mapping[str, Renderable], language: str) -> list[Translation]:
    """Renderings older than what they render, of all kinds in one query."""
    saved = Case(
        *(
            When(
                subject_kind=label,
                then=Subquery(
                    spec.model._default_manager.filter(pk=OuterRef("subject_id")).values("updated_at")[:1]
                ),
            )
            for label, spec in kinds.items()
        ),
        output_field=DateTimeField(),
    )
    rows = Translation.objects.filter(subject_kind__in=kinds, language=language).annotate(saved_at=saved)
    late = rows.filter(saved_at__gt=F("updated_at"))
    return list(late.order_by("-saved_at", "subject_kind", "subject_id", "field")[:MOST_COMPARED])


def drafts_to_review(user: Any) -> QuerySet[Draft]:
    """What waits for a second person, the longest waiting first."""
    rows = Draft.objects.filter(state=State.SUBMITTED).exclude(by=user)
    return rows.select_related("by").order_by("updated_at", "pk")


def own_drafts(user: Any) -> QuerySet[Draft]:
    """What the person is writing, has sent to be reviewed, or got back."""
    rows = Draft.objects.filter(by=user).exclude(state=State.ACCEPTED)
    return rows.select_related("reviewer").order_by("-updated_at", "-pk")


def memory(source_language: str, language: str) -> Memory:
    """The memory of a pair of languages, built anew when a rendering changed; one cheap query while it did not."""
    rows = _remembered(source_language, language)
    facts = rows.aggregate(count=Count("pk"), newest=Max("updated_at"))
    stamp = f"{facts['count']}/{facts['newest']}"
    pair = (source_language, language)
    with _lock:
        if pair not in _memories or _memories[pair][0] != stamp:
            _memories[pair] = (stamp, Memory(source_language, _units(list(rows))))
        _memories.move_to_end(pair)
        while len(_memories) > _KEPT:
            _memories.popitem(last=False)
        return _memories[pair][1]


def used_today(by: Any = None) -> tuple[int, int]:
    """Characters and requests sent to engines today (UTC), by one person or by all."""
    rows = EngineUse.objects.filter(day=today())
    if by is not None:
        rows = rows.filter(by=by)
    sums = rows.aggregate(characters=Sum("characters"), requests=Sum("requests"))
    return sums["characters"] or 0, sums["requests"] or 0


def cost_of(characters: int) -> Decimal:
    """What the engine takes for them, at the price the operator has set."""
    return settings.TRANSLATION_PRICE * characters / 1_000_000


def today() -> dt.date:
    return timezone.now().astimezone(dt.UTC).date()


def _remembered(source_language: str, language: str) -> QuerySet[Translation]:
    """Renderings by people, and machine ones a person has reviewed, of originals that were kept."""
    rows = Translation.objects.filter(source_language=source_language, language=language)
    return rows.exclude(source_text="").exclude(Q(origin=Origin.MACHINE.value) & Q(reviewed_at=None))


def _public_subjects(rows: Sequence[Translation]) -> dict[str, set[int]]:
    """Kind → row ids of the objects everybody reads; a query or two for each thousand objects of a kind."""
    ids: dict[str, set[int]] = {}
    for row in rows:
        ids.setdefault(row.subject_kind, set()).add(row.subject_id)
    return {kind: _public_of(renderable_of(kind), sorted(pks)) for kind, pks in ids.items()}


def _public_of(kind: Renderable | None, pks: Sequence[int]) -> set[int]:
    if kind is None:
        return set()
    found: set[int] = set()
    for at in range(0, len(pks), _AT_ONCE):
        some = kind.model._default_manager.filter(pk__in=pks[at : at + _AT_ONCE])
        if issubclass(kind.model, Published):
            shown = some.filter(publication_state=PublicationState.PUBLISHED, deleted_at=None)
            found.update(shown.values_list("pk", flat=True))
        else:
            found.update(subject.pk for subject in some if kind.is_public(subject))
    return found


def _units(rows: Sequence[Translation]) -> Iterator[Unit]:
    """What is not public is not offered: the memory is read by every translator."""
    public = _public_subjects(rows)
    for row in rows:
        if row.subject_id not in public[row.subject_kind]:
            continue
        for source, target in segments(row.source_text, row.text):
            yield Unit(
                source,
                target,
                (row.subject_kind, row.subject_id, row.field),
                is_reviewed=row.reviewed_at is not None,
                is_official=row.official_at is not None,
            )
