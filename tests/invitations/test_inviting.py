"""Inviting people and bodies, and what they answer."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from tests import factories
from tests.invitations.conftest import signed_in, workbook
from tricity.activity.models import Entry
from tricity.events.models import Event
from tricity.invitations import actions
from tricity.invitations.errors import AnsweredAlready
from tricity.invitations.guests import Guest, sealed
from tricity.invitations.models import Invitation
from tricity.invitations.reminding import remind_due
from tricity.members.codes import digest_of
from tricity.notices.models import Notice
from tricity.participation.models import Admission, Registration

pytestmark = pytest.mark.django_db


def invited(event: Event, by: Any, **fields: Any) -> tuple[Invitation, str]:
    return actions.invite(event, [Guest(**{"language": "ko", "name": "김하늘", **fields})], by=by)[0]


def answers(**more: str) -> dict[str, str]:
    wish = {"name": "김하늘", "organization_named": "수원시", "role": "city", "way": "online", "reads": "ko"}
    return {**wish, "agreed_event_registration": "on", **more}


def test_a_list_is_kept_only_after_the_preview(event: Event, organizer: Any) -> None:
    client = signed_in(organizer)
    upload = workbook(("name", "language"), ("김하늘", "ko"), ("山田花子", "ja"))

    seen = client.post(f"/en/events/{event.code}/invitations/list/", {"upload": upload})

    assert "김하늘" in seen.text
    assert not Invitation.objects.exists()
    seal = seen.context["form"].initial["seal"]
    done = client.post(f"/en/events/{event.code}/invitations/send/", {"seal": seal, "answer_by": ""})
    links = re.findall(r"/(ko|ja)/invited/([A-Z0-9-]+)/", done.text)
    assert [language for language, _secret in links] == ["ko", "ja"]
    assert {digest_of(secret) for _language, secret in links} == set(
        Invitation.objects.values_list("digest", flat=True)
    )


def test_a_list_with_mistakes_invites_nobody_and_says_where(event: Event, organizer: Any) -> None:
    upload = workbook(("name", "language"), ("김하늘", "ko"), ("B", "tlh"))

    answer = signed_in(organizer).post(f"/en/events/{event.code}/invitations/list/", {"upload": upload})

    assert answer.status_code == 422
    assert "Row 3: the language “tlh”" in answer.text
    assert not Invitation.objects.exists()


def test_the_preview_of_another_person_or_event_is_refused(event: Event, organizer: Any) -> None:
    other = factories.user(roles=["organizer"])
    seal = sealed([Guest("ko", name="A")], event, other)

    answer = signed_in(organizer).post(f"/en/events/{event.code}/invitations/send/", {"seal": seal})

    assert answer.status_code == 302
    assert not Invitation.objects.exists()


def test_a_day_that_is_over_is_refused_and_the_preview_stays(event: Event, organizer: Any) -> None:
    seal = sealed([Guest("ko", name="김하늘")], event, organizer)
    values = {"seal": seal, "answer_by": "2020-01-01T10:00"}

    answer = signed_in(organizer).post(f"/en/events/{event.code}/invitations/send/", values)

    assert answer.status_code == 422
    assert "김하늘" in answer.text
    assert "over already" in answer.text


def test_bodies_are_chosen_from_the_directory_and_told_on_the_desks(event: Event, organizer: Any) -> None:
    body = factories.organization("JP", language="ja", names={"ja": "横浜市", "en": "Yokohama"})
    member = factories.member("JP")
    member.memberships.update(organization=body)
    client = signed_in(organizer)
    page = f"/en/events/{event.code}/invitations/choose/"

    found = client.get(page + "?country=JP&q=横浜")
    assert "Yokohama" in found.text
    seen = client.post(page, {"body": body.code})
    client.post(f"/en/events/{event.code}/invitations/send/", {"seal": seen.context["form"].initial["seal"]})

    row = Invitation.objects.get()
    assert (row.organization, row.language, row.country_id) == (body, "ja", "JP")
    assert Notice.objects.filter(recipient=member, kind="invitation.body").exists()


def test_choosing_nobody_is_said(event: Event, organizer: Any) -> None:
    answer = signed_in(organizer).post(f"/en/events/{event.code}/invitations/choose/", {})

    assert answer.status_code == 422
    assert "at least one" in answer.text


def test_who_is_invited_already_is_left_out(event: Event, organizer: Any) -> None:
    invited(event, organizer, email="Haneul@example.kr")
    guests = [
        Guest("ko", name="other", email="haneul@example.kr"),
        Guest("ko", name="new"),
        Guest("ko", name="NEW"),
    ]

    made = actions.invite(event, guests, by=organizer)

    assert [row.name for row, _secret in made] == ["new"]


def test_the_link_opens_the_form_filled_in_and_registers_without_approval(
    event: Event, organizer: Any
) -> None:
    Admission.objects.update(needs_approval=True)
    body = factories.organization("KR", language="ko", type="city", names={"ko": "수원시"})
    row, secret = invited(event, organizer, body=body.pk, country="KR", email="h@example.kr")
    client = Client()

    form = client.get(f"/ko/invited/{secret}/register/").context["form"]
    done = client.post(f"/ko/invited/{secret}/register/", answers())

    assert form.initial["name"] == "김하늘"
    assert form.initial["organization_named"] == "수원시"
    assert (form.initial["role"], form.initial["email"]) == ("city", "h@example.kr")
    assert done.context["secret"]
    row.refresh_from_db()
    assert row.state == "accepted"
    assert row.registration is not None
    assert row.registration.state == "confirmed"
    assert client.post(f"/ko/invited/{secret}/register/", answers()).status_code == 302
    assert Registration.objects.count() == 1


def test_who_cannot_come_says_so_and_may_still_register(event: Event, organizer: Any) -> None:
    row, secret = invited(event, organizer)
    client = Client()

    client.post(f"/ko/invited/{secret}/decline/", {"remark": "출장 중입니다."})

    row.refresh_from_db()
    assert (row.state, row.remark) == ("declined", "출장 중입니다.")
    assert (
        "출장 중입니다." in signed_in(organizer).get(f"/en/events/{event.code}/invitations/{row.code}/").text
    )
    assert client.post(f"/ko/invited/{secret}/register/", answers()).status_code == 200
    row.refresh_from_db()
    assert row.state == "accepted"


def test_while_registration_is_closed_the_page_says_so(event: Event, organizer: Any) -> None:
    Admission.objects.update(is_open=False)
    _row, secret = invited(event, organizer)

    assert "not open at present" in Client().get(f"/en/invited/{secret}/").text
    assert Client().get(f"/en/invited/{secret}/register/").status_code == 302


def test_a_new_link_closes_the_old_one(event: Event, organizer: Any) -> None:
    row, old = invited(event, organizer)
    page = f"/en/events/{event.code}/invitations/{row.code}/"

    sent = signed_in(organizer).post(page, {"deed": "renew"})

    found = re.search(r"/ko/invited/([A-Z0-9-]+)/", sent.text)
    assert found is not None
    assert Client().get(f"/ko/invited/{old}/").status_code == 404
    assert Client().get(f"/ko/invited/{found[1]}/").status_code == 200


def test_what_is_withdrawn_opens_nothing_and_cannot_be_answered(event: Event, organizer: Any) -> None:
    row, secret = invited(event, organizer)

    signed_in(organizer).post(f"/en/events/{event.code}/invitations/{row.code}/", {"deed": "withdraw"})

    assert Client().get(f"/ko/invited/{secret}/").status_code == 404
    with pytest.raises(AnsweredAlready):
        actions.decline(row, "")
    with pytest.raises(AnsweredAlready):
        actions.renew(row, by=organizer)


def test_organizers_see_who_answered_and_from_where(event: Event, organizer: Any) -> None:
    body = factories.organization("KR", type="city", names={"ko": "수원시", "en": "Suwon"})
    invited(event, organizer, body=body.pk, country="KR")
    _row, secret = invited(event, organizer, name="山田花子", language="ja")
    actions.decline(Invitation.objects.get(digest=digest_of(secret)), "")

    page = signed_in(organizer).get(f"/en/events/{event.code}/invitations/?state=declined")

    assert "山田花子" in page.text
    assert "김하늘" not in page.text
    assert dict(page.context["states"])["No answer yet"] == 1
    (_heading, _id, balance), _coming = page.context["balances"]
    assert sum(row.total for row in balance.rows) == 1


def test_letters_and_one_reminder_go_to_those_with_an_address(
    event: Event, organizer: Any, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.MAIL_CONFIGURED = True
    until = timezone.now() + dt.timedelta(days=10)
    guests = [Guest("en", name="Jo", email="jo@example.org"), Guest("en", name="No address")]
    with django_capture_on_commit_callbacks(execute=True):
        actions.invite(event, guests, by=organizer, answer_by=until)

    (letter,) = mail.outbox
    assert letter.to == ["jo@example.org"]
    assert "/en/invited/" in letter.body
    with django_capture_on_commit_callbacks(execute=True):
        assert remind_due(until - dt.timedelta(days=4)) == 0
        assert remind_due(until - dt.timedelta(days=2)) == 1
        assert remind_due(until - dt.timedelta(days=1)) == 0
    assert "/invited/" not in mail.outbox[1].body
    assert Invitation.objects.get(name="Jo").mailed_at is not None


def test_inviting_is_in_the_audit_trail_without_names(event: Event, organizer: Any) -> None:
    invited(event, organizer)

    entry = Entry.objects.get(verb="event.invited")

    assert entry.actor == organizer
    assert entry.details == {"number": 1}


@pytest.mark.parametrize("path", ["", "list/", "choose/", "template.xlsx"])
def test_only_who_edits_the_event_invites(event: Event, path: str) -> None:
    page = f"/en/events/{event.code}/invitations/{path}"

    assert Client().get(page).status_code == 302
    assert signed_in(factories.member("JP")).get(page).status_code == 403


def test_wrong_links_are_slowed_down(event: Event, organizer: Any) -> None:
    _row, secret = invited(event, organizer)
    client = Client()

    for _ in range(10):
        client.get("/ko/invited/AAAA-AAAA/")

    assert client.get(f"/ko/invited/{secret}/").status_code == 404
