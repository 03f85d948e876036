"""Meetings in the browser: an entry, the list, asking, answering; and what organizers do."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from tests import factories
from tests.meetings.conftest import agreed, arranged, asked, partner, slots
from tests.meetings.test_arranging import typed
from tests.participation.conftest import wish
from tricity.activity.models import Entry
from tricity.cooperation.models import Match, SynthesisRun
from tricity.events.models import Event, Session, Talk
from tricity.meetings.models import Arrangement, Interpreter, Meeting, Partner
from tricity.participation.actions import register
from tricity.privacy.models import Consent

pytestmark = pytest.mark.django_db


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def at(event: Event, path: str = "", language: str = "en") -> str:
    return f"/{language}/events/{event.code}/meetings/{path}"


@pytest.fixture
def many_queries(django_assert_max_num_queries: Any) -> Any:
    return django_assert_max_num_queries


def test_an_entry_needs_the_agreement_and_puts_one_on_the_list(
    event: Event, arrangement: Arrangement
) -> None:
    person = factories.user()
    register(event, wish(), user=person)
    client = signed_in(person)
    values = {"languages": ["ko", "en"], "seeks_ko": "주차 안내", "offers_ja": "経験"}

    refused = client.post(at(event, "entry/"), values)
    assert refused.status_code == 422
    assert not Partner.objects.exists()

    done = client.post(at(event, "entry/"), {**values, "agreed_event_meetings": "on"})

    assert done.status_code == 302
    row = Partner.objects.get()
    assert (row.languages, row.seeks, row.offers) == (["ko", "en"], {"ko": "주차 안내"}, {"ja": "経験"})
    assert Consent.objects.get(user=person, purpose="event-meetings").given_at
    client.post(at(event, "entry/"), {"deed": "unlist"})
    row.refresh_from_db()
    assert row.listed_at is None


def test_only_expected_participants_see_each_other_and_never_an_address(
    event: Event, arrangement: Arrangement
) -> None:
    one = partner(event)
    other = partner(event, "佐藤未来", email="sato@example.org", romanized_name="Sato Miku")
    pages = [at(event), at(event, "people/"), at(event, f"people/{other.code}/"), at(event, "entry/")]

    assert {Client().get(page).status_code for page in pages} == {302}
    assert {signed_in(factories.user()).get(page).status_code for page in pages} == {403}
    shown = [signed_in(one.user).get(page) for page in pages]
    assert {each.status_code for each in shown} == {200}
    assert "佐藤未来" in shown[1].text
    assert "sato@example.org" not in "".join(each.text for each in shown)
    assert other.registration.code not in "".join(each.text for each in shown), "it opens the door"


def test_where_nobody_meets_there_are_no_pages(event: Event) -> None:
    person = factories.user()
    register(event, wish(), user=person)

    assert signed_in(person).get(at(event)).status_code == 404
    assert "meetings/" not in signed_in(person).get(f"/en/events/{event.code}/").text


def test_asking_keeps_what_was_typed_and_shows_times_by_all_clocks(
    event: Event, arrangement: Arrangement
) -> None:
    for code in ("CN", "JP", "KR"):
        factories.country(code)
    one, other = partner(event), partner(event, "佐藤未来")
    page = at(event, f"people/{other.code}/")
    client = signed_in(one.user)

    refused = client.post(page, {"subject": "주차", "text": "만나고 싶습니다.", "language": "ko"})
    assert refused.status_code == 422
    assert "만나고 싶습니다." in refused.text
    assert {"東京", "서울", "北京"} <= set(refused.text.replace("<", " ").replace(">", " ").split())

    slot = slots(arrangement)[0]
    done = client.post(page, {"subject": "주차", "text": "", "language": "ko", "slots": [slot.pk]})

    made = Meeting.objects.get()
    assert done.status_code == 302
    assert done["Location"] == at(event, f"with/{made.code}/")
    assert client.post(page, {"subject": "a", "language": "ko", "slots": [slot.pk]}).status_code == 409
    assert (
        client.post(page, {"subject": "a", "language": "ko", "slots": ["99999999999999999999"]}).status_code
        == 422
    )


def test_who_has_no_entry_is_told_so_and_loses_nothing(event: Event, arrangement: Arrangement) -> None:
    other, person = partner(event), factories.user()
    register(event, wish(), user=person)
    page, client = at(event, f"people/{other.code}/"), signed_in(person)
    assert 'name="subject"' not in client.get(page).text

    values = {"subject": "주차", "text": "긴 인사말", "language": "ko", "slots": [slots(arrangement)[0].pk]}
    refused = client.post(page, values)

    assert refused.status_code == 403
    assert "긴 인사말" in refused.text
    assert not Meeting.objects.exists()


def test_sessions_in_which_one_speaks_are_warned_of(event: Event, arrangement: Arrangement) -> None:
    one, other = partner(event), partner(event, "佐藤未来")
    session = Session.objects.create(
        event=event, kind="panel", titles={"en": "Panel"}, starts_at=event.starts_at, duration_minutes=20
    )
    Talk.objects.create(
        session=session,
        speaker_name="Sato Miku",
        native_name="佐藤未来",
        native_language="ja",
        native_name_by_speaker=True,
    )

    page = signed_in(one.user).get(at(event, f"people/{other.code}/")).text

    assert page.count("The other person is in a session then: Panel") == 1
    agreed(one, other, slots(arrangement)[0])
    assert "佐藤未来 is in a session then: Panel" in signed_in(one.user).get(at(event)).text


def test_the_other_accepts_and_both_find_it_in_their_schedule_and_calendar(
    event: Event, arrangement: Arrangement
) -> None:
    one, other = partner(event), partner(event, "佐藤未来")
    first, second, *_rest = slots(arrangement)
    made = asked(one, other, first, second)
    page = at(event, f"with/{made.code}/")
    client = signed_in(other.user)

    assert "Waits for your answer" in client.get(at(event)).text
    assert "1 request waits" in client.get(f"/en/events/{event.code}/").text
    nothing = client.post(page, {"deed": "accept"})
    assert nothing.status_code == 422
    done = client.post(page, {"deed": "accept", "slot": second.pk})

    assert done.status_code == 302
    made.refresh_from_db()
    assert (made.state, made.slot) == ("agreed", second)
    for who in (one, other):
        assert made.code in signed_in(who.user).get(at(event)).text
        entry = signed_in(who.user).get(at(event, "schedule.ics"))
        assert made.code in entry.text.replace("\r\n ", "")
    late = signed_in(one.user).post(page, {"deed": "accept", "slot": first.pk})
    assert late.status_code == 409


def test_proposing_declining_and_cancelling_in_the_browser(event: Event, arrangement: Arrangement) -> None:
    one, other = partner(event), partner(event)
    first, second, *_rest = slots(arrangement)
    made = asked(one, other, first)
    page = at(event, f"with/{made.code}/")

    assert signed_in(other.user).post(page, {"deed": "propose"}).status_code == 422
    signed_in(other.user).post(page, {"deed": "propose", "slots": [second.pk]})
    signed_in(one.user).post(page, {"deed": "accept", "slot": second.pk})
    signed_in(one.user).post(page, {"deed": "cancel", "reason": "출장"})

    made.refresh_from_db()
    assert (made.state, made.reason) == ("cancelled", "출장")
    assert "출장" in signed_in(other.user).get(page).text
    again = asked(one, other, first)
    signed_in(other.user).post(at(event, f"with/{again.code}/"), {"deed": "decline", "reason": "No time"})
    again.refresh_from_db()
    assert again.state == "declined"
    assert signed_in(one.user).post(at(event, f"with/{again.code}/"), {"deed": "nonsense"}).status_code == 422


def test_a_meeting_is_of_the_two_alone(event: Event, arrangement: Arrangement, organizer: Any) -> None:
    one, other, third = (partner(event) for _ in range(3))
    made = asked(one, other, *slots(arrangement))
    page = at(event, f"with/{made.code}/")

    assert signed_in(third.user).get(page).status_code == 404
    assert signed_in(third.user).post(page, {"deed": "cancel"}).status_code == 404
    assert signed_in(organizer).get(page).status_code == 403
    assert signed_in(organizer).get(at(event, f"manage/{made.code}/")).status_code == 200


def test_the_outcome_names_a_public_object_by_its_address(event: Event, arrangement: Arrangement) -> None:
    one, other = partner(event), partner(event)
    made = agreed(one, other, slots(arrangement)[0])
    need, draft = factories.record(kind="need"), factories.record(publication_state="draft")
    client, page = signed_in(one.user), at(event, f"with/{made.code}/")
    assert 'value="outcome"' not in client.get(page).text
    Meeting.objects.update(starts_at=timezone.now() - dt.timedelta(minutes=5))

    refused = client.post(page, {"deed": "outcome", "is_held": "yes", "follow": draft.code})
    client.post(page, {"deed": "outcome", "is_held": "yes", "follow": f"https://x.org/ja/needs/{need.code}/"})

    assert refused.status_code == 422
    outcome = made.outcomes.get()
    assert (outcome.is_held, outcome.follow_kind, outcome.follow_code) == (True, "record", need.code)
    assert need.get_absolute_url() in client.get(page).text


def test_suggestions_come_from_published_matches_between_the_organizations(
    event: Event, arrangement: Arrangement
) -> None:
    mine, theirs, others = (factories.organization(code) for code in ("KR", "JP", "CN"))
    one = partner(event, organization=mine)
    match, plain = (
        partner(event, "佐藤未来", organization=theirs),
        partner(event, "李晓城", organization=others),
    )
    need = factories.record("KR", "need", owner=mine, title="주차")
    answer = factories.record("JP", "solution", owner=theirs, title="駐車")
    hidden = factories.record("CN", "solution", owner=others, publication_state="draft")
    run = SynthesisRun.objects.create(finished_at=timezone.now())
    for other in (answer, hidden):
        Match.objects.create(run=run, kind="solution", need=need, other=other, score=0.9)

    page = signed_in(one.user).get(at(event, "people/", "ko")).text

    best = page.partition('id="suggested"')[2].partition('id="people"')[0]
    assert match.code in best
    assert answer.get_absolute_url().removeprefix("/en") in best
    assert plain.code not in best
    assert 'id="suggested"' not in signed_in(one.user).get(at(event, "people/?country=JP")).text


def test_organizer_sets_meetings_up(event: Event, organizer: Any) -> None:
    client = signed_in(organizer)
    page = at(event, "manage/settings/")
    assert client.get(at(event, "manage/interpreters/")).status_code == 302
    assert client.get(page).status_code == 200

    bad = client.post(page, typed(event, tables="0", join_notes_ko="2층"))
    assert bad.status_code == 422
    assert "2층" in bad.text
    done = client.post(page, typed(event, join_template="https://meet.example.org/{code}"))

    assert done.status_code == 302
    row = Arrangement.objects.get()
    assert (row.is_on, row.tables, row.slots.count()) == (True, 4, 7)
    assert client.post(page, typed(event, version="7")).status_code == 409
    assert client.post(page, typed(event, version="1")).status_code == 302


def test_organizer_names_interpreters_assigns_and_cancels(event: Event, organizer: Any) -> None:
    row = arranged(event, has_interpreters=True)
    client = signed_in(organizer)
    values = {
        "native_name": "王明",
        "native_language": "zh-hans",
        "from_language": "zh-hans",
        "to_language": "ko",
    }
    assert (
        client.post(at(event, "manage/interpreters/"), {**values, "to_language": "zh-hans"}).status_code
        == 422
    )
    client.post(at(event, "manage/interpreters/"), values)
    interpreter = Interpreter.objects.get()
    made = agreed(partner(event, way="on-site"), partner(event, way="on-site"), slots(row)[0])
    page = at(event, f"manage/{made.code}/")

    done = client.post(page, {"deed": "assign", "table": "2", "interpreter": interpreter.pk})
    assert done.status_code == 302
    made.refresh_from_db()
    assert (made.table, made.interpreter) == (2, interpreter)
    assert client.post(page, {"deed": "assign", "table": "77"}).status_code == 422
    assert "王明" in client.get(at(event, "manage/")).text
    client.post(page, {"deed": "cancel", "reason": "Fire drill"})
    made.refresh_from_db()
    assert (made.state, made.reason) == ("cancelled", "Fire drill")
    assert client.post(page, {"deed": "cancel"}).status_code == 409
    client.post(at(event, f"manage/interpreters/{interpreter.pk}/delete/"))
    assert not Interpreter.objects.exists()


def test_pages_of_organizers_are_theirs_and_the_list_is_guarded_and_audited(
    event: Event, arrangement: Arrangement, organizer: Any
) -> None:
    one = partner(event, "=cmd()")
    made = agreed(one, partner(event), slots(arrangement)[0])
    paths = [
        "manage/",
        "manage/settings/",
        "manage/interpreters/",
        "manage/list.xlsx",
        f"manage/{made.code}/",
    ]

    assert {Client().get(at(event, path)).status_code for path in paths} == {302}
    assert {signed_in(one.user).get(at(event, path)).status_code for path in paths} == {403}
    assert {signed_in(organizer).get(at(event, path)).status_code for path in paths} == {200}
    sheet = openpyxl.load_workbook(
        io.BytesIO(signed_in(organizer).get(at(event, "manage/list.xlsx")).content)
    ).active
    assert sheet["G2"].value == "'=cmd()"
    assert Entry.objects.filter(verb="event.meetings-taken", actor=organizer).count() == 2


@pytest.mark.parametrize("number", [1, 3])
def test_lists_read_in_a_fixed_number_of_queries(
    event: Event, arrangement: Arrangement, organizer: Any, many_queries: Any, number: int
) -> None:
    one = partner(event, organization=factories.organization())
    for place in range(number):
        body = factories.organization()
        other = partner(event, organization=body)
        own = agreed(one, other, slots(arrangement)[place])
        made = asked(
            partner(event, organization=body), partner(event, organization=body), *slots(arrangement)
        )
    client, managing = signed_in(one.user), signed_in(organizer)
    for path, who, most in (
        ("", client, 12),
        ("people/", client, 12),
        ("manage/", managing, 12),
        (f"with/{own.code}/", client, 12),
        (f"people/{other.code}/", client, 12),
        (f"manage/{made.code}/", managing, 12),
    ):
        who.get(at(event, path))
        with many_queries(most):
            assert who.get(at(event, path)).status_code == 200, path


def test_requests_wait_on_the_desk_and_the_own_registration_leads_to_meetings(
    event: Event, arrangement: Arrangement
) -> None:
    one, other = partner(event), partner(event)
    made = asked(one, other, *slots(arrangement))
    client = signed_in(other.user)

    assert at(event, f"with/{made.code}/") in client.get("/en/my/waiting/meetings.asked/").text
    assert at(event) in client.get(f"/en/events/{event.code}/register/").text
