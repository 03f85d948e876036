from __future__ import annotations

import pytest
from django.test import Client

from tests import factories
from tests.replay.made import BYTES, add_captions, published, with_media
from tricity.events.models import Event, Session
from tricity.replay.actions import first_replay, publish_replay, withdraw_replay
from tricity.replay.errors import EventNotPublic, NothingToShow
from tricity.replay.models import CaptionTrack, Mark, Replay

pytestmark = pytest.mark.django_db


def test_the_page_offers_each_channel_and_caption_language_in_itself(client: Client, event: Event) -> None:
    add_captions(event, "en")
    add_captions(event, "zh-hans")
    published(event, "floor", "ko", "zh-hans", has_picture=True)

    html = client.get(f"/en/events/{event.code}/replay/").content.decode()

    assert '<option value="ko" lang="ko">한국어</option>' in html
    assert '<option value="zh-hans" lang="zh-Hans">简体中文</option>' in html
    assert 'href="?t=40&amp;captions=en#now" data-seek="40.000"' in html


def test_the_transcript_is_in_the_language_asked_for_else_the_reader_s(client: Client, event: Event) -> None:
    add_captions(event, "en")
    add_captions(event, "zh-hans")
    published(event)

    def lines(address: str) -> str:
        return client.get(address).content.decode()

    assert "The river is watched" in lines(f"/en/events/{event.code}/replay/")
    assert "河流水位昼夜监测" in lines(f"/zh-hans/events/{event.code}/replay/")
    assert "河流水位昼夜监测" in lines(f"/ko/events/{event.code}/replay/?captions=zh-hans")
    assert "The river is watched" in lines(f"/ko/events/{event.code}/replay/?captions=xx")


@pytest.mark.parametrize("asked", ["45", "0:45", "45.5,60", "npt:45"])
def test_a_link_with_a_time_marks_the_line_and_starts_the_player_there(
    client: Client, event: Event, asked: str
) -> None:
    add_captions(event, "en")
    published(event, "floor")

    html = client.get(f"/en/events/{event.code}/replay/?t={asked}").content.decode()

    line = html.partition('<li id="now" aria-current="true"')[2].partition("</li>")[0]
    assert "The river is watched" in line
    assert "main.m3u8#t=45." in html


@pytest.mark.parametrize("asked", ["", "x", "-5", "1:2:3:4", "9" * 30])
def test_a_time_that_is_none_is_the_beginning(client: Client, event: Event, asked: str) -> None:
    add_captions(event, "en")
    published(event, "floor")

    response = client.get(f"/en/events/{event.code}/replay/?t={asked}")

    assert response.status_code == 200
    assert 'id="now"' not in response.content.decode()


def test_chapters_are_the_sessions_whose_hours_are_known_until_somebody_marks_some(
    client: Client, event: Event
) -> None:
    add_captions(event, "en")
    published(event, "floor")
    Session.objects.create(event=event, kind="opening", titles={"en": "Opening"}, starts_at=event.starts_at)
    panel = Session.objects.create(event=event, kind="panel", titles={"en": "Panel"})

    by_hours = client.get(f"/en/events/{event.code}/replay/chapters.vtt").content.decode()
    Mark.objects.create(replay=first_replay(event), at_ms=60_000, session=panel)
    by_mark = client.get(f"/en/events/{event.code}/replay/chapters.vtt").content.decode()

    assert "00:00:00.000 --> 00:02:00.000\nOpening" in by_hours
    assert "00:01:00.000 --> 00:02:00.000\nPanel" in by_mark


def test_only_this_page_lets_the_player_give_the_browser_what_it_fetched(
    client: Client, event: Event
) -> None:
    published(event, "floor")

    here = client.get(f"/en/events/{event.code}/replay/")["Content-Security-Policy"]
    elsewhere = client.get(f"/en/events/{event.code}/")["Content-Security-Policy"]

    assert "media-src 'self' blob: data:;" in here
    assert "worker-src 'self'" in here
    assert "script-src 'self';" in here
    assert "blob:" not in elsewhere


