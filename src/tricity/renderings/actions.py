"""Writing a rendering: draft, engine, review by a second person, official stamp."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tricity.activity.actions import record
from tricity.renderings import queries, rules
from tricity.renderings.engines import Engine, TermPair
from tricity.renderings.errors import (
    ChangedMeanwhile,
    LimitReached,
    NeedsSecondPerson,
    NotATranslator,
    NothingWritten,
    NotTheirStamp,
    OriginalMovedOn,
    WrongState,
)
from tricity.renderings.models import Draft, EngineUse
from tricity.renderings.notices import tell_author, tell_reviewers
from tricity.renderings.registry import Renderable
from tricity.translation.actions import render, stamp
from tricity.translation.models import Translation
from tricity.web.text import Origin, digest

State = Draft.State


@transaction.atomic
def save_draft(
    renderable: Renderable,
    subject: Any,
    language: str,
    *,
    by: Any,
    texts: Mapping[str, str],
    version: int,
    machine: Mapping[str, Sequence[str]] | None = None,
    submit: bool = False,
) -> Draft:
    """Keep what was written; `version` is that of the draft the person saw, 0 where there was none.

    `machine` is field → engine and its suggestion, for fields an engine was asked for. Whoever saves becomes the
    author whom a second person reviews. Raises NotATranslator, NothingWritten, ChangedMeanwhile.
    """
    if not rules.may_write(by, renderable, subject):
        raise NotATranslator
    sources = renderable.texts(subject)
    kept = {field: text for field, text in texts.items() if text and field in sources}
    if not kept:
        raise NothingWritten
    draft = _locked(renderable, subject, language)
    if (draft.version if draft else 0) != version:
        raise ChangedMeanwhile
    draft = draft or Draft(
        subject_kind=renderable.subject_kind, subject_id=subject.pk, language=language, version=0
    )
    draft.source_language = subject.language
    draft.texts, draft.sources = kept, {field: sources[field] for field in kept}
    draft.machine = {**draft.machine, **{field: list(each) for field, each in (machine or {}).items()}}
    draft.state = State.SUBMITTED if submit else State.WRITING
    draft.by, draft.version = by, draft.version + 1
    try:
        with transaction.atomic():
            draft.save()
    except IntegrityError:  # somebody else began in this very moment
        raise ChangedMeanwhile from None
    record("rendering.submitted" if submit else "rendering.saved", subject, by=by, language=language)
    if submit:
        tell_reviewers(renderable, subject, draft, by=by)
    return draft


@transaction.atomic
def accept_draft(
    renderable: Renderable, subject: Any, draft: Draft, *, by: Any, version: int
) -> list[Translation]:
    """Publish what was written as reviewed by a second person.

    Raises NeedsSecondPerson, WrongState, ChangedMeanwhile, OriginalMovedOn.
    """
    draft = _to_review(draft, by=by, version=version)
    sources = renderable.texts(subject)
    if any(sources.get(field) != source for field, source in draft.sources.items()):
        raise OriginalMovedOn
    rows = [
        render(
            subject,
            field,
            source=sources[field],
            source_language=draft.source_language,
            language=draft.language,
            text=text,
            origin=origin_of(draft, field),
            engine=draft.machine.get(field, [""])[0],
            by=draft.by,
            reviewer=by,
        )
        for field, text in draft.texts.items()
    ]
    draft.state, draft.reviewer = State.ACCEPTED, by
    draft.save()
    record("rendering.accepted", subject, by=by, language=draft.language)
    tell_author(subject, draft, "rendering.accepted", by=by)
    renderable.changed(subject)
    return rows


@transaction.atomic
def return_draft(subject: Any, draft: Draft, *, by: Any, version: int, remark: str, language: str) -> Draft:
    """Give it back to its author with a remark. Raises NeedsSecondPerson, WrongState, ChangedMeanwhile."""
    draft = _to_review(draft, by=by, version=version)
    draft.state, draft.reviewer = State.RETURNED, by
    draft.remark, draft.remark_language = remark, language
    draft.version += 1
    draft.save()
    record("rendering.returned", subject, by=by, language=draft.language)
    tell_author(subject, draft, "rendering.returned", by=by)
    return draft


@transaction.atomic
def forget_in_drafts(subject_kind: str, subject_id: int, is_gone: Callable[[str], bool]) -> None:
    """Take the fields that are gone out of what people wrote of this object; a draft with nothing left is deleted."""
    for draft in Draft.objects.select_for_update().filter(subject_kind=subject_kind, subject_id=subject_id):
        kept = [
            {field: each for field, each in part.items() if not is_gone(field)}
            for part in (draft.texts, draft.sources, draft.machine)
        ]
        if not kept[0] and not kept[1]:
            draft.delete()
        elif kept != [draft.texts, draft.sources, draft.machine]:
            draft.texts, draft.sources, draft.machine = kept
            draft.version += 1
            draft.save(update_fields=["texts", "sources", "machine", "version", "updated_at"])


@transaction.atomic
def make_official(renderable: Renderable, subject: Any, language: str, *, by: Any) -> list[Translation]:
    """Stamp the renderings readers see now, all of which must be reviewed and of today's original.

    Raises NotTheirStamp, WrongState, OriginalMovedOn.
    """
    if not rules.may_stamp(by, language):
        raise NotTheirStamp
    rows = list(queries.current(renderable.subject_kind, subject.pk, language).values())
    sources = renderable.texts(subject)
    rows = [row for row in rows if row.field in sources]
    if not rows or any(row.reviewed_at is None for row in rows):
        raise WrongState
    if any(row.source_digest != digest(sources[row.field]) for row in rows):
        raise OriginalMovedOn
    country = rules.country_of_stamp(by, language)
    stamped = [stamp(row, subject, by=by, country=country) for row in rows if row.official_at is None]
    renderable.changed(subject)
    return stamped


def ask_engine(
    engine: Engine, texts: Mapping[str, str], *, by: Any, source: str, target: str, terms: Sequence[TermPair]
) -> dict[str, str]:
    """Field → the engine's suggestion; the day's limits are counted first. Raises LimitReached, EngineFailed.

    Nothing is written but the count, and no transaction is open while the engine works.
    """
    _count(engine, sum(map(len, texts.values())), by=by)
    found = engine.render(list(texts.values()), source=source, target=target, terms=terms)
    return dict(zip(texts, found, strict=True))


@transaction.atomic
def _count(engine: Engine, characters: int, *, by: Any) -> None:
    """Add to the day's use. What was sent and failed counts as well: it may have cost as much."""
    row, _created = EngineUse.objects.get_or_create(day=queries.today(), by=by, engine=engine.name[:64])
    EngineUse.objects.filter(pk=row.pk).update(
        characters=F("characters") + characters, requests=F("requests") + 1
    )
    used = queries.used_today()[0]
    if 0 < settings.TRANSLATION_DAILY_COST < queries.cost_of(used):
        raise LimitReached(_("This site has spent as much on the engine today as its operator allows."))
    if used > settings.TRANSLATION_DAILY_CHARACTERS:
        raise LimitReached(_("This site has had as many characters rendered today as its operator allows."))
    if queries.used_today(by)[1] > settings.TRANSLATION_DAILY_REQUESTS:
        raise LimitReached(_("You have asked the engine as often today as the operator allows."))


def origin_of(draft: Draft, field: str) -> Origin:
    """An engine's words that nobody changed stay a machine rendering; a person's hand makes it a person's."""
    suggestion = draft.machine.get(field, ["", ""])[1]
    return Origin.MACHINE if suggestion and draft.texts[field] == suggestion else Origin.HUMAN


def _locked(renderable: Renderable, subject: Any, language: str) -> Draft | None:
    rows = Draft.objects.select_for_update().exclude(state=State.ACCEPTED)
    return rows.filter(subject_kind=renderable.subject_kind, subject_id=subject.pk, language=language).first()


def _to_review(draft: Draft, *, by: Any, version: int) -> Draft:
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if not rules.may_review(by, draft):
        raise NeedsSecondPerson
    if draft.state != State.SUBMITTED:
        raise WrongState
    if draft.version != version:
        raise ChangedMeanwhile
    return draft
