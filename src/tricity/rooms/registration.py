"""What the pages of events, the translators and the live hub must know of this app."""

from __future__ import annotations

from django.utils.translation import pgettext

from tricity.events import panels
from tricity.live import sources
from tricity.participation import ways_in
from tricity.renderings.registry import Renderable, register
from tricity.rooms import papers, rules
from tricity.rooms.guests import REGISTRATIONS, way_into_the_room
from tricity.rooms.models import Answer, Question
from tricity.rooms.panels import asked_panel, organize_panel, room_panel
from tricity.rooms.registry import register_registrations
from tricity.rooms.streaming import source


def register_everywhere() -> None:
    panels.read_alongside("room")
    papers.register_sections()
    register(
        Renderable(
            kind="question",
            model=Question,
            texts=lambda question: {"text": question.text} if question.text else {},
            label=lambda _field: pgettext("to be answered", "Question"),
            may_read=rules.sees_question,
            may_edit=lambda user, question: rules.may_moderate(user, question.event),
            is_public=lambda question: question.is_shown and question.event.is_public,
            changed=lambda _question: None,
        )
    )
    register(
        Renderable(
            kind="answer",
            model=Answer,
            texts=lambda answer: {"text": answer.text},
            label=lambda _field: pgettext("to a question", "Answer"),
            may_read=lambda user, answer: rules.sees_question(user, answer.question),
            may_edit=lambda user, answer: rules.may_moderate(user, answer.question.event),
            is_public=lambda answer: answer.question.is_shown and answer.question.event.is_public,
            changed=lambda _answer: None,
        )
    )
    register_registrations(REGISTRATIONS)
    ways_in.register(way_into_the_room)
    panels.register(room_panel, panels.Place.ABOVE)
    panels.register(asked_panel, panels.Place.BELOW)
    panels.register(organize_panel, panels.Place.ORGANIZE)
    sources.register("rooms", source)
