"""What a long import has written so far, so that it can be taken back as a whole.

A long import writes in short transactions, for nobody may wait while it works. Before each of them is committed it notes
here what it creates and how what it changes was before. When it fails, the note is followed backwards; when its process
died, the next import or the worker does so. A note without its transaction does no harm: what it names is not there.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.db import transaction
from django.db.models import Model

from tricity.knowledge.models import Deployment, Participation, Record, Snapshot
from tricity.search.actions import touch
from tricity.translation.models import Translation

_ENDING: Final = ".jsonl"
Line = dict[str, Any]


class Journal:
    """The notes of one running import, locked while its process lives."""

    def __init__(self, name: str) -> None:
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        self.path = folder() / f"{name}{_ENDING}"
        self._file = self.path.open("x+", encoding="utf-8")
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def changed(self, model: type[Model], kept: list[Line], objects: Sequence[Any]) -> None:
        """Note how the objects were (`as_it_is`), and when the import changed them."""
        times = {str(each.pk): each.updated_at.isoformat() for each in objects}
        self._note({"changed": kept, "times": times, "model": model._meta.label})

    def created(self, objects: Sequence[Any]) -> None:
        """Note new objects by row id and code: a row id alone may be given again."""
        if objects:
            pairs = [[each.pk, each.code] for each in objects]
            self._note({"created": pairs, "model": objects[0]._meta.label})

    def finished(self) -> None:
        """Everything is written: there is nothing to take back any more."""
        self.path.unlink(missing_ok=True)
        self._file.close()

    def undo(self) -> None:
        """Take back everything that was noted."""
        _undo(self.path)
        self.finished()

    def _note(self, line: Line) -> None:
        self._file.write(json.dumps(line, default=_plain) + "\n")
        self._file.flush()
        os.fsync(self._file.fileno())


def folder() -> Path:
    return Path(settings.DATA) / "imports" / "running"


def undo_interrupted() -> int:
    """Take back imports whose process died in the middle; returns how many."""
    undone = 0
    for path in sorted(folder().glob(f"*{_ENDING}")) if folder().exists() else ():
        with path.open(encoding="utf-8") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            _undo(path)
            path.unlink(missing_ok=True)
            undone += 1
    return undone


def _undo(path: Path) -> None:
    for line in reversed(list(_lines(path))):
        model: Any = apps.get_model(line["model"])
        with transaction.atomic():
            if "created" in line:
                _take_away(model, line["created"])
            else:
                _put_back(model, line["changed"], line["times"])


def _lines(path: Path) -> Iterable[Line]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            # The last line may have been cut off with its process; its transaction was then never committed.
            if line.endswith("\n"):
                yield json.loads(line)


def _take_away(model: Any, pairs: Sequence[Sequence[Any]]) -> None:
    codes = dict(pairs)
    objects = [each for each in model.objects.filter(pk__in=codes) if each.code == codes[each.pk]]
    ids = [each.pk for each in objects]
    touch(*objects)
    _renderings(model, ids).delete()
    model.objects.filter(pk__in=ids).delete()


def as_it_is(model: type[Model], ids: Sequence[int]) -> list[Line]:
    """These objects, their parts and renderings, for `Journal.changed`; call it before the change."""
    beside = [row for related in _related(model, ids) for row in related]
    return serializers.serialize("python", [*model._default_manager.filter(pk__in=ids), *beside])


def _plain(value: Any) -> str:
    """Times to the microsecond, which Django's own encoder would cut."""
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _put_back(model: Any, serialized: list[Line], times: dict[str, str]) -> None:
    """What somebody has changed since the import did is left as that person wants it."""
    kept = [each.object for each in serializers.deserialize("python", serialized)]
    before = {each.pk: each.updated_at for each in kept if isinstance(each, model)}
    now = dict(model.objects.filter(pk__in=before).values_list("pk", "updated_at"))
    ids = [pk for pk, at in now.items() if at == before[pk] or at.isoformat() == times.get(str(pk))]
    for rows in _related(model, ids):
        rows.delete()
    for each in kept:
        if _owner(each, model) in ids:
            each.save_base(raw=True)
            if isinstance(each, Record):
                Snapshot.objects.filter(record=each, number__gt=each.version).delete()
    touch(*(each for each in kept if isinstance(each, model) and each.pk in ids))


def _owner(each: Any, model: type[Model]) -> int:
    """The row id of the object that a kept row is, or belongs to."""
    if isinstance(each, model):
        return each.pk
    return each.subject_id if isinstance(each, Translation) else each.record_id


def _related(model: type[Model], ids: Sequence[int]) -> list[Any]:
    parts: list[Any] = [_renderings(model, ids)]
    if model is Record:
        parts += [Participation.objects.filter(record__in=ids), Deployment.objects.filter(record__in=ids)]
    return parts


def _renderings(model: type[Model], ids: Sequence[int]) -> Any:
    return Translation.objects.filter(subject_kind=model._meta.label_lower, subject_id__in=ids)
