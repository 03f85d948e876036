"""Only what somebody without an account reads on the site is carried away; each test has something that could leak."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import factories
from tests.bundles.conftest import Make, candidate, read_all
from tests.replay.made import add_captions, published
from tricity.bundles.actions import make_records_bundle
from tricity.bundles.errors import NothingFound, NotPublic
from tricity.cooperation.models import Evidence
from tricity.events.models import Event, Session, Talk
from tricity.media import FLOOR
from tricity.replay.models import Replay
from tricity.rooms import actions as rooms
from tricity.rooms.models import Access, Room
from tricity.web.identity import PublicationState

pytestmark = pytest.mark.django_db
SECRET = "SECRET"


@pytest.mark.parametrize("fields", [{"publication_state": "draft"}, {"deleted_at": "2026-01-01T00:00:00Z"}])
def test_event_that_is_not_public_gives_no_bundle(
    event: Event, make: Make, out: Path, fields: dict[str, str]
) -> None:
    Event.objects.filter(pk=event.pk).update(**fields)

    with pytest.raises(NotPublic):
        make(Event.objects.get(pk=event.pk))

    assert not out.exists()


def test_replay_that_is_not_published_stays(event: Event, make: Make, out: Path) -> None:
    published(event, FLOOR)
    add_captions(event, "en", texts=[SECRET])
    Replay.objects.update(published_at=None)

    make(event)

    assert SECRET not in read_all(out)
    assert not (out / "sound").exists()


def test_questions_that_wait_or_are_hidden_stay_also_behind_one_that_is_shown(
    event: Event, make: Make, out: Path
) -> None:
    Room.objects.create(event=event, holds_questions=False)
    moderator = factories.user()
    shown, also, hidden = (
        rooms.ask(event, by=factories.user(), text=text, language="en")
        for text in ("Shown", f"{SECRET} merged", f"{SECRET} hidden")
    )
    rooms.merge(also, into=shown, by=moderator)
    type(also).objects.filter(pk=also.pk).update(state="hidden")
    rooms.hide(hidden, by=moderator, reason=f"{SECRET} reason", reason_language="en")
    Room.objects.update(holds_questions=True)
    waiting_event = Event.objects.get(pk=event.pk)
    rooms.ask(waiting_event, by=factories.user(), text=f"{SECRET} waiting", language="en")

    make(waiting_event)

    assert "Shown" in read_all(out)
    assert SECRET not in read_all(out)


@pytest.mark.parametrize("access", [Access.SIGNED_IN, Access.REGISTERED])
def test_questions_of_a_closed_room_stay(event: Event, make: Make, out: Path, access: str) -> None:
    room = Room.objects.create(event=event, holds_questions=False)
    rooms.ask(event, by=factories.user(), text=SECRET, language="en")
    room.open_to = access
    room.save()

    make(Event.objects.get(pk=event.pk))

    assert SECRET not in read_all(out)


def test_who_asked_stays_where_the_site_names_them(event: Event, make: Make, out: Path) -> None:
    Room.objects.create(event=event, holds_questions=False)
    person = factories.user(
        username="secretname", native_name="秘密太郎", native_language="ja", email="secret@example.org"
    )
    question = rooms.ask(event, by=person, text="Who pays?", language="en")
    type(question).objects.filter(pk=question.pk).update(asker_name="秘密太郎")

    make(event)

    assert "Who pays?" in read_all(out)
    for personal in ("秘密太郎", "secretname", "secret@example.org"):
        assert personal not in read_all(out)


def test_candidates_and_records_that_are_not_public_stay(event: Event, make: Make, out: Path) -> None:
    session = Session.objects.get(event=event)
    names = {"en": SECRET, "ja": SECRET, "ko": SECRET, "zh-hans": SECRET}
    draft = factories.opportunity(concept=factories.concept(names=names))
    shown = candidate()
    cited = factories.record(title=SECRET, publication_state=PublicationState.SUBMITTED)
    Evidence.objects.create(opportunity=shown, role="need", record=cited, quotation=SECRET, position=2)
    session.opportunities.add(draft, shown)

    make(event)

    assert f"c-{shown.code.lower()}.html" in read_all(out)
    assert SECRET not in read_all(out)
    assert draft.code.lower() not in read_all(out)


@pytest.mark.parametrize("limit", ["members", "matched", "secretariat", "of-a-later-version"])
def test_parts_of_a_record_not_everybody_reads_stay(out: Path, limit: str) -> None:
    owner = factories.organization()
    details = {"budget_ceiling": SECRET, "funding_source": "一般会計"}
    factories.record("JP", "need", owner=owner, details=details, visibility={"budget_ceiling": limit})

    make_records_bundle({}, out)

    assert "一般会計" in read_all(out)
    assert SECRET not in read_all(out)


def test_records_are_the_public_ones_that_fit(out: Path) -> None:
    factories.record("JP", "need", title="夜の停留所")
    factories.record("KR", "need", title="SECRET other country")
    factories.record("JP", "need", title="SECRET draft", publication_state=PublicationState.DRAFT)

    make_records_bundle({"country": ["JP"]}, out)

    assert "夜の停留所" in read_all(out)
    assert SECRET not in read_all(out)


def test_filter_nothing_fits_is_said(out: Path) -> None:
    factories.record("JP")

    with pytest.raises(NothingFound):
        make_records_bundle({"country": ["KR"]}, out)


def test_talk_names_its_body_without_leading_to_the_site(event: Event, make: Make, out: Path) -> None:
    body = factories.organization()
    Talk.objects.create(session=Session.objects.get(event=event), speaker_name="Kim", organization=body)

    make(event)

    assert "Kim" in read_all(out)
    assert body.code not in read_all(out)