def test_the_multivariant_playlist_has_the_reader_s_language_as_its_default(
    client: Client, event: Event
) -> None:
    add_captions(event, "zh-hans")
    published(event, "floor", "ko", has_picture=True)

    korean = client.get(f"/ko/events/{event.code}/replay/main.m3u8")
    japanese = client.get(f"/ja/events/{event.code}/replay/sound.m3u8").content.decode()

    assert korean["Content-Type"] == "application/vnd.apple.mpegurl"
    text = korean.content.decode()
    assert 'NAME="한국어",LANGUAGE="ko",DEFAULT=YES' in text
    assert 'NAME="简体中文",LANGUAGE="zh-Hans"' in text
    assert "RESOLUTION=1280x720" in text
    assert 'LANGUAGE="mul",DEFAULT=YES' in japanese
    assert "RESOLUTION" not in japanese


def test_captions_come_in_segments_and_as_files(client: Client, event: Event) -> None:
    add_captions(event, "zh-hans")
    published(event, "floor")
    root = f"/en/events/{event.code}/replay/captions"

    playlist = client.get(f"{root}/zh-hans.m3u8").content.decode()
    segment = client.get(f"{root}/zh-hans/0.vtt")
    transcript = client.get(f"{root}/zh-hans.txt")

    assert playlist.count(".vtt") == 2
    assert segment["Content-Type"] == "text/vtt; charset=utf-8"
    assert "<v Speaker>停车传感器为司机引路。" in segment.content.decode()
    assert "[0:40] 河流水位昼夜监测。" in transcript.content.decode()
    assert transcript["Content-Disposition"] == f'attachment; filename="{event.code}-zh-hans.txt"'
    assert client.get(f"{root}/zh-hans/9.vtt").status_code == 404
    assert client.get(f"{root}/ja.vtt").status_code == 404


def test_words_of_captions_are_never_markup(client: Client, event: Event) -> None:
    add_captions(event, "en", texts=["<script>alert(1)</script> & more"])
    published(event, "floor")

    html = client.get(f"/en/events/{event.code}/replay/").content.decode()
    vtt = client.get(f"/en/events/{event.code}/replay/captions/en.vtt").content.decode()

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in vtt


def test_a_replay_that_is_not_published_is_there_only_for_those_who_prepare_it(
    client: Client, event: Event
) -> None:
    add_captions(event, "en")
    replay = with_media(event, "floor")
    name = replay.renditions[0]["name"]
    addresses = [
        f"/en/events/{event.code}/replay/{part}"
        for part in ("", "main.m3u8", "sound.m3u8", f"media/{name}/media.mp4", "captions/en.vtt", "chapters.vtt",
                     "captions/en.m3u8", "captions/en.txt", "captions/en/0.vtt")
    ]  # fmt: skip

    assert {client.get(address).status_code for address in addresses} == {404}
    client.force_login(factories.user(roles=["curator"]))
    assert {client.get(address).status_code for address in addresses} == {404}
    client.force_login(factories.user(roles=["organizer"]))
    assert {client.get(address).status_code for address in addresses} == {200}


def test_a_published_replay_of_a_withdrawn_event_is_gone(client: Client, event: Event) -> None:
    add_captions(event, "en")
    replay = published(event, "floor")
    event.publication_state = "draft"
    event.save()

    assert client.get(f"/en/events/{event.code}/replay/").status_code == 404
    name = replay.renditions[0]["name"]
    assert client.get(f"/en/events/{event.code}/replay/media/{name}/media.mp4").status_code == 404


def test_what_has_neither_sound_nor_captions_is_not_published(event: Event, draft: Event) -> None:
    with pytest.raises(NothingToShow):
        publish_replay(first_replay(event), by=None)
    add_captions(draft, "en")
    with pytest.raises(EventNotPublic):
        publish_replay(first_replay(draft), by=None)


def test_the_event_s_page_leads_to_a_published_replay(client: Client, event: Event) -> None:
    add_captions(event, "en")
    published(event, "floor")

    assert f"/en/events/{event.code}/replay/" in client.get(f"/en/events/{event.code}/").content.decode()
    withdraw_replay(event.replays.get(), by=None)
    assert "/replay/" not in client.get(f"/en/events/{event.code}/").content.decode()


