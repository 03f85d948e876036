from __future__ import annotations

import datetime as dt
import time
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests import factories
from tricity.accounts.models import User
from tricity.activity.models import Entry
from tricity.directory.models import Organization
from tricity.documents.models import Document
from tricity.jobs import actions as jobs
from tricity.jobs.models import Job
from tricity.search import indexer
from tricity.search.models import IndexedText, Outbox
from tricity.site import mending, state
from tricity.site.backup import schedule
from tricity.site.health import (
    Level,
    backups,
    contents,
    diagnosis,
    index,
    live,
    machine,
    parts,
    vitals,
    work,
    worst,
)
from tricity.site.live_hub import NOTE

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "ja", "ko", "zh-hans")


@pytest.fixture(autouse=True)
def _own_folders(settings: Any, tmp_path: Path) -> None:
    settings.DATA, settings.BACKUP_FOLDER = tmp_path, tmp_path / "backups"
    settings.MEDIA_ROOT, settings.DOCUMENTS_FOLDER = tmp_path / "files", tmp_path / "documents"


def failed_job(error: str = "Traceback …\nOSError: [Errno 28] No space left on device") -> Job:
    return Job.objects.create(
        name="documents.read", state=Job.State.FAILED, attempts=3, error=error, finished_at=timezone.now()
    )


def operator() -> User:
    return factories.user(roles=["operator"])


def _index() -> None:
    indexer.rebuild()


# --- The page ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_operator_reads_what_is_wrong_in_every_language(client: Client, language: str) -> None:
    client.force_login(operator())
    job = failed_job()

    page = client.get(f"/{language}/health/")

    assert page.status_code == 200
    assert f"/{language}/health/work/{job.pk}/retry/" in page.content.decode()


def test_page_takes_few_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    client.force_login(operator())
    for _number in range(3):
        failed_job()

    with django_assert_max_num_queries(12):
        client.get("/en/health/")


@pytest.mark.parametrize("roles", [[], ["curator"], ["organizer"], ["translator"]])
def test_others_do_not_see_it(client: Client, roles: list[str]) -> None:
    job = failed_job()
    client.force_login(factories.user(roles=roles))

    assert client.get("/en/health/").status_code == 403
    assert client.post(f"/en/health/work/{job.pk}/retry/").status_code == 403
    assert client.post(f"/en/health/work/{job.pk}/dismiss/").status_code == 403
    job.refresh_from_db()
    assert job.state == Job.State.FAILED


def test_visitors_are_asked_to_sign_in(client: Client) -> None:
    assert client.get("/en/health/").status_code == 302


def test_failed_work_is_tried_again(client: Client) -> None:
    person, job = operator(), failed_job()
    client.force_login(person)

    client.post(f"/en/health/work/{job.pk}/retry/")

    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.QUEUED, 0)
    entry = Entry.objects.get(verb="job.retried")
    assert (entry.actor, entry.details) == (person, {"name": "documents.read"})


def test_failed_work_is_taken_off_the_list(client: Client) -> None:
    job = failed_job()
    client.force_login(operator())

    client.post(f"/en/health/work/{job.pk}/dismiss/")

    assert not Job.objects.exists()
    assert Entry.objects.filter(verb="job.dismissed").exists()


def test_work_that_did_not_fail_is_left_alone() -> None:
    job = Job.objects.create(name="documents.read", state=Job.State.DONE)

    jobs.retry(job)
    jobs.dismiss(job)

    job.refresh_from_db()
    assert job.state == Job.State.DONE


def test_desk_of_an_operator_says_what_is_not_well(client: Client) -> None:
    client.force_login(operator())
    failed_job()

    assert "1 job failed." in client.get("/en/my/").content.decode()


def test_monitors_learn_which_part_fails_and_nothing_else(client: Client) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "error", "checks": {"database": True, "index": False, "worker": False}}

    _index()
    state.beat(work.WORKER)

    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")


# --- What is looked at -------------------------------------------------------------------------------------------


def test_worst_part_speaks_for_the_whole() -> None:
    found = vitals()

    assert worst(found) == max(found, key=lambda finding: list(Level).index(finding.level)).level
    assert worst([]) == Level.OK


def test_silent_worker_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    assert work.worker().level == Level.WARNING
    state.beat(work.WORKER)
    assert work.worker().level == Level.OK

    later = time.time() + 10 * 60
    monkeypatch.setattr(time, "time", lambda: later)

    assert work.worker().level == Level.ERROR
    assert "10 minutes" in work.worker().message


@pytest.mark.parametrize(
    ("note", "level", "words"),
    [
        ({}, Level.WARNING, "It has not been seen yet."),
        ({"viewers": 1, "most_viewers": 65_000, "ago": 5}, Level.OK, "1 viewer; there is room for 65000."),
        ({"viewers": 3, "most_viewers": 800, "ago": 5}, Level.WARNING, "3 viewers; there is room for 800."),
        ({"viewers": 3, "most_viewers": 65_000, "ago": 600}, Level.ERROR, "10 minutes"),
    ],
)
def test_live_hub_is_looked_at(note: dict[str, int], level: Level, words: str) -> None:
    if note:
        state.write(NOTE, {**note, "at": time.time() - note["ago"]})

    found = live.hub()

    assert found.level == level
    assert words in found.message
    assert live.hub() in vitals()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("Traceback\nOSError: [Errno 28] No space left on device", "The disk was full."),
        ("django.db.utils.OperationalError: database is locked", "The database was busy for too long."),
        ("Traceback\nKeyError: 'x'", "The program met an error."),
    ],
)
def test_reason_of_a_failure_is_told_in_plain_words(error: str, words: str) -> None:
    assert work.plain_reason(error) == words


