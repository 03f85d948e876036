"""A long import writes in short transactions, and is taken back as a whole if it does not reach its end."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from tests import factories

from tricity.directory.models import City
from tricity.knowledge.exports import exported_rows
from tricity.knowledge.imports import import_files, journal, run
from tricity.knowledge.imports.write import RecordWriter
from tricity.knowledge.models import ImportRun, Record, Snapshot
from tricity.search.models import Outbox
from tricity.translation.models import Translation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_pieces(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    monkeypatch.setattr(run, "WRITE_BATCH", 2)
    monkeypatch.setattr(run, "PAUSE_SECONDS", 0)


def rows(number: int, **fields: Any) -> list[dict[str, Any]]:
    factories.country("KR")
    renderings = [{"field": "title", "language": "en", "text": "Title", "origin": "human"}]
    return [
        {
            "kind": "initiative",
            "id": f"i-{position}",
            "country": "KR",
            "lang": "ko",
            "title": f"제목 {position}",
            "summary": "요약이 여기에 적혀 있습니다.",
            "organizations": [{"name": "수원시청", "role": "lead"}],
            "renderings": renderings,
            **fields,
        }
        for position in range(number)
    ]


def load(tmp_path: Path, given: list[dict[str, Any]]) -> Any:
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in given), encoding="utf-8")
    return import_files([path])


def content() -> list[Any]:
    told = [dict(row) for row in exported_rows("records")]
    return [told, Translation.objects.count(), ImportRun.objects.count()]


def fail_at(monkeypatch: pytest.MonkeyPatch, title: str) -> None:
    original = RecordWriter.fill

    def fill(self: Any, each: Any, data: Any, row: Any) -> None:
        if data["title"] == title:
            raise RuntimeError("the disk is full")
        original(self, each, data, row)

    monkeypatch.setattr(RecordWriter, "fill", fill)


def test_a_long_import_reaches_the_same_end_as_a_short_one(tmp_path: Path) -> None:
    report = load(tmp_path, [{"kind": "city", "country": "KR", "city_native": "수원시"}, *rows(7)])

    assert (report.created, report.refused) == (8, 0)
    assert Record.objects.count() == 7
    assert City.objects.filter(native_name="수원시").exists()
    assert ImportRun.objects.count() == 1
    assert list(journal.folder().iterdir()) == []


def test_each_piece_is_committed_before_the_next_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    depths = []
    original = RecordWriter.create

    def create(self: Any, batch: Any) -> Any:
        depths.append((len(transaction.get_connection().savepoint_ids), len(batch)))
        return original(self, batch)

    monkeypatch.setattr(RecordWriter, "create", create)

    load(tmp_path, rows(5))

    assert [size for _depth, size in depths] == [2, 2, 1]
    assert len({depth for depth, _size in depths}) == 1


def test_a_failure_in_a_later_piece_takes_back_what_was_created(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = rows(5)
    before = content()
    fail_at(monkeypatch, "제목 4")

    with pytest.raises(RuntimeError, match="disk"):
        load(tmp_path, given)

    assert content() == before
    assert list(journal.folder().iterdir()) == []


def test_a_failure_in_a_later_piece_puts_back_what_was_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(tmp_path, rows(5))
    before = content()
    fail_at(monkeypatch, "새 제목")
    changed = rows(5, summary="다른 요약", organizations=[{"name": "다른 기관", "role": "lead"}])
    changed[4]["title"] = "새 제목"

    with pytest.raises(RuntimeError):
        load(tmp_path, changed)

    assert content() == before
    assert not Snapshot.objects.filter(number__gt=F("record__version")).exists()


def test_what_was_taken_back_leaves_the_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = rows(5)
    fail_at(monkeypatch, "제목 4")
    Outbox.objects.all().delete()

    with pytest.raises(RuntimeError):
        load(tmp_path, given)

    touched = list(Outbox.objects.values_list("subject_id", flat=True))
    assert len(touched) == 2 * len(set(touched)) == 8


def test_what_a_person_changed_meanwhile_is_not_put_back(tmp_path: Path) -> None:
    load(tmp_path, rows(3))
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(map(json.dumps, rows(3, summary="다른 요약"))), encoding="utf-8")
    first = Record.objects.order_by("pk")[0]

    def a_person_saves(done: int, total: int) -> None:
        later = timezone.now() + dt.timedelta(seconds=1)
        imported = Record.objects.filter(pk=first.pk, summary="다른 요약")
        if imported.update(title="사람이 고친 제목", updated_at=later):
            raise RuntimeError("and the import fails")

    with pytest.raises(RuntimeError):
        import_files([path], progress=a_person_saves)

    first.refresh_from_db()
    assert first.title == "사람이 고친 제목"
    assert not Record.objects.exclude(pk=first.pk).filter(summary="다른 요약").exists()


def test_an_import_whose_process_died_is_taken_back_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = rows(5)
    before = content()
    fail_at(monkeypatch, "제목 4")
    monkeypatch.setattr(journal.Journal, "undo", lambda self: self._file.close())
    with pytest.raises(RuntimeError):
        load(tmp_path, given)
    assert Record.objects.count() == 4

    undone = journal.undo_interrupted()

    assert undone == 1
    assert content() == before


def test_an_import_that_is_still_running_is_left_alone(tmp_path: Path) -> None:
    running = journal.Journal("running")
    running.created([factories.record("KR")])
    script = (
        "import fcntl, sys\n"
        "handle = open(sys.argv[1])\n"
        "try:\n    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)\n"
        "except BlockingIOError:\n    sys.exit(7)\n"
    )

    other = subprocess.run([sys.executable, "-c", script, str(running.path)], check=False)

    running.finished()
    assert other.returncode == 7


def test_a_note_that_was_cut_off_is_passed_over(tmp_path: Path) -> None:
    kept = factories.record("KR")
    running = journal.Journal("running")
    running.path.write_text('{"created": [[' + str(kept.pk) + ', "', encoding="utf-8")
    running._file.close()

    assert journal.undo_interrupted() == 1
    assert Record.objects.filter(pk=kept.pk).exists()


def test_a_row_id_given_again_to_another_object_is_not_taken_away() -> None:
    kept = factories.record("KR")
    running = journal.Journal("running")
    running._note({"created": [[kept.pk, "ANOTHER1"]], "model": "knowledge.Record"})
    running.undo()

    assert Record.objects.filter(pk=kept.pk).exists()
