from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from tricity.events.models import Event
from tricity.members.codes import digest_of
from tricity.participation.models import Admission, Arrival, Question, Registration, Verdict

State = Registration.State
# A group of fewer people is not told apart from others: it could point to one of them.
FEWEST = 5


def admission_of(event: Event) -> Admission | None:
    """How people register; read once per object of the event."""
    try:
        return event.admission
    except Admission.DoesNotExist:
        return None


def questions_of(admission: Admission | None, part: str) -> list[Question]:
    """What is asked, in order."""
    return list(Question.objects.filter(admission=admission, part=part)) if admission else []


def own_registration(event: Event, user: Any) -> Registration | None:
    """The one of this account that still stands, else the last decided against."""
    if not user.is_authenticated:
        return None
    rows = Registration.objects.filter(event=event, user=user).exclude(state=State.CANCELLED)
    return rows.select_related("event", "organization", "country").first()


def by_secret(secret: str) -> Registration | None:
    """The registration to which this code belongs."""
    rows = Registration.objects.filter(digest=digest_of(secret), event__deleted_at=None)
    return rows.select_related("event", "organization", "country", "user").first()


def registrations_of(event: Event) -> QuerySet[Registration]:
    """All of an event, in the order in which they came."""
    rows = Registration.objects.filter(event=event)
    return rows.select_related("organization", "country", "user").prefetch_related("arrivals")


def taken(event: Event, way: str) -> int:
    """How many places are given."""
    return Registration.objects.filter(event=event, way=way, state=State.CONFIRMED).count()


def free_places(admission: Admission, way: str) -> int | None:
    """How many more can come in this way; None where as many as like."""
    places = admission.places(way)
    return None if places is None else max(0, places - taken(admission.event, way))


def numbers(event: Event) -> dict[str, int]:
    """State → how many; one query."""
    rows = Registration.objects.filter(event=event).values_list("state").annotate(number=Count("pk"))
    return dict(rows.order_by())


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who came, without names. `by_country` and `by_role` leave out what is told apart too finely; see `FEWEST`.

    A country of "" is not stated. `others` counts those who were left out of the countries, by country and by role.
    """

    total: int
    by_channel: Mapping[str, int]
    by_country: Mapping[str, int]
    by_role: Mapping[str, int]
    others: tuple[int, int]


def attendance(event: Event, *, fewest: int = FEWEST) -> Attendance:
    """Counts of those who came; a person who came by two channels counts once but for the channels. Two queries."""
    came = Registration.objects.filter(event=event, arrivals__isnull=False).distinct()
    people = list(came.values_list("pk", "country_id", "role"))
    channels = Arrival.objects.filter(registration__event=event).values_list("channel")
    by_country, left_countries = told_apart(Counter(country or "" for _pk, country, _role in people), fewest)
    by_role, left_roles = told_apart(Counter(role for _pk, _country, role in people), fewest)
    return Attendance(
        total=len(people),
        by_channel=dict(channels.annotate(number=Count("pk")).order_by()),
        by_country=by_country,
        by_role=by_role,
        others=(left_countries, left_roles),
    )


def told_apart(counts: Counter[str], fewest: int) -> tuple[dict[str, int], int]:
    """The counts that can be told, and how many people are in none. A lone small group hides behind a second one."""
    small = sorted(name for name, number in counts.items() if number < fewest)
    if len(small) == 1 and len(counts) > 1:
        small.append(
            min((name for name in counts if name not in small), key=lambda name: (counts[name], name))
        )
    kept = {name: number for name, number in sorted(counts.items()) if name not in small}
    return kept, sum(counts[name] for name in small)


@dataclass(frozen=True, slots=True)
class Answers:
    """What people answered to one question of the survey. `counts` is per choice, `texts` in their own words."""

    question: Question
    number: int
    counts: tuple[int, ...]
    texts: tuple[tuple[str, str], ...]

    @property
    def mean(self) -> float | None:
        """Of a scale from 1 to 5."""
        total = sum(self.counts)
        if self.question.kind != Question.Kind.SCALE or not total:
            return None
        return sum(value * number for value, number in enumerate(self.counts, 1)) / total


def survey_results(
    event: Event, *, country: str | None = None, role: str | None = None, fewest: int = FEWEST
) -> list[Answers] | None:
    """All answers, or those of one country or role; None where these are too few to be told apart."""
    rows = Verdict.objects.filter(event=event)
    if country is not None:
        rows = rows.filter(country=country or None)
    if role is not None:
        rows = rows.filter(role=role)
    if not _may_tell(event, country, role, fewest):
        return None
    found = list(rows.order_by("pk").values_list("language", "answers"))
    return [_answers(question, found) for question in questions_of(admission_of(event), Question.Part.SURVEY)]


def _may_tell(event: Event, country: str | None, role: str | None, fewest: int) -> bool:
    """Whether this group may be shown apart, also where all others and the whole are shown beside it."""
    if country is None and role is None:
        return True
    groups = [
        (where or "", what)
        for where, what in Verdict.objects.filter(event=event).values_list("country", "role")
    ]
    if role is None:
        return country in told_apart(Counter(where for where, _what in groups), fewest)[0]
    if country is None:
        return role in told_apart(Counter(what for _where, what in groups), fewest)[0]
    beside = Counter(what for where, what in groups if where == country)
    across = Counter(where for where, what in groups if what == role)
    return role in told_apart(beside, fewest)[0] and country in told_apart(across, fewest)[0]


def _answers(question: Question, found: list[tuple[str, dict[str, Any]]]) -> Answers:
    given = [
        (language, answers[str(question.pk)]) for language, answers in found if str(question.pk) in answers
    ]
    size = 5 if question.kind == Question.Kind.SCALE else len(question.choices)
    counts, texts = [0] * size, []
    for language, answer in given:
        if isinstance(answer, str):
            texts.append((answer, language))
        else:
            for index in answer if isinstance(answer, list) else [answer]:
                place = index - 1 if question.kind == Question.Kind.SCALE else index
                if 0 <= place < size:
                    counts[place] += 1
    return Answers(question, len(given), tuple(counts), tuple(sorted(texts)))
