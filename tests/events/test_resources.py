from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import factories
from tests.events.conftest import add_session
from tricity.events import actions
from tricity.events.models import Event, Resource
from tricity.web.identity import PublicationState

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\nslides"


def typed(**changes: Any) -> dict[str, Any]:
    return {
        "kind": "slides",
        "titles_ko": "발표 자료: 주차",
        "language": "ko",
        "file": SimpleUploadedFile("../../Kim's slides (final).PDF", PDF),
        **changes,
    }


def attached(event: Event, name: str = "slides.pdf", content: bytes = PDF, **fields: Any) -> Resource:
    resource = Resource(
        event=event, **{"kind": "slides", "titles": {"ko": "발표 자료: 주차"}, "language": "ko", **fields}
    )
    return actions.add_resource(resource, by=None, upload=ContentFile(content, name=name))


def test_organizer_attaches_a_file_that_anybody_downloads(organizer: Client) -> None:
    event = factories.event()

    response = organizer.post(f"/en/events/{event.code}/resources/new/", typed())

    assert response["Location"] == f"/en/events/{event.code}/#resources"
    resource = Resource.objects.get()
    assert (resource.size_bytes, resource.titles) == (len(PDF), {"ko": "발표 자료: 주차"})
    assert "Kim" not in resource.file.name
    download = Client().get(f"/en/events/{event.code}/resources/{resource.pk}/")
    assert b"".join(download.streaming_content) == PDF
    assert download["Content-Type"] == "application/pdf"
    assert download["X-Content-Type-Options"] == "nosniff"
    assert download["Content-Disposition"] == (
        "attachment; filename*=utf-8''%EB%B0%9C%ED%91%9C-%EC%9E%90%EB%A3%8C-%EC%A3%BC%EC%B0%A8.pdf"
    )


def test_text_is_served_as_utf_8(client: Client) -> None:
    resource = attached(factories.event(), "programme.txt", "日程".encode())

    response = client.get(f"/en/events/{resource.event.code}/resources/{resource.pk}/")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    response.close()


def test_title_of_marks_alone_still_gives_a_file_name(client: Client) -> None:
    resource = attached(factories.event(), titles={"en": "../.."})

    response = client.get(f"/en/events/{resource.event.code}/resources/{resource.pk}/")

    assert response["Content-Disposition"] == f'attachment; filename="{resource.event.code}.pdf"'
    response.close()


def test_file_of_a_draft_is_only_for_those_who_prepare_it(client: Client, draft: Event) -> None:
    resource = attached(draft)
    address = f"/en/events/{draft.code}/resources/{resource.pk}/"

    assert client.get(address).status_code == 404
    client.force_login(factories.user(roles=["curator"]))
    assert client.get(address).status_code == 404
    client.force_login(factories.user(roles=["organizer"]))
    response = client.get(address)
    assert response.status_code == 200
    response.close()


def test_file_is_not_served_through_another_event(client: Client, draft: Event) -> None:
    hidden = attached(draft)
    public = factories.event()

    assert client.get(f"/en/events/{public.code}/resources/{hidden.pk}/").status_code == 404


def test_files_have_no_address_of_their_own(client: Client) -> None:
    resource = attached(factories.event())

    assert client.get(f"/files/{resource.file.name}").status_code == 404
    assert client.get(f"/en/files/{resource.file.name}").status_code == 404


def test_link_is_marked_as_leaving_the_site(client: Client) -> None:
    event = factories.event()
    Resource.objects.create(
        event=event, kind="replay", titles={"en": "Replay"}, url="https://video.example/1"
    )

    response = client.get(f"/en/events/{event.code}/")

    [replay] = response.context["page"].replays
    assert (replay.is_link, replay.domain) == (True, "video.example")
    assert "opens video.example, outside this site" in response.content.decode()
    assert client.get(f"/en/events/{event.code}/resources/{replay.pk}/").status_code == 404


