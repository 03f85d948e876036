from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tests import factories
from tests.events.conftest import add_session
from tricity.activity.models import Entry
from tricity.events.models import Event, Session, Talk

pytestmark = pytest.mark.django_db
START = dt.datetime(2027, 5, 20, 5, tzinfo=dt.UTC)


@pytest.fixture
def forum(db: None) -> Event:
    return factories.event(starts_at=START, ends_at=START + dt.timedelta(hours=2), time_zone="Asia/Seoul")


def typed(**changes: str) -> dict[str, str]:
    return {"kind": "panel", "titles_ja": "パネル", "purposes_ja": "目的", **changes}


def test_sessions_come_in_the_order_they_were_added(organizer: Client, forum: Event) -> None:
    for title in ("一", "二"):
        response = organizer.post(f"/en/events/{forum.code}/sessions/new/", typed(titles_ja=title))

    first, second = forum.sessions.all()
    assert (first.titles, second.titles) == ({"ja": "一"}, {"ja": "二"})
    assert response["Location"] == f"/en/events/{forum.code}/#session-{second.pk}"
    assert Entry.objects.filter(verb="session.made", subject_code=forum.code).count() == 2


def test_hours_of_a_session_are_those_of_the_events_zone(organizer: Client, forum: Event) -> None:
    organizer.post(
        f"/en/events/{forum.code}/sessions/new/", typed(starts="2027-05-20T14:30", duration_minutes="45")
    )

    session = Session.objects.get()
    assert session.starts_at == START + dt.timedelta(minutes=30)
    assert session.duration_minutes == 45


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("titles_en", {"titles_ja": ""}),
        ("kind", {"kind": "dance"}),
        ("starts", {"starts": "2027-05-20T13:59"}),
        ("starts", {"starts": "2027-05-20T16:00"}),
        ("duration_minutes", {"starts": "2027-05-20T15:30", "duration_minutes": "31"}),
        ("duration_minutes", {"duration_minutes": "0"}),
    ],
)
def test_session_that_cannot_be_is_refused(
    organizer: Client, forum: Event, field: str, changes: dict[str, str]
) -> None:
    response = organizer.post(f"/en/events/{forum.code}/sessions/new/", typed(**changes))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not Session.objects.exists()


def test_session_is_changed(organizer: Client, forum: Event) -> None:
    session = add_session(forum)

    organizer.post(
        f"/en/events/{forum.code}/sessions/{session.pk}/edit/", typed(kind="closing", titles_en="The end")
    )

    session.refresh_from_db()
    assert (session.kind, session.titles) == ("closing", {"en": "The end", "ja": "パネル"})


def test_deleting_asks_first(organizer: Client, forum: Event) -> None:
    session = add_session(forum)
    address = f"/en/events/{forum.code}/sessions/{session.pk}/delete/"

    assert "A panel" in organizer.get(address).content.decode()
    assert Session.objects.exists()
    organizer.post(address)
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("moved", "direction", "order"),
    [(2, "up", "acb"), (0, "down", "bac"), (0, "up", "abc"), (2, "down", "abc")],
)
def test_session_moves_by_one_place(
    organizer: Client, forum: Event, moved: int, direction: str, order: str
) -> None:
    rows = [add_session(forum, titles={"en": title}, position=7) for title in "abc"]

    organizer.post(f"/en/events/{forum.code}/sessions/{rows[moved].pk}/move/", {"direction": direction})

    assert "".join(str(each) for each in forum.sessions.all()) == order


def test_session_of_another_event_is_not_there(organizer: Client, forum: Event) -> None:
    other = add_session(factories.event())

    for deed in ("edit", "delete", "talks/new"):
        assert organizer.get(f"/en/events/{forum.code}/sessions/{other.pk}/{deed}/").status_code == 404


DEEDS = ["edit", "delete", "move", "talks/new"]


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("role", ["visitor", "member", "curator"])
def test_others_do_not_touch_sessions(client: Client, forum: Event, deed: str, role: str) -> None:
    session = add_session(forum)
    if role != "visitor":
        client.force_login(factories.user(roles=["curator"] if role == "curator" else []))

    response = client.post(f"/en/events/{forum.code}/sessions/{session.pk}/{deed}/", typed())

    assert response.status_code == (302 if role == "visitor" else 403)
    session.refresh_from_db()
    assert session.titles == {"en": "A panel"}


def speaker(**changes: Any) -> dict[str, Any]:
    return {
        "speaker_name": "Kyong-yul Lee",
        "native_name": "이경렬",
        "native_language": "ko",
        "native_name_source": "https://tcs.example/ko",
        "roles_en": "Secretary General",
        **changes,
    }


def test_speaker_is_added_with_a_verified_native_name(organizer: Client, forum: Event) -> None:
    body = factories.organization(names={"en": "A secretariat", "ko": "사무국"})
    session = add_session(forum)

    organizer.post(
        f"/en/events/{forum.code}/sessions/{session.pk}/talks/new/", speaker(organization="사무국")
    )

    talk = Talk.objects.get()
    assert (talk.speaker_name, talk.native_name, talk.native_language) == ("Kyong-yul Lee", "이경렬", "ko")
    assert talk.organization == body
    assert talk.roles == {"en": "Secretary General"}


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("native_name_source", {"native_name_source": ""}),
        ("native_name_source", {"native_name_source": "somebody said so"}),
        ("native_language", {"native_language": ""}),
        ("speaker_name", {"speaker_name": ""}),
        ("organization", {"organization": "A body nobody knows"}),
    ],
)
def test_name_without_its_source_is_refused(
    organizer: Client, forum: Event, field: str, changes: dict[str, str]
) -> None:
    session = add_session(forum)

    response = organizer.post(f"/en/events/{forum.code}/sessions/{session.pk}/talks/new/", speaker(**changes))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]


def test_database_too_keeps_no_native_name_without_source(forum: Event) -> None:
    session = add_session(forum)

    with pytest.raises(IntegrityError), transaction.atomic():
        Talk.objects.create(session=session, speaker_name="A", native_name="甲")


def test_speaker_is_changed_moved_and_taken_off(organizer: Client, forum: Event) -> None:
    session = add_session(forum)
    first = Talk.objects.create(session=session, speaker_name="A")
    second = Talk.objects.create(session=session, speaker_name="B", position=1)
    address = f"/en/events/{forum.code}/talks"

    organizer.post(f"{address}/{second.pk}/move/", {"direction": "up"})
    assert list(session.talks.all()) == [second, first]
    organizer.post(f"{address}/{first.pk}/edit/", {"speaker_name": "C"})
    first.refresh_from_db()
    assert first.speaker_name == "C"
    assert organizer.get(f"{address}/{first.pk}/delete/").status_code == 200
    organizer.post(f"{address}/{first.pk}/delete/")
    assert list(session.talks.all()) == [second]


@pytest.mark.parametrize("deed", ["edit", "delete", "move"])
def test_others_do_not_touch_speakers(client: Client, forum: Event, deed: str) -> None:
    talk = Talk.objects.create(session=add_session(forum), speaker_name="A")
    client.force_login(factories.user(roles=["curator"]))

    assert client.post(f"/en/events/{forum.code}/talks/{talk.pk}/{deed}/", speaker()).status_code == 403
