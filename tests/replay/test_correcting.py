"""Captions of a published replay are corrected by adding, seen and found at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests import factories
from tests.replay.made import add_captions, published
from tricity.activity.models import Entry
from tricity.events.models import Event
from tricity.replay.actions import withhold
from tricity.replay.models import Correction, Cue, OnlyAdded, Passage, Replay, Withheld
from tricity.rooms.actions import name_person
from tricity.search import indexer, queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(event: Event) -> Event:
    add_captions(event, "en", texts=["Parking sensors guide drivers.", "The reiver is watched."])
    add_captions(event, "zh-hans")
    published(event, "floor")
    return event


def address(event: Event, language: str = "en") -> str:
    return f"/en/events/{event.code}/replay/captions/{language}/correct/"


def wrong(event: Event) -> Cue:
    return Cue.objects.get(text__contains="reiver")


def post(client: Client, cue: Cue, text: str, *, was: str | None = None, query: str = "") -> Any:
    data = {f"line-{cue.pk}": text, f"was-{cue.pk}": cue.text if was is None else was}
    return client.post(f"{address(cue.track.event, cue.track.language)}{query}", data)


def test_a_corrected_line_is_shown_given_and_found(organizer: Client, shown: Event) -> None:
    indexer.rebuild()
    passage = Passage.objects.get(text__contains="reiver")

    response = post(organizer, wrong(shown), "The river is watched.")
    indexer.catch_up()

    assert response.status_code == 302
    root = f"/en/events/{shown.code}/replay"
    assert "The river is watched." in organizer.get(f"{root}/?captions=en").content.decode()
    assert "The river is watched." in organizer.get(f"{root}/captions/en.vtt").content.decode()
    assert "The river is watched." in organizer.get(f"{root}/captions/en/0.vtt").content.decode()
    (hit,) = [
        hit
        for hit in queries.find("river watched", language="en", kinds=["moment"]).hits
        if hit.object.language == "en"
    ]
    assert hit.pk == passage.pk


def test_the_original_stays_with_who_changed_it_and_when(client: Client, shown: Event) -> None:
    person = factories.user(roles=["organizer"], native_name="山田花子", native_language="ja")
    client.force_login(person)
    post(client, wrong(shown), "The rivver is watched.")
    post(client, Cue.objects.get(text__contains="rivver"), "The river is watched.")

    html = client.get(address(shown)).content.decode()

    assert list(Correction.objects.values_list("before", "text")) == [
        ("The reiver is watched.", "The rivver is watched."),
        ("The rivver is watched.", "The river is watched."),
    ]
    assert html.index("The reiver is watched.") < html.index("The rivver is watched.")
    assert "山田花子" in html
    assert Entry.objects.filter(verb="captions.corrected", actor=person).count() == 2


def test_corrections_are_only_added(organizer: Client, shown: Event) -> None:
    post(organizer, wrong(shown), "The river is watched.")
    row = Correction.objects.get()

    with pytest.raises(OnlyAdded):
        row.save()
    with pytest.raises(OnlyAdded):
        row.delete()


def test_an_empty_box_takes_the_line_back_and_words_bring_it_again(organizer: Client, shown: Event) -> None:
    cue = wrong(shown)
    root = f"/en/events/{shown.code}/replay/captions/en.txt"

    post(organizer, cue, "  ")
    gone = organizer.get(root).content.decode()
    post(organizer, Cue.objects.get(pk=cue.pk), "The river.")

    assert "0:40" not in gone
    assert "[0:40] The river." in organizer.get(root).content.decode()
    assert Passage.objects.get(start_ms=40_000, language="en").text == "The river."


def test_what_somebody_else_changed_meanwhile_is_said_and_nothing_typed_is_lost(
    organizer: Client, shown: Event
) -> None:
    cue = wrong(shown)
    was = cue.text
    post(organizer, cue, "The river is watched.")

    response = post(organizer, Cue.objects.get(pk=cue.pk), "The stream is watched.", was=was)

    html = response.content.decode()
    assert response.status_code == 422
    assert "It reads now: The river is watched." in html
    assert "The stream is watched.</textarea>" in html
    assert Cue.objects.get(pk=cue.pk).text == "The river is watched."


def test_the_other_language_stands_beside(organizer: Client, shown: Event) -> None:
    html = organizer.get(f"{address(shown)}?beside=zh-hans").content.decode()

    line = html.partition(f'id="line-{wrong(shown).pk}"')[2].partition("</div></div>")[0]
    assert '<p class="pre-line" lang="zh-Hans">河流水位昼夜监测。</p>' in line


def test_a_long_transcript_comes_in_pages_and_one_comes_back_to_the_same(
    organizer: Client, event: Event
) -> None:
    add_captions(event, "en", texts=[f"Line {number}." for number in range(45)])
    published(event, "floor")
    last = Cue.objects.get(text="Line 44.")

    response = post(organizer, last, "The end.", query="?page=3")

    assert response["Location"].endswith("?beside=&page=3")
    html = organizer.get(response["Location"]).content.decode()
    assert ("The end." in html, "Line 39." in html) == (True, False)


def test_captioners_of_the_room_correct_too_and_nobody_else(client: Client, shown: Event) -> None:
    captioner, stranger = factories.user(), factories.user()
    name_person(shown, username=captioner.username, role="captioner", by=None)

    assert client.get(address(shown)).status_code == 302
    client.force_login(stranger)
    assert client.get(address(shown)).status_code == 403
    assert post(client, wrong(shown), "Other.").status_code == 403
    client.force_login(captioner)
    assert client.get(address(shown)).status_code == 200
    assert post(client, wrong(shown), "The river is watched.").status_code == 302


@pytest.fixture
def captioner(shown: Event) -> Client:
    person, browser = factories.user(), Client()
    name_person(shown, username=person.username, role="captioner", by=None)
    browser.force_login(person)
    return browser


@pytest.mark.parametrize("state", [{"published_at": None}, {"withheld_at": timezone.now()}])
def test_captioners_neither_read_nor_correct_what_not_everybody_may_watch(
    captioner: Client, organizer: Client, shown: Event, state: dict[str, Any]
) -> None:
    Replay.objects.update(**state)

    assert captioner.get(address(shown)).status_code == 404
    assert post(captioner, wrong(shown), "The river is watched.").status_code == 404
    assert "The reiver" in organizer.get(address(shown)).content.decode()


def test_captioners_do_not_read_what_is_withheld(captioner: Client, organizer: Client, shown: Event) -> None:
    cue = wrong(shown)
    part = Withheld(
        replay=Replay.objects.get(), scope="captions", start_ms=cue.start_ms, end_ms=cue.end_ms, reason=""
    )
    withhold(part, by=None)

    pages = [
        captioner.get(address(shown)),
        captioner.get(f"{address(shown, 'zh-hans')}?beside=en"),
        organizer.get(address(shown)),
    ]
    refused = post(captioner, cue, "The river is watched.")

    assert ["The reiver" in page.content.decode() for page in pages] == [False, False, True]
    assert refused.status_code == 422
    assert Cue.objects.get(pk=cue.pk).text == "The reiver is watched."


def test_a_line_of_another_event_is_not_reached(organizer: Client, shown: Event) -> None:
    add_captions(other := factories.event(), "en", texts=["Untouched."])
    cue = Cue.objects.get(text="Untouched.")

    response = organizer.post(address(shown), {f"line-{cue.pk}": "x", f"was-{cue.pk}": "Untouched."})

    assert response.status_code == 422
    assert Cue.objects.get(track__replay__event=other).text == "Untouched."


def test_too_many_words_for_a_caption_are_refused(organizer: Client, shown: Event) -> None:
    response = post(organizer, wrong(shown), "x" * 1001)

    assert response.status_code == 422
    assert not Correction.objects.exists()
