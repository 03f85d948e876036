from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from tests import factories
from tests.migrated import prepare
from tests.site.processes import environment, run, start
from tricity.knowledge.models import Record
from tricity.search import backlog, engine, folder, indexer
from tricity.search.actions import touch, touch_all
from tricity.search.errors import NotRegistered
from tricity.search.models import IndexedText, Outbox
from tricity.search.queries import find, index_is_ready

Make = Callable[..., Record]


def titles(text: str | None) -> list[str]:
    return [str(hit.object.title) for hit in find(text, language="ja", filters={"kind": ["initiative"]}).hits]


@pytest.mark.django_db
def test_catch_up_builds_the_index_when_there_is_none() -> None:
    factories.record(title="駐車場")
    assert not index_is_ready()

    indexer.catch_up()

    assert index_is_ready()
    assert titles("駐車場") == ["駐車場"]


@pytest.mark.django_db
def test_catch_up_applies_each_change_once(indexed: Make) -> None:
    record = indexed(title="駐車場")
    Record.objects.filter(pk=record.pk).update(title="街路灯")
    touch(record)
    touch(record)

    assert indexer.catch_up() == 2
    assert indexer.catch_up() == 0
    assert Outbox.objects.count() == 0
    assert titles("駐車場") == []
    assert titles("街路灯") == ["街路灯"]


@pytest.mark.django_db
def test_catch_up_does_not_go_beyond_its_limit(indexed: Make) -> None:
    record = indexed()
    for _time in range(3):
        touch(record)

    assert indexer.catch_up(limit=2) == 2
    assert Outbox.objects.count() == 1


@pytest.mark.django_db
def test_deleted_record_leaves_the_index_with_its_texts(indexed: Make) -> None:
    record = indexed(title="駐車場")
    Record.objects.filter(pk=record.pk).update(deleted_at=record.created_at)
    touch(record)

    indexer.catch_up()

    assert find(None, language="ja", filters={"kind": ["initiative"]}).total == 0
    assert not IndexedText.objects.filter(document_id=f"initiative:{record.pk}").exists()


@pytest.mark.django_db
def test_record_that_changes_its_kind_is_found_once(indexed: Make) -> None:
    record = indexed(title="駐車場")
    record.kind = "need"
    record.save()
    touch(record)

    indexer.catch_up()

    assert [hit.kind for hit in find("駐車場", language="ja").hits] == ["need"]


@pytest.mark.django_db
def test_touch_of_something_that_is_not_indexed_is_refused() -> None:
    with pytest.raises(NotRegistered):
        touch(factories.user())


@pytest.mark.django_db
def test_touch_is_undone_with_its_transaction() -> None:
    @transaction.atomic
    def change() -> None:
        touch(factories.record())
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        change()

    assert not Outbox.objects.exists()


@pytest.mark.django_db
def test_touch_is_one_insert(django_assert_num_queries: Any) -> None:
    records = [factories.record() for _ in range(3)]

    with django_assert_num_queries(1):
        touch(*records)


@pytest.mark.django_db
def test_touch_all_takes_every_object_of_the_kind() -> None:
    records = [factories.record() for _ in range(3)]

    assert touch_all("initiative") == 3
    assert set(Outbox.objects.values_list("subject_id", flat=True)) == {record.pk for record in records}


@pytest.mark.django_db
def test_rebuild_replaces_the_index_and_empties_the_outbox(indexed: Make) -> None:
    indexed(title="駐車場")
    factories.record(title="街路灯")
    touch_all("initiative")
    before, seen = folder.current(), []

    count = indexer.rebuild(progress=lambda done, total: seen.append((done, total)))

    assert count == seen[-1][1] == len(IndexedText.objects.all())
    assert seen[-1][0] == seen[-1][1]
    assert folder.current() != before
    assert before is not None
    assert not before.exists()
    assert Outbox.objects.count() == 0
    assert sorted(titles(None)) == ["街路灯", "駐車場"]


