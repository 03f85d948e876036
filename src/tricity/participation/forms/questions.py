"""Fields for what an organizer asks, made from the questions of an event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tricity.members.forms.fields import Text
from tricity.participation.models import Question
from tricity.translation.names import name_in
from tricity.web.languages import reader_language
from tricity.web.text import LocalizedText

Kind = Question.Kind
PREFIX = "question_"
LONGEST_LINE = 300
LONGEST_TEXT = 3000
SCALE = [(str(number), str(number)) for number in range(1, 6)]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the form shows it; `is_group` for several boxes under one question. `text` says its language."""

    field: forms.BoundField
    text: LocalizedText
    is_group: bool
    is_scale: bool


class AnswersForm(forms.Form):
    """A form with the questions of an event. `initial_answers` is what was answered before."""

    def __init__(
        self,
        *args: Any,
        questions: Sequence[Question],
        initial_answers: dict[str, Any] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.questions = list(questions)
        known = initial_answers or {}
        for question in self.questions:
            self.fields[_name(question)] = _field(question)
            if str(question.pk) in known:
                self.initial[_name(question)] = _shown(question, known[str(question.pk)])

    @property
    def asked(self) -> list[Asked]:
        """The questions in order, for the template."""
        reader = reader_language()
        return [
            Asked(
                self[_name(each)],
                name_in(each.texts, reader),
                each.kind in (Kind.ONE, Kind.MANY, Kind.SCALE),
                each.kind == Kind.SCALE,
            )
            for each in self.questions
        ]

    def answers(self) -> dict[str, Any]:
        """Id of the question → text, number of the choice (from 0), numbers, or 1 to 5; what is empty is left out."""
        given: dict[str, Any] = {}
        for question in self.questions:
            value = self.cleaned_data.get(_name(question))
            if value in (None, "", []):
                continue
            if question.kind == Kind.MANY:
                given[str(question.pk)] = [int(each) for each in value]
            elif question.kind in (Kind.ONE, Kind.SCALE):
                given[str(question.pk)] = int(value)
            else:
                given[str(question.pk)] = value
        return given


def _name(question: Question) -> str:
    return f"{PREFIX}{question.pk}"


def _shown(question: Question, answer: Any) -> Any:
    if question.kind == Kind.MANY:
        return [str(each) for each in answer] if isinstance(answer, list) else []
    return str(answer)


def _field(question: Question) -> forms.Field:
    more: dict[str, Any] = {"label": str(question), "required": question.is_required}
    if question.kind == Kind.LINE:
        return Text(max_length=LONGEST_LINE, **more)
    if question.kind == Kind.TEXT:
        return Text(max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 3}), **more)
    if question.kind == Kind.SCALE:
        return forms.ChoiceField(choices=SCALE, widget=forms.RadioSelect, **more)
    reader = reader_language()
    choices = [(str(place), str(name_in(texts, reader))) for place, texts in enumerate(question.choices)]
    if question.kind == Kind.MANY:
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **more)
    return forms.ChoiceField(
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
        **more,
    )
