from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from tests import factories
from tricity.activity.models import Entry
from tricity.events import actions
from tricity.events.models import Event, Resource, Talk
from tricity.site.sample.event import EVENT, load_sample_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def description() -> dict[str, Any]:
    return json.loads(EVENT.read_text(encoding="utf-8"))


def test_sample_becomes_a_public_event_compiled_from_its_sources(countries: Any) -> None:
    event = load_sample_event()

    assert event.is_public
    assert event.standing == "compiled"
    assert event.starts_at.isoformat() == "2020-08-05T06:00:00+00:00"
    assert event.languages == ["zh-hans", "ja", "ko"]
    assert [each.kind for each in event.sessions.all()] == [
        "opening",
        "presentations",
        "presentations",
        "panel",
        "closing",
        "questions",
    ]
    assert Talk.objects.count() == 12


def test_only_verified_native_names_are_kept(countries: Any) -> None:
    load_sample_event()

    kept = Talk.objects.exclude(native_name="")
    assert {talk.native_name for talk in kept} == {
        "이경렬",
        "道上尚史",
        "郑明媚",
        "南雲岳彦",
        "望月康則",
        "강도호",
    }
    assert all(talk.native_name_source.startswith("http") for talk in kept)


def test_loading_again_changes_nothing(countries: Any) -> None:
    load_sample_event()
    before = (Event.objects.values().get(), list(Resource.objects.values()), Entry.objects.count())

    load_sample_event()

    assert (Event.objects.values().get(), list(Resource.objects.values()), Entry.objects.count()) == before


def test_loading_again_does_not_publish_again(countries: Any) -> None:
    event = load_sample_event()
    actions.withdraw(event, by=None)

    assert not load_sample_event().is_public


def test_changed_description_renews_what_differs_and_moves_calendars_on(description: dict[str, Any]) -> None:
    event = actions.load_event(description, source="sample")
    sequence = event.calendar_sequence
    own = Talk.objects.create(session=event.sessions.first(), speaker_name="Added here")
    changed = {**description, "sessions": description["sessions"][:3]}
    changed["title"] = {"en": "Renamed"}

    renewed = actions.load_event(changed, source="sample")

    renewed.refresh_from_db()
    assert renewed.titles == {"en": "Renamed"}
    assert renewed.sessions.count() == 3
    assert renewed.calendar_sequence > sequence
    assert Talk.objects.filter(pk=own.pk).exists()


def test_speakers_body_is_linked_where_the_directory_knows_it(description: dict[str, Any]) -> None:
    body = factories.organization(names={"ja": "一般社団法人スマートシティ・インスティテュート"})

    actions.load_event(description, source="sample")

    assert Talk.objects.get(speaker_name="Takehiko Nagumo").organization == body
    assert Talk.objects.get(speaker_name="Yasunori Mochizuki").organization is None


@pytest.mark.parametrize(
    ("language", "title", "hour"),
    [
        ("en", "Webinar on CJK Smart Cities", "15:00–17:00"),
        ("ja", "日中韓スマートシティウェビナー", "15:00–17:00"),
        ("ko", "한중일 스마트시티 온라인 세미나", "15:00–17:00"),
        ("zh-hans", "中日韩智慧城市网络研讨会", "14:00–16:00"),
    ],
)
def test_programme_can_be_downloaded_in_each_language(
    client: Client, countries: Any, language: str, title: str, hour: str
) -> None:
    event = load_sample_event()
    resource = event.resources.get(language=language)

    response = client.get(f"/{language}/events/{event.code}/resources/{resource.pk}/")

    text = b"".join(response.streaming_content).decode("utf-8")
    assert text.startswith(title)
    assert hour in text
    assert "이경렬 (Kyong-yul Lee)" in text


def test_replay_is_the_organizers_page(client: Client, countries: Any) -> None:
    event = load_sample_event()

    page = client.get(f"/ko/events/{event.code}/").context["page"]

    assert [each.domain for each in page.replays] == ["we-gov.org"]
    assert page.downloads[0].title.text == "프로그램"
    assert page.downloads[0].pk == event.resources.get(language="ko").pk


@pytest.mark.parametrize("language", ["en", "ja", "ko", "zh-hans"])
def test_sample_is_read_without_opening_an_original(client: Client, countries: Any, language: str) -> None:
    event = load_sample_event()

    content = client.get(f"/{language}/events/{event.code}/").content.decode()

    assert 'class="original"' not in content