@pytest.mark.django_db
def test_failed_rebuild_leaves_the_index_in_use(indexed: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    indexed(title="駐車場")
    touch_all("initiative")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(indexer, "keep_texts", fail)
    with pytest.raises(OSError, match="disk full"):
        indexer.rebuild()

    assert titles("駐車場") == ["駐車場"]
    assert Outbox.objects.count() == 1


@pytest.mark.django_db
def test_index_of_another_layout_is_not_used_and_is_rebuilt(indexed: Make) -> None:
    indexed(title="駐車場")
    place = folder.current()
    assert place is not None
    (place / "tricity-index.json").write_text('{"layout": 0}')
    folder._open.clear()
    assert not index_is_ready()
    assert not find("駐車場", language="ja").is_ready

    indexer.catch_up()

    assert titles("駐車場") == ["駐車場"]


@pytest.mark.django_db
def test_new_term_has_everything_read_anew(indexed: Make) -> None:
    # 饕魑 and 뷁쀍 are in no dictionary: only the concept can lead from one to the other.
    concept = factories.concept(
        "oddity", names={"en": "Oddity", "ja": "珍品", "ko": "뷁쀍", "zh-hans": "珍品"}
    )
    engine.forget()
    indexed(title="饕魑の収集", summary="収集。")
    assert titles("뷁쀍") == []
    assert indexer.follow_vocabulary() is False

    concept.alternatives = {"ja": ["饕魑"]}
    concept.save()
    engine.forget()

    assert indexer.follow_vocabulary() is True
    indexer.catch_up()
    assert titles("뷁쀍") == ["饕魑の収集"]
    assert indexer.follow_vocabulary() is False


# Dies before or after the commit of the index, with three records waiting.
DOOMED = """
import os, signal
from tests import factories
from tricity.language import IndexWriter
from tricity.search import indexer
from tricity.search.actions import touch
indexer.catch_up()
touch(*[factories.record(title="駐車場") for _ in range(3)])
def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)
if "{moment}" == "before":
    IndexWriter.write = die
else:
    from tricity.search import backlog
    backlog.keep_texts = die
indexer.catch_up()
"""
AFTER = """
from tricity.search import indexer
from tricity.search.models import Outbox
from tricity.search.queries import find
waiting = Outbox.objects.count()
indexer.catch_up()
print(waiting, Outbox.objects.count(), len(find("駐車場", language="ja", kinds=["initiative"]).hits))
"""


@pytest.mark.parametrize("moment", ["before", "after"])
def test_kill_in_the_middle_of_catching_up_loses_nothing(tmp_path: Path, moment: str) -> None:
    prepare(tmp_path)
    doomed = start(tmp_path, DOOMED.replace("{moment}", moment))
    output = doomed.communicate(timeout=240)[0]

    assert doomed.returncode == -9, output
    assert run(tmp_path, AFTER) == "3 0 3"
    assert environment(tmp_path)["TRICITY_DATA"] == str(tmp_path)


def test_several_processes_build_the_same_index_as_one(tmp_path: Path) -> None:
    prepare(
        tmp_path,
        "from tests import factories\n"
        "[factories.record(title=f'駐車場 {place}', summary='都市のデータを公開する') for place in range(9)]\n",
    )
    build = (
        "from tricity.search import indexer\n"
        "from tricity.search.queries import find\n"
        "from tricity.site.child import begin\n"
        "indexer.BATCH = 2\n"
        "if __name__ == '__main__':\n"
        "    count = indexer.rebuild(begin=begin, processes={})\n"
        "    found = find('parking', language='en')\n"
        "    print(count, found.total, [(hit.pk, hit.score, len(hit.reasons)) for hit in found.hits])\n"
    )

    alone, together = run(tmp_path, build.format(1)), run(tmp_path, build.format(2))

    assert alone.split()[1] == "9"
    assert together == alone


# Twelve rows wait, one of a deleted record; the helpers are killed after the first commit.
WORKED_OFF = """
import concurrent.futures.process as pools, multiprocessing
from tests import factories
from tricity.search import backlog, indexer, preparing
from tricity.search.actions import touch
from tricity.search.models import IndexedText, Outbox
from tricity.search.queries import find
from tricity.site.child import begin
if __name__ == "__main__":
    indexer.catch_up()
    backlog.MANY, backlog.SHARE, backlog.COMMIT_SECONDS, preparing.AHEAD = 5, 2, 0, 1
    records = [factories.record(title=f"駐車場 {place}", summary="都市のデータを公開する") for place in range(10)]
    touch(*records)
    records[3].deleted_at = records[3].created_at
    records[3].save()
    touch(records[3], records[3])
    add = backlog.Applied.add
    def add_then_kill(*given):
        add(*given)
        if Outbox.objects.count() < 12:
            for helper in multiprocessing.active_children():
                helper.kill()
    backlog.Applied.add = add_then_kill
    try:
        backlog.work_off(begin, processes=2)
    except pools.BrokenProcessPool:
        print("broken", 0 < Outbox.objects.count() < 12)
    backlog.Applied.add = add
    done = backlog.work_off(begin, processes=2) + indexer.catch_up()
    found = find("parking", language="en", kinds=["initiative"])
    texts = IndexedText.objects.filter(document_id__startswith="initiative")
    print(done > 0, Outbox.objects.count(), found.total, texts.count())
"""


@pytest.mark.django_db
def test_of_a_mass_what_comes_meanwhile_is_taken_first_and_nothing_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(backlog, "SHARE", 3)
    Outbox.objects.all().delete()
    records = [factories.record() for _ in range(7)]
    touch(*records[:5])
    waiting = backlog._Waiting()

    taken = [[row.subject_id for row in waiting.take()]]
    touch(*records[5:])
    taken += [[row.subject_id for row in waiting.take()] for _ in range(3)]

    pks = [record.pk for record in records]
    assert taken == [[pks[4], pks[3], pks[2]], [pks[6], pks[5], pks[1]], [pks[0]], []]


def test_mass_of_changes_survives_the_death_of_the_helpers(tmp_path: Path) -> None:
    assert prepare(tmp_path, WORKED_OFF).split() == ["broken", "True", "True", "0", "9", "9"]