def test_what_the_reader_can_read_comes_first(client: Client) -> None:
    event = factories.event()
    for language in ("zh-hans", "ja", ""):
        attached(event, language=language, titles={"en": language or "any"})

    downloads = client.get(f"/ja/events/{event.code}/").context["page"].downloads

    assert [each.title.source_text or each.title.text for each in downloads] == ["ja", "any", "zh-hans"]


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("file", {"file": SimpleUploadedFile("page.html", b"<script>")}),
        ("file", {"file": SimpleUploadedFile("picture.svg", b"<svg/>")}),
        ("file", {"file": SimpleUploadedFile("slides.pdf", b"<!doctype html>")}),
        ("file", {"file": ""}),
        ("url", {"url": "https://video.example/1"}),
        ("url", {"file": "", "url": "javascript:alert(1)"}),
        ("titles_en", {"titles_ko": ""}),
        ("kind", {"kind": "virus"}),
        ("session", {"session": "999999"}),
    ],
)
def test_attachment_that_cannot_be_is_refused(organizer: Client, field: str, changes: dict[str, Any]) -> None:
    event = factories.event()

    response = organizer.post(f"/en/events/{event.code}/resources/new/", typed(**changes))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not Resource.objects.exists()


def test_file_over_the_limit_is_refused(organizer: Client, settings: Any) -> None:
    settings.UPLOAD_LIMIT_BYTES = len(PDF) - 1

    response = organizer.post(f"/en/events/{factories.event().code}/resources/new/", typed())

    assert response.status_code == 422
    assert "too large" in response.context["form"].errors["file"][0]


def test_file_of_a_session_stands_with_the_session(organizer: Client) -> None:
    session = add_session(factories.event())

    organizer.post(f"/en/events/{session.event.code}/resources/new/", typed(session=str(session.pk)))

    page = organizer.get(f"/en/events/{session.event.code}/").context["page"]
    assert len(page.sessions[0].resources) == 1
    assert page.downloads == ()


def test_session_of_another_event_cannot_be_named(organizer: Client) -> None:
    other = add_session(factories.event())

    response = organizer.post(
        f"/en/events/{factories.event().code}/resources/new/", typed(session=str(other.pk))
    )

    assert response.status_code == 422


@pytest.mark.django_db(transaction=True)
def test_deleting_asks_first_and_removes_the_file(client: Client, settings: Any) -> None:
    client.force_login(factories.user(roles=["organizer"]))
    resource = attached(factories.event())
    stored = Path(settings.MEDIA_ROOT) / str(resource.file.name)
    address = f"/en/events/{resource.event.code}/resources/{resource.pk}/delete/"

    client.get(address)
    assert stored.exists()
    client.post(address)

    assert not stored.exists()
    assert not Resource.objects.exists()


@pytest.mark.parametrize("role", ["visitor", "member", "curator"])
def test_others_neither_attach_nor_delete(client: Client, role: str) -> None:
    resource = attached(factories.event())
    if role != "visitor":
        client.force_login(factories.user(roles=["curator"] if role == "curator" else []))
    address = f"/en/events/{resource.event.code}/resources"
    status = 302 if role == "visitor" else 403

    assert client.post(f"{address}/new/", typed()).status_code == status
    assert client.post(f"{address}/{resource.pk}/delete/").status_code == status
    assert Resource.objects.get() == resource


def test_editor_of_the_owner_attaches(client: Client) -> None:
    body = factories.organization()
    event = factories.event(owner=body, publication_state=PublicationState.DRAFT)
    client.force_login(factories.user(organizations=[body]))

    assert client.post(f"/en/events/{event.code}/resources/new/", typed()).status_code == 302


def test_lost_file_is_not_found_rather_than_an_error(client: Client) -> None:
    resource = attached(factories.event())
    resource.file.storage.delete(resource.file.name)

    assert client.get(f"/en/events/{resource.event.code}/resources/{resource.pk}/").status_code == 404


def test_kept_text_is_written_anew_only_when_it_differs() -> None:
    event = factories.event()

    def keep(text: str) -> Resource:
        return actions.keep_text(event, text, external_id="p", titles={"en": "Programme"}, language="en")

    first = keep("one")
    assert keep("one").file.name == first.file.name
    second = keep("two")
    assert second.pk == first.pk
    with second.file.open("rb") as file:
        assert file.read() == b"two"


def test_downloads_are_counted_and_nothing_else_about_them(client: Client) -> None:
    resource = attached(factories.event())
    address = f"/en/events/{resource.event.code}/resources/{resource.pk}/"

    for _ in range(2):
        b"".join(client.get(address).streaming_content)

    resource.refresh_from_db()
    assert resource.downloads == 2
    assert "downloaded 2 times" in client.get(f"/en/events/{resource.event.code}/").content.decode()
