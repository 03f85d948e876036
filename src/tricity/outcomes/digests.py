"""What became of what was said at an event, as one reader gets it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from tricity.cooperation.models import Idea
from tricity.cooperation.rules import may_read_idea
from tricity.directory.names import organization_name
from tricity.events.digests.texts import readable
from tricity.events.digests.texts import said as said_by_organizers
from tricity.events.models import Event
from tricity.knowledge.models import Record
from tricity.knowledge.rules import may_read
from tricity.outcomes import rules
from tricity.outcomes.models import Becoming, Outcome, State
from tricity.outcomes.queries import outcomes_of
from tricity.outcomes.replays import Moment, TimeLine, time_line
from tricity.rooms.digests.questions import said
from tricity.rooms.following import Became, Deed, FollowUp
from tricity.translation.models import Translation
from tricity.translation.names import name_in
from tricity.web.identity import PublicationState
from tricity.web.text import LocalizedText

Texts = Mapping[tuple[str, int], Translation]


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage of the transcript of a replay, and what became of it."""

    code: str
    url: str
    text: LocalizedText
    speaker: str
    moment: Moment | None
    followed: FollowUp


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of what was said at an event: question id → of questions; passages in order of time."""

    questions: Mapping[int, FollowUp]
    passages: tuple[PassageView, ...]


def followed(event: Event, language: str, user: Any) -> Followed:
    """As the person may know it; two queries and one for each replay, one where there is nothing. Read once per event object and person."""
    known = event.__dict__.setdefault("_followed", {})
    key = (language, user.pk)
    if key not in known:
        known[key] = _followed(event, language, user)
    found: Followed = known[key]
    return found


def deeds(event: Event, query: str, user: Any) -> tuple[Deed, ...]:
    """What the person may do with the saying that `query` names."""
    found = []
    if rules.may_draft(user, event):
        found.append(Deed(_("Make a draft of this"), f"{reverse('outcomes:new', args=[event.code])}?{query}"))
    if rules.may_settle(user, event):
        address = reverse("outcomes:settle", args=[event.code])
        found.append(Deed(_("Say what became of it"), f"{address}?{query}"))
    return tuple(found)


def became(row: Outcome, language: str, user: Any, texts: Texts) -> tuple[Became, ...]:
    """One line for its state, one more for the later event it is on the programme of."""
    lines = [_state_line(row, language, user, texts)]
    if rules.may_point(user, row):
        assert row.agenda_session is not None
        event = row.agenda_session.event
        title = readable(event.titles, language) or name_in(event.titles, language)
        lines.append(Became(_("On the programme of:"), row.updated_at, title, event.get_absolute_url()))
    return tuple(lines)


def texts_of(rows: Sequence[Outcome], language: str) -> Texts:
    """Renderings of the words, and of the titles of what was made of them; one query."""
    subjects = [*rows, *(row.made for row in rows if row.made is not None)]
    wanted = Q()
    for model in (Outcome, Record, Idea):
        ids = [each.pk for each in subjects if isinstance(each, model)]
        if ids:
            wanted |= Q(subject_kind=model._meta.label_lower, subject_id__in=ids)
    if not wanted:
        return {}
    found = Translation.objects.filter(wanted, language=language, field__in=("text", "title"))
    return {(each.subject_kind, each.subject_id): each for each in found}


def words_of(row: Outcome, language: str, texts: Texts) -> LocalizedText:
    return said(row.text, row.language, _rendering(row, texts), language)


def passage_view(row: Outcome, language: str, user: Any, texts: Texts, moment: Moment | None) -> PassageView:
    return PassageView(
        row.code,
        row.get_absolute_url(),
        words_of(row, language, texts),
        row.speaker,
        moment,
        FollowUp(became(row, language, user, texts), deeds(row.event, f"outcome={row.code}", user)),
    )


def _followed(event: Event, language: str, user: Any) -> Followed:
    rows = outcomes_of(event)
    texts = texts_of(rows, language)
    lines: dict[int, tuple[Became, ...]] = {}
    passages: list[PassageView] = []
    watched: dict[int, TimeLine | None] = {}
    for row in rows:
        if row.question is not None:
            pk = row.question.merged_into_id or row.question.pk
            lines[pk] = lines.get(pk, ()) + became(row, language, user, texts)
        elif row.replay is not None and rules.may_quote(user, row):
            if row.replay.pk not in watched:
                watched[row.replay.pk] = time_line(row.replay, user)
            line = watched[row.replay.pk]
            moment = line.moment(row.start_ms, row.language) if line else None
            passages.append(passage_view(row, language, user, texts, moment))
    return Followed({pk: FollowUp(each) for pk, each in lines.items()}, tuple(passages))


def _state_line(row: Outcome, language: str, user: Any, texts: Texts) -> Became:
    at = row.updated_at
    if row.state == State.TAKEN_UP:
        return _taken_up(row, language, user, texts)
    if row.state == State.PASSED_ON:
        body = row.passed_to
        if body is None or body.deleted_at is not None:
            return Became(_("Passed on to an organization"), at)
        return Became(_("Passed on to:"), at, organization_name(body, language), body.get_absolute_url())
    if row.state == State.NOT_PURSUED:
        why = said_by_organizers(row.reasons, language) if row.reasons else None
        return Became(_("Not pursued"), at, remark=why, is_good=False)
    return Became(_("An open point"), at, is_good=False)


def _taken_up(row: Outcome, language: str, user: Any, texts: Texts) -> Became:
    """A draft is told of to those alone who may read it."""
    made = row.made
    if made is None or made.deleted_at is not None or made.publication_state == PublicationState.ARCHIVED:
        return Became(_("Taken up, and not carried on"), row.updated_at, is_good=False)
    at = max(row.updated_at, made.updated_at)
    is_read = may_read_idea(user, made) if isinstance(made, Idea) else may_read(user, made)
    if not is_read:
        return Became(_("Taken up, in preparation"), at)
    title = said(made.title, made.language, _rendering(made, texts), language)
    return Became(_sentence(row.kind, is_public=made.is_public), at, title, made.get_absolute_url())


def _sentence(kind: str, *, is_public: bool) -> str:
    public = {
        Becoming.NEED.value: _("Taken up as a need:"),
        Becoming.INITIATIVE.value: _("Taken up as an initiative:"),
        Becoming.SOLUTION.value: _("Taken up as a solution:"),
        Becoming.IDEA.value: _("Taken up as an idea:"),
    }
    drafts = {
        Becoming.NEED.value: _("Taken up as a need, not public yet:"),
        Becoming.INITIATIVE.value: _("Taken up as an initiative, not public yet:"),
        Becoming.SOLUTION.value: _("Taken up as a solution, not public yet:"),
        Becoming.IDEA.value: _("Taken up as an idea, not public yet:"),
    }
    return (public if is_public else drafts)[kind]


def _rendering(subject: Model, texts: Texts) -> Translation | None:
    return texts.get((subject._meta.label_lower, subject.pk))
