"""Organizers have the bundle packed in the background, and take it as one ZIP."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests import factories
from tricity.activity.models import Entry
from tricity.bundles.actions import expire_packed, pack, pack_later
from tricity.bundles.checking import check
from tricity.bundles.errors import NotPublic
from tricity.bundles.models import WORK, PackedBundle
from tricity.events.models import Event, Resource
from tricity.jobs.models import Job
from tricity.jobs.worker import run_all
from tricity.replay.models import Replay, Withheld
from tricity.web.identity import PublicationState

pytestmark = pytest.mark.django_db
State, Problem = PackedBundle.State, PackedBundle.Problem


@pytest.fixture
def organizer(db: None, client: Client) -> Client:
    client.force_login(factories.user(roles=["organizer"]))
    return client


def page(event: Event) -> str:
    return f"/en/events/{event.code}/bundle/"


def packed(event: Event) -> PackedBundle:
    pack_later(event, by=None)
    run_all()
    return PackedBundle.objects.get(event=event)


def content(client: Client, event: Event) -> bytes:
    return b"".join(client.get(f"{page(event)}file.zip").streaming_content)  # type: ignore[attr-defined]


def test_after_something_is_withheld_the_page_asks_to_make_the_bundle_again(
    organizer: Client, event: Event
) -> None:
    packed(event)
    before = organizer.get(page(event)).context["page"].is_old

    Withheld.objects.create(replay=Replay.objects.create(event=event), start_ms=0, end_ms=1000)

    assert (before, organizer.get(page(event)).context["page"].is_old) == (False, True)


def test_an_organizer_asks_for_the_bundle_and_downloads_it_when_it_is_made(
    organizer: Client, event: Event, tmp_path: Path
) -> None:
    asked = organizer.post(f"{page(event)}make/")
    waiting = organizer.get(page(event)).content.decode()
    run_all()
    ready = organizer.get(page(event)).content.decode()
    taken = content(organizer, event)

    assert asked.status_code == 302
    assert "Waiting to be made" in waiting
    assert f"{page(event)}file.zip" not in waiting
    assert f'href="{page(event)}file.zip"' in ready
    assert hashlib.sha256(taken).hexdigest() in ready
    zipfile.ZipFile(io.BytesIO(taken)).extractall(tmp_path / "there")
    assert check(tmp_path / "there" / f"bundle-{event.code.lower()}").problems == ()
    assert list(
        Entry.objects.filter(verb__startswith="bundle.").order_by("pk").values_list("verb", flat=True)
    ) == [
        "bundle.wanted",
        "bundle.made",
    ]


def test_the_same_data_give_the_same_zip(webinar: Event) -> None:
    first = packed(webinar)
    again = packed(webinar)

    assert again.sha256 == first.sha256
    with zipfile.ZipFile(str(again.path)) as archive:
        names = archive.namelist()
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        sounds = [entry for entry in archive.infolist() if entry.filename.endswith(".m4a")]
        assert {entry.compress_type for entry in sounds} == {zipfile.ZIP_STORED}
    assert names[:-1] == sorted(names[:-1])


def test_a_new_bundle_takes_the_place_of_the_earlier(
    event: Event, django_capture_on_commit_callbacks: Any
) -> None:
    first = packed(event)
    before = first.path
    Event.objects.filter(pk=event.pk).update(titles={"en": "Renamed"}, updated_at=timezone.now())

    with django_capture_on_commit_callbacks(execute=True):
        again = packed(event)

    assert again.path != before
    assert [path.name for path in again.folder.iterdir()] == [again.name]


def test_without_any_of_its_media_on_the_disk_a_bundle_is_made_all_the_same(
    webinar: Event, organizer: Client
) -> None:
    shutil.rmtree(Replay.objects.get(event=webinar).folder)
    Resource.objects.create(event=webinar, kind="slides", titles={"ja": "資料"}, file="events/gone.pdf")

    row = packed(webinar)

    assert row.state == State.READY
    assert "資料" in row.left_out
    with zipfile.ZipFile(str(row.path)) as archive:
        assert not [name for name in archive.namelist() if name.endswith(".m4a")]
    assert (
        '<span lang="ja" data-origin="original">資料</span>' in organizer.get(page(webinar)).content.decode()
    )


def test_one_that_would_be_too_large_is_not_kept_and_says_what_to_do(
    event: Event, organizer: Client, settings: Any
) -> None:
    settings.BUNDLE_LIMIT_BYTES = 1024

    row = packed(event)

    assert (row.state, row.problem, row.path) == (State.FAILED, Problem.TOO_LARGE, None)
    assert list(row.folder.iterdir()) == []
    assert "larger than the 1.0\xa0KB allowed here" in organizer.get(page(event)).content.decode()
    assert Job.objects.get().state == Job.State.DONE


def test_an_event_withdrawn_meanwhile_is_not_packed(event: Event) -> None:
    pack_later(event, by=None)
    Event.objects.filter(pk=event.pk).update(publication_state=PublicationState.DRAFT)

    run_all()

    assert PackedBundle.objects.get().problem == Problem.NOT_PUBLIC


def test_what_was_not_foreseen_is_shown_and_tried_again(
    event: Event, organizer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tricity.bundles.actions.packing.zip_folder", lambda *given, **more: 1 / 0)
    pack_later(event, by=None)

    run_all()

    assert Job.objects.get().state == Job.State.QUEUED
    assert "Something went wrong" in organizer.get(page(event)).content.decode()


def test_a_worker_that_died_is_followed_by_another_that_starts_over(event: Event) -> None:
    row = pack_later(event, by=None)
    left = row.folder / WORK / "half.part"
    left.mkdir(parents=True)
    PackedBundle.objects.update(state=State.MAKING)

    pack(event.pk)

    assert PackedBundle.objects.get().state == State.READY
    assert not left.exists()


def test_asking_twice_makes_it_once(event: Event) -> None:
    pack_later(event, by=None)
    pack_later(event, by=None)

    assert Job.objects.count() == 1


def test_a_draft_is_refused(event: Event, organizer: Client) -> None:
    Event.objects.filter(pk=event.pk).update(publication_state=PublicationState.DRAFT)

    refused = organizer.post(f"{page(event)}make/")

    assert refused.status_code == 422
    assert "Publish the event first" in organizer.get(page(event)).content.decode()
    with pytest.raises(NotPublic):
        pack_later(Event.objects.get(), by=None)
    assert not PackedBundle.objects.exists()


def test_only_organizers_of_the_event_take_it(event: Event, client: Client) -> None:
    packed(event)
    anonymous = client.get(f"{page(event)}file.zip")
    client.force_login(factories.user())

    assert anonymous.status_code == 302
    assert client.get(f"{page(event)}file.zip").status_code == 403
    assert client.get(page(event)).status_code == 403
    assert client.post(f"{page(event)}make/").status_code == 403


def test_the_file_is_kept_by_no_cache_and_saved_under_a_name(event: Event, organizer: Client) -> None:
    row = packed(event)

    response = organizer.get(f"{page(event)}file.zip")

    assert response["Cache-Control"] == "private, no-cache"
    assert response["Content-Disposition"] == f'attachment; filename="bundle-{row.name}"'
    assert response["Content-Type"] == "application/zip"


def test_a_file_that_is_gone_is_not_offered(event: Event, organizer: Client) -> None:
    path = packed(event).path
    assert path is not None
    path.unlink()

    assert "file.zip" not in organizer.get(page(event)).content.decode()
    assert organizer.get(f"{page(event)}file.zip").status_code == 404


def test_old_bundles_and_those_of_events_that_are_gone_are_removed(
    event: Event, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    row = packed(event)
    orphan = Path(settings.BUNDLES_FOLDER) / "GONE2345"
    orphan.mkdir()
    with django_capture_on_commit_callbacks(execute=True):
        kept = expire_packed(row.asked_at - dt.timedelta(days=1))

    assert (kept, row.folder.exists(), orphan.exists()) == (0, True, False)

    with django_capture_on_commit_callbacks(execute=True):
        removed = expire_packed(timezone.now())

    assert (removed, row.folder.exists(), PackedBundle.objects.count()) == (1, False, 0)


def test_the_page_of_the_event_leads_organizers_there(event: Event, organizer: Client) -> None:
    address = f"/en/events/{event.code}/"

    assert page(event) in organizer.get(address).content.decode()
    assert page(event) not in Client().get(address).content.decode()
