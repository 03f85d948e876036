"""Rooms, people, links to join, series, limits, and what a speaker agrees to."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from tests import factories
from tests.events.conftest import add_session
from tricity.activity.models import Entry
from tricity.events import joining, rules
from tricity.events.models import Event, JoinLink, Room, Series, Session, SessionPerson, Talk
from tricity.privacy.registry import holding

pytestmark = pytest.mark.django_db
START = dt.datetime(2027, 5, 20, 5, tzinfo=dt.UTC)


@pytest.fixture
def panel(db: None) -> Session:
    event = factories.event(starts_at=START, ends_at=START + dt.timedelta(hours=2), time_zone="Asia/Seoul")
    return add_session(event, starts_at=START, duration_minutes=60)


@pytest.fixture
def _no_admissions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joining, "_admissions", [])


def person(**changes: str) -> dict[str, str]:
    return {
        "role": "interpreter",
        "native_name": "山田 花子",
        "native_language": "ja",
        "reading": "やまだ はなこ",
        "romanized_name": "YAMADA Hanako",
        "from_language": "ja",
        "to_language": "ko",
        "both_ways": "on",
        "shift_offset_minutes": "30",
        "shift_minutes": "30",
        **changes,
    }


def test_interpreter_is_kept_with_reading_pair_and_shift(organizer: Client, panel: Session) -> None:
    organizer.post(f"/en/events/{panel.event.code}/sessions/{panel.pk}/people/new/", person())

    kept = SessionPerson.objects.get()
    assert (kept.native_name, kept.reading, kept.from_language, kept.to_language) == (
        "山田 花子",
        "やまだ はなこ",
        "ja",
        "ko",
    )
    assert (kept.shift_offset_minutes, kept.shift_minutes, kept.is_public) == (30, 30, False)
    assert Entry.objects.filter(verb="session-person.made", subject_code=panel.event.code).exists()


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("native_name", {"native_name": "", "romanized_name": ""}),
        ("native_language", {"native_language": ""}),
        ("to_language", {"to_language": "ja"}),
        ("from_language", {"from_language": ""}),
        ("shift_offset_minutes", {"shift_offset_minutes": "60"}),
        ("organization", {"organization": "A body nobody knows"}),
        ("username", {"username": "nobody"}),
    ],
)
def test_person_that_cannot_be_is_refused_at_its_field(
    organizer: Client, panel: Session, field: str, changes: dict[str, str]
) -> None:
    response = organizer.post(
        f"/en/events/{panel.event.code}/sessions/{panel.pk}/people/new/", person(**changes)
    )

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]


@pytest.mark.parametrize(("is_public", "count"), [(True, 1), (False, 0)])
def test_page_names_only_who_may_be_named(
    client: Client, panel: Session, is_public: bool, count: int
) -> None:
    SessionPerson.objects.create(
        session=panel, role="moderator", native_name="김하늘", native_language="ko", is_public=is_public
    )

    content = client.get(f"/en/events/{panel.event.code}/").content.decode()

    assert content.count("김하늘") == count


def test_erasing_an_account_takes_only_those_not_named_on_the_page() -> None:
    user = factories.user()
    part = add_session(factories.event())
    for is_public in (True, False):
        SessionPerson.objects.create(
            session=part, role="moderator", romanized_name="X", user=user, is_public=is_public
        )
    kept = holding("session-people")
    assert kept is not None

    kept.erase(user, timezone.now())

    assert [each.user for each in SessionPerson.objects.all()] == [None]


def link(panel: Session, **fields: Any) -> JoinLink:
    defaults: dict[str, Any] = {
        "platform": "Tencent Meeting",
        "url": "https://meeting.example/1",
        "shown_from": timezone.now() - dt.timedelta(hours=1),
    }
    return JoinLink.objects.create(session=panel, **{**defaults, **fields})


@pytest.mark.usefixtures("_no_admissions")
def test_link_to_join_is_told_to_those_signed_in_and_in_time(client: Client, panel: Session) -> None:
    link(panel)
    link(panel, url="https://meeting.example/later", shown_from=timezone.now() + dt.timedelta(hours=1))
    address = f"/en/events/{panel.event.code}/"

    assert "meeting.example" not in client.get(address).content.decode()

    client.force_login(factories.user())
    content = client.get(address).content.decode()
    assert "https://meeting.example/1" in content
    assert "https://meeting.example/later" not in content


@pytest.mark.usefixtures("_no_admissions")
def test_registered_rule_decides_who_is_told(panel: Session) -> None:
    guest, stranger = factories.user(), factories.user()
    joining.register_admission(lambda user, event: user.pk == guest.pk and event == panel.event)

    assert rules.may_see_join_links(guest, panel.event)
    assert not rules.may_see_join_links(stranger, panel.event)
    assert not rules.may_see_join_links(AnonymousUser(), panel.event)


def test_organizer_adds_a_link_with_its_hour_in_the_events_zone(organizer: Client, panel: Session) -> None:
    factories.country("CN")
    organizer.post(
        f"/en/events/{panel.event.code}/sessions/{panel.pk}/links/new/",
        {
            "platform": "Tencent Meeting",
            "url": "https://meeting.example/1",
            "country": "CN",
            "language": "zh-hans",
            "shown": "2027-05-20T13:30",
        },
    )

    kept = JoinLink.objects.get()
    assert kept.shown_from == START - dt.timedelta(minutes=30)
    assert Entry.objects.get(verb="join-link.made").details == {"platform": "Tencent Meeting"}


def test_room_is_chosen_for_a_session_and_may_go(organizer: Client, panel: Session) -> None:
    code = panel.event.code
    organizer.post(f"/en/events/{code}/rooms/new/", {"names_ko": "대회의실", "names_en": "Main hall"})
    room = Room.objects.get()
    organizer.post(
        f"/en/events/{code}/sessions/{panel.pk}/edit/",
        {"kind": "panel", "titles_en": "A panel", "room": str(room.pk)},
    )
    assert Session.objects.get(pk=panel.pk).room == room
    assert "Main hall" in organizer.get(f"/en/events/{code}/").content.decode()

    organizer.post(f"/en/events/{code}/rooms/{room.pk}/delete/")

    assert Session.objects.get(pk=panel.pk).room is None


def test_series_shows_its_public_events(client: Client, draft: Event) -> None:
    series = Series.objects.create(titles={"en": "Forums"})
    shown = factories.event(titles={"en": "Open forum"}, series=series)
    Event.objects.filter(pk=draft.pk).update(series=series)

    content = client.get(series.get_absolute_url()).content.decode()

    assert "Open forum" in content
    assert "Secret forum" not in content
    assert "Forums" in client.get(shown.get_absolute_url()).content.decode()


def test_programme_of_several_days_has_a_heading_for_each(client: Client) -> None:
    event = factories.event(starts_at=START, ends_at=START + dt.timedelta(days=2))
    add_session(event, starts_at=START, duration_minutes=60)
    add_session(event, starts_at=START + dt.timedelta(days=1), duration_minutes=60, position=1)

    days = client.get(f"/en/events/{event.code}/").context["page"].days

    assert [day.heading for day in days] == ["May 20, 2027", "May 21, 2027"]


def test_what_a_speaker_agrees_to_is_kept_for_each_use(organizer: Client, panel: Session) -> None:
    organizer.post(
        f"/en/events/{panel.event.code}/sessions/{panel.pk}/talks/new/",
        {
            "speaker_name": "Kim Haneul",
            "native_name": "김하늘",
            "native_language": "ko",
            "native_name_by_speaker": "on",
            "abstracts_ko": "요약",
            "spoken_languages": ["ko"],
            "licence": "CC BY 4.0",
            "consent_recording": "yes",
            "consent_slides": "no",
        },
    )

    talk = Talk.objects.get()
    answers = {each.use: (each.is_given, each.answered_by) for each in talk.consents.all()}
    assert answers == {"recording": (True, "organizer"), "slides": (False, "organizer")}
    assert (talk.abstracts, talk.spoken_languages, talk.licence) == ({"ko": "요약"}, ["ko"], "CC BY 4.0")
    assert Entry.objects.get(verb="talk.consents-changed").details == {"uses": ["recording", "slides"]}


def test_operator_alone_sets_how_long_interpreters_work(client: Client, organizer: Client) -> None:
    assert organizer.get("/en/events/interpreting/").status_code == 403

    operator = Client()
    operator.force_login(factories.user(roles=["operator"]))
    values = {
        "simultaneous_relief": "20",
        "simultaneous_daily": "180",
        "consecutive_relief": "60",
        "consecutive_daily": "300",
    }
    assert operator.post("/en/events/interpreting/", values).status_code == 302
    assert 'value="20"' in operator.get("/en/events/interpreting/").content.decode()


def test_speaker_takes_the_answers_along_with_the_talks(panel: Session) -> None:
    talk = Talk.objects.create(session=panel, speaker_name="Kim Haneul")
    talk.consents.create(use="slides", is_given=False, answered_by="speaker")
    kept = holding("speakers")
    assert kept is not None

    [row] = kept.export(factories.user(romanized_name="Kim Haneul"))

    assert row["consents"] == {"slides": False}
