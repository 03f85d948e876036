"""What the demo shows in the room of its event: questions nobody asked and a poll nobody answered, each marked as an example."""

from __future__ import annotations

import json
from typing import Any

from django.db import transaction

from tricity.accounts.models import User
from tricity.events.models import Event
from tricity.rooms import actions
from tricity.rooms.likeness import compare_new
from tricity.rooms.models import Answer, Poll, Question, Room
from tricity.site.sample import FOLDER
from tricity.translation.models import Translation
from tricity.web.text import Origin, digest

ROOM = FOLDER / "event/room-2020.json"


@transaction.atomic
def load_sample_room(event: Event) -> None:
    """Fill the room once; where anything was asked already it stays as it is. The demo's accounts must be there."""
    if Question.objects.filter(event=event).exists():
        return
    Room.objects.update_or_create(event=event, defaults={"holds_questions": False})
    event = Event.objects.select_related("room").get(pk=event.pk)
    given = json.loads(ROOM.read_text(encoding="utf-8"))
    people = User.objects.in_bulk(field_name="username")
    for each in given["questions"]:
        _question(event, each, people)
    _poll(event, given["poll"], people)
    Room.objects.filter(event=event).update(holds_questions=True)
    compare_new(event)


def _question(event: Event, given: dict[str, Any], people: dict[str, User]) -> None:
    """Asked and answered in the minutes of the example's replay; the event itself was long ago."""
    row = actions.ask(
        event, by=people[given["by"]], text=given["texts"][given["language"]], language=given["language"]
    )
    _render(row, given)
    for name in given["votes"]:
        actions.vote(row, by=people[name])
    moments = {"at_ms": _moment(event, given["minute"])}
    if "answered_minute" in given:
        moments["answered_at_ms"] = _moment(event, given["answered_minute"])
    Question.objects.filter(pk=row.pk).update(**moments)
    if answer := given.get("answer"):
        words = answer["texts"][answer["language"]]
        actions.answer(row, by=people[answer["by"]], text=words, language=answer["language"])
        _render(Answer.objects.get(question=row), answer)


def _render(row: Question | Answer, given: dict[str, Any]) -> None:
    Translation.objects.bulk_create(
        Translation(
            subject_kind=row._meta.label_lower,
            subject_id=row.pk,
            field="text",
            language=language,
            text=text,
            origin=Origin.HUMAN.value,
            source_language=given["language"],
            source_digest=digest(row.text),
            source_text=row.text,
        )
        for language, text in given["texts"].items()
        if language != given["language"]
    )


def _poll(event: Event, given: dict[str, Any], people: dict[str, User]) -> None:
    organizer = people["organizer"]
    poll = actions.save_poll(
        event, None, kind=given["kind"], texts=given["texts"], options=given["options"], by=organizer
    )
    actions.open_poll(poll, by=organizer)
    options = list(poll.options.all())
    for name, chosen in given["ballots"].items():
        actions.answer_poll(poll, by=people[name], ranks={options[chosen].pk: 1})
    actions.close_poll(Poll.objects.select_related("event").get(pk=poll.pk), by=organizer)
    actions.show_results(Poll.objects.select_related("event").get(pk=poll.pk), by=organizer)
    moments = {
        "opened_at_ms": _moment(event, given["opened_minute"]),
        "closed_at_ms": _moment(event, given["closed_minute"]),
    }
    Poll.objects.filter(pk=poll.pk).update(**moments)


def _moment(event: Event, minute: float) -> int:
    return round((event.starts_at.timestamp() + minute * 60) * 1000)
