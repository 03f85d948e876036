"""Import: plan, then all or nothing.

A short import is one transaction. A long one is many, so that nobody else who writes waits for it; a journal takes them
back should it not reach its end.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, Final

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import ngettext

from tricity.activity.actions import record
from tricity.knowledge.actions import records_changed
from tricity.knowledge.imports.importer import Importer
from tricity.knowledge.imports.journal import Journal, as_it_is, undo_interrupted
from tricity.knowledge.imports.mentions import resolve_mentions
from tricity.knowledge.imports.plan import Plan, make_plan
from tricity.knowledge.imports.readers import COMMAND_LINE_LIMITS, Limits, RawRow, Upload, read_upload
from tricity.knowledge.imports.report import Report
from tricity.knowledge.imports.spool import Action, PlannedRow, batches
from tricity.knowledge.imports.write import WRITERS, RecordWriter, Writer, changed_meanwhile
from tricity.knowledge.models import ImportRun
from tricity.search.actions import touch
from tricity.web.errors import BadInput, Conflict
from tricity.web.identity import new_code

WRITE_BATCH: Final = 500  # rows of one transaction of a long import: less than a second
# Between them, on SQLite: a writer that waits there looks again every tenth of a second.
PAUSE_SECONDS: Final = 0.12

Progress = Callable[[int, int], None]


class ImportFailed(BadInput):
    """Nothing was imported; `report` says why."""

    def __init__(self, report: Report) -> None:
        number = report.refused
        super().__init__(
            ngettext(
                "%(number)d row was refused, so nothing was imported.",
                "%(number)d rows were refused, so nothing was imported.",
                number,
            )
            % {"number": number}
        )
        self.report = report


def import_files(
    paths: Sequence[Path],
    *,
    source: str = "file",
    dry_run: bool = False,
    importer: Importer | None = None,
    encoding: str = "",
    progress: Progress = lambda done, total: None,
) -> Report:
    """Import files as the operator: published, compiled from public sources.

    Raises ImportFailed, with its report, if a row is refused; a dry run returns the report instead.
    """
    uploads = [Upload(path, path.name, encoding) for path in paths]
    counter = _Counter(progress, sum(map(estimated_rows, uploads)), stages=2 if dry_run else 3)
    plan = make_plan(read_uploads(uploads), importer or Importer(source=source), tick=counter)
    return finish(plan, dry_run=dry_run, names=[upload.name for upload in uploads], counter=counter)


def import_rows(
    rows: Iterable[RawRow], *, importer: Importer, names: Sequence[str], total: int, progress: Progress
) -> Report:
    """Import rows that were not read from files; see `import_files`."""
    counter = _Counter(progress, total, stages=3)
    return finish(make_plan(rows, importer, tick=counter), dry_run=False, names=names, counter=counter)


def finish(plan: Plan, *, dry_run: bool, names: Sequence[str], counter: _Counter) -> Report:
    report = Report.of(plan)
    if not dry_run:
        if plan.refused:
            raise ImportFailed(report)
        apply_plan(plan, names=names, tick=counter)
    counter.end()
    return report


def read_uploads(uploads: Sequence[Upload], limits: Limits = COMMAND_LINE_LIMITS) -> Iterable[RawRow]:
    return chain.from_iterable(read_upload(upload, limits) for upload in uploads)


def apply_plan(
    plan: Plan, *, names: Sequence[str], tick: Callable[[int], None] = lambda done: None
) -> ImportRun | None:
    """Write what the plan says, all or nothing; None if there is nothing to write.

    Raises ImportFailed for a plan with refused rows, Conflict if the objects changed since it was made.
    """
    if plan.refused:
        raise ImportFailed(Report.of(plan))
    if not plan.writes:
        return None
    undo_interrupted()
    try:
        if plan.writes <= WRITE_BATCH:
            with transaction.atomic():
                return _apply(plan, names, tick, None)
        return _apply_in_pieces(plan, names, tick)
    except IntegrityError as error:
        raise Conflict(changed_meanwhile()) from error


def _apply_in_pieces(plan: Plan, names: Sequence[str], tick: Callable[[int], None]) -> ImportRun:
    journal = Journal(new_code())
    try:
        run = _apply(plan, names, tick, journal)
    except BaseException:
        journal.undo()
        raise
    journal.finished()
    return run


def _apply(
    plan: Plan, names: Sequence[str], tick: Callable[[int], None], journal: Journal | None
) -> ImportRun:
    moment = timezone.now()
    directory_grew = False
    for writer_class, kinds in WRITERS:
        writer: Writer | None = None
        for action in (Action.CREATE, Action.CHANGE):
            rows = (row for row in plan.rows(action) if row.kind in kinds)
            for batch in batches(rows, WRITE_BATCH):
                writer = writer or writer_class(plan.importer, moment)
                with transaction.atomic():
                    _write(writer, batch, action, journal)
                tick(len(batch))
                if journal is not None and connection.vendor == "sqlite":
                    time.sleep(PAUSE_SECONDS)
        directory_grew = directory_grew or (writer is not None and writer_class is not RecordWriter)
    with transaction.atomic():
        if directory_grew:
            resolve_mentions()
        return _remember(plan, names)


def _write(writer: Writer, batch: list[PlannedRow], action: Action, journal: Journal | None) -> None:
    if action is Action.CREATE:
        objects = writer.create(batch)
        if journal is not None:
            journal.created(objects)
    else:
        kept = as_it_is(writer.model, [row.pk for row in batch if row.pk is not None]) if journal else []
        objects = writer.change(batch)
        if journal is not None:
            journal.changed(writer.model, kept, objects)
    _follow(type(writer), objects)


def _follow(writer: type[Writer], objects: Sequence[Any]) -> None:
    if writer is RecordWriter:
        records_changed(each.pk for each in objects)
    else:
        touch(*objects)


def _remember(plan: Plan, names: Sequence[str]) -> ImportRun:
    counts = {f"{kind}.{action.value}": number for (kind, action), number in sorted(plan.counts.items())}
    run = ImportRun.objects.create(
        by=plan.importer.by, source=plan.importer.source, files=list(names), counts=counts
    )
    record("import.applied", run, by=plan.importer.by, source=run.source, counts=counts)
    return run


def estimated_rows(upload: Upload) -> int:
    """Lines of a text file, for the progress bar; a guess for a workbook."""
    try:
        if upload.path.suffix.lower() == ".xlsx":
            return upload.path.stat().st_size // 2000
        with upload.path.open("rb") as file:
            return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b""))
    except OSError:
        return 0


class _Counter:
    """Rows done in all stages, told as (done, total)."""

    def __init__(self, progress: Progress, rows: int, *, stages: int) -> None:
        self._progress = progress
        self._total = max(1, rows * stages)
        self._done = 0

    def __call__(self, rows: int) -> None:
        self._done = min(self._total, self._done + rows)
        self._progress(self._done, self._total)

    def end(self) -> None:
        """Rows that needed no writing were not counted; the work is done all the same."""
        self(self._total - self._done)
