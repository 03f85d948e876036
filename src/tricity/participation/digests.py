"""Counts and answers, ready for templates, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from tricity.directory.names import country_name
from tricity.directory.queries import countries_in_order
from tricity.events.models import Event
from tricity.participation import queries
from tricity.participation.models import Arrival, Question, Role, Verdict
from tricity.participation.queries import Answers
from tricity.translation.names import name_in
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class Bar:
    """How many gave an answer; `share` is in percent of those who answered the question."""

    label: LocalizedText | str
    number: int
    share: int


@dataclass(frozen=True, slots=True)
class AnswersView:
    text: LocalizedText
    number: int
    bars: tuple[Bar, ...]
    mean: str
    words: tuple[LocalizedText, ...]


@dataclass(frozen=True, slots=True)
class SurveyView:
    """`is_hidden`: so few answered from this country or role that it could be told who."""

    number: int
    answers: tuple[AnswersView, ...]
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class AttendanceView:
    total: int
    channels: tuple[tuple[str, int], ...]
    countries: tuple[tuple[str, int], ...]
    roles: tuple[tuple[str, int], ...]


def survey_view(
    event: Event, reader: str, *, country: str | None = None, role: str | None = None
) -> SurveyView:
    """What people answered, of all or of one country or role."""
    found = queries.survey_results(event, country=country, role=role)
    if found is None:
        return SurveyView(0, (), is_hidden=True)
    number = Verdict.objects.filter(event=event).count()
    return SurveyView(number, tuple(_answers(each, reader) for each in found))


def attendance_view(event: Event, reader: str) -> AttendanceView:
    """Who came, by channel, country and role, without telling small groups apart."""
    found = queries.attendance(event)
    names = dict(country_choices(reader))
    channels = dict(Arrival.Channel.choices)
    return AttendanceView(
        total=found.total,
        channels=tuple(
            (str(channels.get(name, name)), found.by_channel[name]) for name in sorted(found.by_channel)
        ),
        countries=(
            *_ordered(names, found.by_country),
            *_rest(found.by_country.get("", 0) + found.others[0]),
        ),
        roles=(*_ordered(dict(Role.choices), found.by_role), *_rest(found.others[1])),
    )


def country_choices(reader: str) -> list[tuple[str, str]]:
    return [(each.code, str(country_name(each, reader))) for each in countries_in_order(reader)]


def _ordered(names: Mapping[str, Any], counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """In the order of the names: neither countries nor roles are ordered by how many came."""
    return [(str(label), counts[code]) for code, label in names.items() if code in counts]


def _rest(number: int) -> list[tuple[str, int]]:
    return [(_("Others, or not stated"), number)] if number else []


def _answers(given: Answers, reader: str) -> AnswersView:
    question = given.question
    labels: list[LocalizedText | str]
    if question.kind == Question.Kind.SCALE:
        labels = [str(value) for value in range(1, 6)]
    else:
        labels = [name_in(texts, reader) for texts in question.choices]
    bars = tuple(
        Bar(label, number, round(100 * number / given.number) if given.number else 0)
        for label, number in zip(labels, given.counts, strict=True)
    )
    mean = "" if given.mean is None else formats.number_format(given.mean, 1)
    words = tuple(LocalizedText(text, language) for text, language in given.texts)
    return AnswersView(name_in(question.texts, reader), given.number, bars, mean, words)