def test_where_media_are_gone_the_transcript_stays(client: Client, event: Event) -> None:
    """As after a backup was restored, which does not hold what can be made again."""
    add_captions(event, "en")
    replay = published(event, "floor")
    for each in replay.folder.iterdir():
        for file in each.iterdir():
            file.unlink()

    html = client.get(f"/en/events/{event.code}/replay/").content.decode()

    assert "data-player" not in html
    assert "The river is watched" in html


def test_a_made_up_example_says_so(client: Client, event: Event) -> None:
    add_captions(event, "en", origin=CaptionTrack.Origin.EXAMPLE)
    published(event, "floor")

    assert (
        "made up to show how a replay works"
        in client.get(f"/en/events/{event.code}/replay/").content.decode()
    )


@pytest.mark.parametrize(
    ("asked", "status", "body", "part"),
    [
        ("", 200, BYTES, ""),
        ("bytes=0-9", 206, BYTES[:10], f"bytes 0-9/{len(BYTES)}"),
        ("bytes=2000-", 206, BYTES[2000:], f"bytes 2000-{len(BYTES) - 1}/{len(BYTES)}"),
        ("bytes=-5", 206, BYTES[-5:], f"bytes {len(BYTES) - 5}-{len(BYTES) - 1}/{len(BYTES)}"),
        ("bytes=5-999999999", 206, BYTES[5:], f"bytes 5-{len(BYTES) - 1}/{len(BYTES)}"),
        ("bytes=99999999-", 416, b"", f"bytes */{len(BYTES)}"),
        ("bytes=9-2", 416, b"", f"bytes */{len(BYTES)}"),
        ("pages=1-2", 416, b"", f"bytes */{len(BYTES)}"),
    ],
)
def test_media_are_served_by_ranges(
    client: Client, event: Event, asked: str, status: int, body: bytes, part: str
) -> None:
    replay = published(event, "ko")
    address = f"/en/events/{event.code}/replay/media/{replay.renditions[0]['name']}/media.mp4"

    response = client.get(address, headers={"Range": asked, "Accept-Encoding": "gzip"} if asked else {})

    assert response.status_code == status
    content = b"".join(response.streaming_content) if response.streaming else response.content
    assert content == body
    assert response.get("Content-Range", "") == part
    assert response["Accept-Ranges"] == "bytes"
    assert response["Content-Encoding"] == "identity"


def test_media_are_kept_for_minutes_and_sent_again_only_where_they_changed(
    client: Client, event: Event
) -> None:
    replay = published(event, "ko")
    address = f"/en/events/{event.code}/replay/media/{replay.renditions[0]['name']}/media.mp4"

    first = client.get(address)
    b"".join(first.streaming_content)

    assert first["Content-Type"] == "audio/mp4"
    assert first["Cache-Control"] == "public, max-age=300, must-revalidate"
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert client.head(address)["Content-Length"] == str(len(BYTES))


@pytest.mark.parametrize(
    "path",
    [
        "../../secret-key",
        "sound-ko-000000000001/made.json",
        "sound-ko-000000000001/../../x",
        "picture-0/media.mp4",
    ],
)
def test_nothing_else_of_the_disk_is_served(client: Client, event: Event, path: str) -> None:
    published(event, "ko")

    assert client.get(f"/en/events/{event.code}/replay/media/{path}").status_code == 404


@pytest.mark.parametrize("lines", [1, 300])
def test_the_page_takes_few_queries(
    client: Client, event: Event, lines: int, django_assert_max_num_queries: object
) -> None:
    add_captions(event, "en", texts=["Words."] * lines)
    add_captions(event, "zh-hans")
    published(event, "floor", "ko", "ja")
    client.get(f"/en/events/{event.code}/replay/")

    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get(f"/en/events/{event.code}/replay/")


def test_a_replay_of_another_event_is_another(client: Client, event: Event) -> None:
    add_captions(event, "en")
    published(event, "floor")

    assert Replay.objects.count() == 1
    assert client.get(f"/en/events/{factories.event().code}/replay/").status_code == 404
