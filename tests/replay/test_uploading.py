from __future__ import annotations

import hashlib
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import factories
from tricity.activity.models import Entry
from tricity.events.models import Event
from tricity.jobs.models import Job
from tricity.replay.models import Recording

pytestmark = pytest.mark.django_db
CONTENT = b"0123456789" * 10


def begin(client: Client, event: Event, **changes: Any) -> Any:
    data = {
        "channel": "ko",
        "offset_ms": "-0:02.5",
        "name": "booth 3.wav",
        "size_bytes": len(CONTENT),
        **changes,
    }
    return client.post(f"/en/events/{event.code}/replay/uploads/", data)


def send(client: Client, url: str, content: bytes, offset: int | str, **headers: str) -> Any:
    return client.patch(
        url, content, "application/offset+octet-stream", headers={"Upload-Offset": str(offset), **headers}
    )


def test_a_recording_arrives_in_pieces(organizer: Client, event: Event) -> None:
    begun = begin(organizer, event)
    url = begun.json()["url"]

    first = send(organizer, url, CONTENT[:60], 0)
    second = send(organizer, url, CONTENT[60:], 60)

    assert (begun.status_code, begun["Location"], begun.json()["offset"]) == (201, url, 0)
    assert (first.status_code, first["Upload-Offset"]) == (204, "60")
    assert (second.status_code, second["Upload-Offset"]) == (204, "100")
    row = Recording.objects.get()
    assert row.path.read_bytes() == CONTENT
    assert (row.channel, row.offset_ms, row.state) == ("ko", -2500, "checking")
    assert [job.name for job in Job.objects.all()] == ["replay.check"]
    assert Entry.objects.filter(verb="recording.begun").count() == 1


def test_an_upload_that_was_broken_off_goes_on_where_it_was(organizer: Client, event: Event) -> None:
    url = begin(organizer, event).json()["url"]
    send(organizer, url, CONTENT[:60], 0)

    again = begin(organizer, event).json()

    assert again["url"] == url
    assert again["offset"] == 60
    assert organizer.head(url)["Upload-Offset"] == "60"
    assert Recording.objects.get().received_percent == 60


def test_a_piece_that_came_twice_is_taken_once(organizer: Client, event: Event) -> None:
    url = begin(organizer, event).json()["url"]
    send(organizer, url, CONTENT[:60], 0)

    response = send(organizer, url, CONTENT[:60], 0)

    assert (response.status_code, response["Upload-Offset"]) == (409, "60")
    assert Recording.objects.get().path.read_bytes() == CONTENT[:60]


def test_a_damaged_piece_is_not_taken(organizer: Client, event: Event) -> None:
    url = begin(organizer, event).json()["url"]
    good, bad = hashlib.sha256(CONTENT[:60]).hexdigest(), hashlib.sha256(b"other").hexdigest()

    refused = send(organizer, url, CONTENT[:60], 0, **{"Upload-Checksum": bad})
    taken = send(organizer, url, CONTENT[:60], 0, **{"Upload-Checksum": good})

    assert (refused.status_code, taken.status_code) == (422, 204)


@pytest.mark.parametrize(
    ("content", "offset", "status"),
    [(CONTENT + b"more", 0, 413), (b"", 0, 400), (CONTENT, "x", 400), (CONTENT, "", 400), (CONTENT, 5, 409)],
)
def test_a_piece_that_cannot_belong_is_refused(
    organizer: Client, event: Event, content: bytes, offset: int | str, status: int
) -> None:
    url = begin(organizer, event).json()["url"]

    assert send(organizer, url, content, offset).status_code == status
    assert Recording.objects.get().received_bytes == 0


@pytest.mark.parametrize(
    ("changes", "status", "said"),
    [
        ({"size_bytes": 9 * 1024**3}, 413, "at most 8.0"),
        ({"size_bytes": 0}, 422, "greater than or equal to 1"),
        ({"channel": "fr"}, 422, "fr is not one of the available choices"),
        ({"offset_ms": "soon"}, 422, "hours:minutes:seconds"),
        ({"checksum": "abc"}, 422, "64 characters"),
    ],
)
def test_what_is_wrong_with_an_upload_is_said_before_it_begins(
    organizer: Client, event: Event, changes: dict[str, Any], status: int, said: str
) -> None:
    response = begin(organizer, event, **changes)

    assert response.status_code == status
    assert said in response.json()["message"]
    assert not Recording.objects.exists()


def test_an_upload_can_be_given_up(
    organizer: Client, event: Event, django_capture_on_commit_callbacks: Any
) -> None:
    url = begin(organizer, event).json()["url"]
    path = Recording.objects.get().path

    with django_capture_on_commit_callbacks(execute=True):
        assert organizer.delete(url).status_code == 204

    assert not path.exists()
    assert send(organizer, url, CONTENT, 0).status_code == 404


def test_a_small_file_comes_whole_from_a_form_without_scripts(organizer: Client, event: Event) -> None:
    upload = SimpleUploadedFile("../../etc/floor.mp4", CONTENT)

    response = organizer.post(
        f"/en/events/{event.code}/replay/recordings/new/",
        {"channel": "floor", "offset_ms": "", "file": upload},
    )

    assert response["Location"] == f"/en/events/{event.code}/replay/prepare/#recordings"
    row = Recording.objects.get()
    assert (row.name, row.state, row.path.read_bytes()) == ("floor.mp4", "checking", CONTENT)


def test_a_form_without_scripts_says_how_large_a_file_may_be(
    organizer: Client, event: Event, settings: Any
) -> None:
    settings.UPLOAD_LIMIT_BYTES = 50

    response = organizer.post(
        f"/en/events/{event.code}/replay/recordings/new/",
        {"channel": "floor", "file": SimpleUploadedFile("floor.mp4", CONTENT)},
    )

    assert response.status_code == 422
    assert "Allow scripts for this site to upload larger files" in response.content.decode()


def test_only_those_who_prepare_the_event_upload(client: Client, event: Event, draft: Event) -> None:
    organizer = Client()
    organizer.force_login(factories.user(roles=["organizer"]))
    url = begin(organizer, event).json()["url"]

    assert begin(client, event).status_code == 302
    client.force_login(factories.user(roles=["curator"]))
    assert begin(client, event).status_code == 403
    assert begin(client, draft).status_code == 404
    assert send(client, url, CONTENT, 0).status_code == 403
    assert client.delete(url).status_code == 403
    assert client.get(f"/en/events/{event.code}/replay/prepare/").status_code == 403
    assert Recording.objects.get().received_bytes == 0


def test_an_upload_is_reached_only_through_its_own_event(organizer: Client, event: Event) -> None:
    url = begin(organizer, event).json()["url"]

    other = url.replace(event.code, factories.event().code)

    assert send(organizer, other, CONTENT, 0).status_code == 404
