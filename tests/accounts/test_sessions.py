"""Where a person is signed in, and signing out there."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests import factories
from tests.accounts.people import PASSWORD, SECURITY, signed_in, verbs

from tricity.accounts.credentials import sessions
from tricity.accounts.credentials.devices import device
from tricity.accounts.models import SignIn

pytestmark = pytest.mark.django_db
LAPTOP = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = (
    "Mozilla/5.0 (Linux; Android 14; SM-S918N) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0"
    " Chrome/125.0.0.0 Mobile Safari/537.36"
)


@pytest.fixture
def person() -> Any:
    return factories.user(username="haneul")


def is_signed_in(client: Client) -> bool:
    return client.get("/en/my/").status_code == 200


def test_a_person_sees_their_sessions_with_program_and_way_in(person: Any) -> None:
    here, _there = signed_in("haneul", LAPTOP), signed_in("haneul", PHONE)

    page = here.get(SECURITY)

    shown = [(each.device, each.method) for each in page.context["sessions"]]
    assert shown == [("Firefox · Windows", "password"), ("Samsung Internet · Android", "password")]
    assert page.content.decode().count("this session") == 1


def test_signing_out_elsewhere_ends_that_session_alone(person: Any) -> None:
    here, there, third = (signed_in("haneul", browser) for browser in (LAPTOP, PHONE, ""))
    session = SignIn.objects.get(device="Samsung Internet · Android")

    response = here.post(f"{SECURITY}sessions/{session.pk}/end/")

    assert response["Location"] == SECURITY
    assert (is_signed_in(here), is_signed_in(there), is_signed_in(third)) == (True, False, True)
    assert verbs()[-1] == "account.session-ended"


def test_signing_out_everywhere_else_leaves_this_session(person: Any) -> None:
    here, there, third = (signed_in("haneul", browser) for browser in (LAPTOP, PHONE, ""))

    here.post(SECURITY + "sessions/end/")

    assert (is_signed_in(here), is_signed_in(there), is_signed_in(third)) == (True, False, False)
    assert len(here.get(SECURITY).context["sessions"]) == 1
    assert verbs()[-1] == "account.sessions-ended"


def test_nobody_ends_the_session_of_another_person(person: Any) -> None:
    factories.user(username="mirai")
    mine, theirs = signed_in("haneul"), signed_in("mirai")
    session = SignIn.objects.get(user__username="mirai")

    assert mine.post(f"{SECURITY}sessions/{session.pk}/end/").status_code == 404
    assert is_signed_in(theirs)


def test_the_session_at_hand_is_ended_by_signing_out(person: Any) -> None:
    client = signed_in("haneul")
    session = SignIn.objects.get()

    assert client.post(f"{SECURITY}sessions/{session.pk}/end/").status_code == 404
    client.post("/en/sign-out/")

    assert not SignIn.objects.exists()


def test_a_changed_password_keeps_this_session_on_the_list_and_ends_the_others(person: Any) -> None:
    here, there = signed_in("haneul", LAPTOP), signed_in("haneul", PHONE)
    values = {
        "old_password": PASSWORD,
        "new_password1": "another-long-one",
        "new_password2": "another-long-one",
    }

    here.post("/en/my/password/", values)

    assert not is_signed_in(there)
    assert [each.device for each in here.get(SECURITY).context["sessions"]] == ["Firefox · Windows"]


def test_a_session_says_when_it_was_last_seen(person: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in("haneul")
    yesterday = timezone.now() - dt.timedelta(days=1)
    SignIn.objects.update(seen_at=yesterday)
    real = sessions.time.time

    client.get("/en/my/")
    assert SignIn.objects.get().seen_at == yesterday
    monkeypatch.setattr(sessions.time, "time", lambda: real() + sessions.SEEN_EVERY_SECONDS)
    client.get("/en/my/")

    assert SignIn.objects.get().seen_at > yesterday


def test_a_session_from_before_they_were_noted_is_noted_when_used(person: Any) -> None:
    client = signed_in("haneul")
    SignIn.objects.all().delete()
    kept = client.session
    del kept[sessions.SEEN]
    kept.save()

    client.get("/en/my/")

    assert SignIn.objects.get().user == person


def test_sessions_that_ran_out_are_forgotten(person: Any) -> None:
    SignIn.objects.create(user=person, session_key="gone", seen_at=timezone.now())

    page = signed_in("haneul").get(SECURITY)

    assert len(page.context["sessions"]) == 1
    assert SignIn.objects.count() == 1


@pytest.mark.parametrize(
    ("user_agent", "expected"),
    [
        (LAPTOP, "Firefox · Windows"),
        (PHONE, "Samsung Internet · Android"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148 MicroMessenger/8.0.50",
            "WeChat · iPhone",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0 Safari/537.36 Edg/140.0", "Edge · Linux"),
        ("curl/8", ""),
        ("", ""),
    ],
)
def test_programs_are_told_apart_roughly(user_agent: str, expected: str) -> None:
    assert device(user_agent) == expected