def test_full_disk_and_a_fast_one_are_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    def free(gigabytes: float) -> None:
        usage = type("Usage", (), {"free": gigabytes * 1e9})
        monkeypatch.setattr(machine.shutil, "disk_usage", lambda _path: usage)

    free(0.5)
    assert machine.disk().level == Level.ERROR
    free(100)
    assert machine.disk().level == Level.OK
    machine.note_free_space(now=0.0)
    free(80)
    machine.note_free_space(now=2 * 86400.0)

    assert machine.days_left() == 8
    assert machine.disk().level == Level.WARNING
    assert machine.disk().message == "80 GB free; 8 days at the present rate"


def test_index_far_behind_is_told_of() -> None:
    assert index.freshness().level == Level.WARNING
    _index()
    assert index.freshness().level == Level.OK
    row = Outbox.objects.create(subject_kind="knowledge.record", subject_id=1)
    assert index.freshness().level == Level.OK

    Outbox.objects.filter(pk=row.pk).update(created_at=timezone.now() - dt.timedelta(hours=1))

    assert index.freshness().level == Level.WARNING
    assert index.freshness().message == "1 change waits."


def test_backup_that_failed_or_is_old_or_gone_is_told_of(settings: Any, tmp_path: Path) -> None:
    settings.DEMO = False
    assert backups.last_backup().level == Level.WARNING
    path = tmp_path / "b.tar.gz"
    path.touch()
    note = {"made_at": timezone.now().isoformat(), "path": str(path), "bytes": 1, "verified_at": 1.0}

    state.write(schedule.NOTE, note)
    assert backups.last_backup().level == Level.OK
    state.write(schedule.NOTE, {**note, "made_at": (timezone.now() - dt.timedelta(days=3)).isoformat()})
    assert backups.last_backup().level == Level.WARNING
    state.write(
        schedule.NOTE, {**note, "failed_at": timezone.now().isoformat(), "problem": "The disk is full."}
    )
    assert backups.last_backup().level == Level.ERROR
    state.write(schedule.NOTE, note)
    path.unlink()
    assert "no longer where it was written" in backups.last_backup().message


def test_demo_accounts_on_a_real_site_are_told_of(settings: Any) -> None:
    settings.DEMO = False
    person = factories.user(username="city-ko")
    person.set_password("tricity-demo")
    person.save()

    finding = contents.demo_accounts()

    assert finding is not None
    assert finding.is_error
    assert "city-ko" in finding.message
    settings.DEMO = True
    assert contents.demo_accounts() is None


def test_missing_and_left_over_files_are_told_of(settings: Any) -> None:
    organization = factories.organization()
    assert isinstance(organization, Organization)
    Document.objects.create(owner=organization, kind="need", name="a.pdf", file="gone.pdf")
    Path(settings.DOCUMENTS_FOLDER).mkdir()
    (Path(settings.DOCUMENTS_FOLDER) / "left.pdf").touch()

    orphaned = contents.orphaned_files()

    assert contents.missing_files().is_error
    assert "gone.pdf" in contents.missing_files().message
    assert orphaned is not None
    assert orphaned.message == "1 file is named by no row: left.pdf"


def test_certificate_is_looked_at_where_it_is_known(settings: Any, tmp_path: Path, monkeypatch: Any) -> None:
    assert machine.certificate() is None
    settings.VARIABLES = {**settings.VARIABLES, "CERTIFICATE": str(tmp_path / "none.pem")}
    assert machine.certificate().level == Level.WARNING  # type: ignore[union-attr]

    monkeypatch.setattr(machine, "_end_of", lambda _path: timezone.now() + dt.timedelta(days=5))
    assert machine.certificate().level == Level.WARNING  # type: ignore[union-attr]
    monkeypatch.setattr(machine, "_end_of", lambda _path: timezone.now() - dt.timedelta(days=5))
    assert machine.certificate().level == Level.ERROR  # type: ignore[union-attr]
    monkeypatch.setattr(machine, "_end_of", lambda _path: timezone.now() + dt.timedelta(days=90))
    assert machine.certificate().level == Level.OK  # type: ignore[union-attr]


def test_engine_without_an_address_is_told_of(settings: Any) -> None:
    settings.TRANSLATION_ENGINE, settings.TRANSLATION_URL = "openai", ""

    assert [finding.level for finding in parts.engines()] == [Level.WARNING, Level.OK]


# --- Doctor ------------------------------------------------------------------------------------------------------


def test_doctor_mends_what_it_safely_can(settings: Any, tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    key = tmp_path / "secret-key"
    key.write_text("key")
    key.chmod(0o644)
    failed = failed_job()
    hanging = Job.objects.create(
        name="documents.read",
        state=Job.State.RUNNING,
        attempts=1,
        leased_until=timezone.now() - dt.timedelta(hours=1),
    )
    _index()
    IndexedText.objects.create(document_id="need:999999", content=b"")
    before = {finding.mend for finding in diagnosis() if finding.mend}
    assert before == {"permissions", "jobs", "index"}

    done = mending.mend(diagnosis())

    assert [sentence.partition(":")[0].partition(" ")[0] for sentence in done] == ["Only", "2", "The"]
    assert key.stat().st_mode & 0o777 == 0o600
    for job in (failed, hanging):
        job.refresh_from_db()
        assert job.state == Job.State.QUEUED


def test_doctor_and_check_say_each_thing_as_json() -> None:
    for finding in diagnosis():
        assert set(finding.as_dict()) == {"name", "level", "message", "advice", "can_be_mended"}
        assert finding.message
