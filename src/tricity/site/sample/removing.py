"""Removing the sample."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, Final

from django.db import transaction
from django.db.models import Model

from tricity.activity.actions import record
from tricity.cooperation.actions import synthesize_later
from tricity.directory.models import StatementVersion
from tricity.events.models import Event, Resource
from tricity.notices.models import Notice
from tricity.search import registry
from tricity.search.actions import touch
from tricity.site.sample.holding import MODELS, Survey, survey
from tricity.translation.models import Translation
from tricity.web.models import Choices

_BATCH: Final = 500


@transaction.atomic
def remove_sample(*, by: Any = None) -> Survey:
    """Delete what came with the sample and nothing people made or built upon; gives what went and what stays.

    The search follows, and the candidates are worked out anew. All or nothing.
    """
    found = survey()
    if found.is_empty:
        return found
    counts = {model._meta.label_lower: len(found.going[model]) for model in MODELS}
    counts["translation.translation"] = 0
    for model in MODELS:
        for pks in _batches(found.going[model]):
            counts["translation.translation"] += _delete(model, pks)
    kept = {model._meta.label_lower: len(found.kept[model]) for model in MODELS}
    # Not about any one row: the site itself stands for it.
    record("sample.removed", Choices(pk=Choices.ONLY), by=by, removed=counts, kept=kept)
    synthesize_later()
    return found


def renderings_of(found: Survey) -> int:
    """How many renderings go with what goes."""
    return sum(
        Translation.objects.filter(subject_kind=model._meta.label_lower, subject_id__in=pks).count()
        for model in MODELS
        for pks in _batches(found.going[model])
    )


def _delete(model: type[Model], pks: Sequence[int]) -> int:
    """Delete these rows and what is said about them; gives how many renderings that were."""
    label = model._meta.label_lower
    rows = list(model._base_manager.filter(pk__in=pks))
    if registry.of_model(label):
        touch(*rows)
    if model is Event:
        _delete_files_later(pks)
    about = {"subject_kind": label, "subject_id__in": pks}
    renderings, _each = Translation.objects.filter(**about).delete()
    StatementVersion.objects.filter(**about).delete()
    Notice.objects.filter(subject_kind=label, subject_code__in=[row.code for row in rows]).delete()  # type: ignore[attr-defined]
    model._base_manager.filter(pk__in=pks).delete()
    return renderings


def _delete_files_later(events: Sequence[int]) -> None:
    for resource in Resource.objects.filter(event__in=events).exclude(file=""):
        storage, name = resource.file.storage, resource.file.name
        if name:
            transaction.on_commit(partial(storage.delete, name))


def _batches(pks: set[int]) -> Iterator[list[int]]:
    ordered = sorted(pks)
    for start in range(0, len(ordered), _BATCH):
        yield ordered[start : start + _BATCH]
