"""Polls: made by moderators, answered by those who take part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tricity.activity.actions import record
from tricity.events.models import Event
from tricity.events.roomclock import tick
from tricity.rooms.actions.questions import taking_part
from tricity.rooms.actions.stream import tell
from tricity.rooms.errors import BadBallot, NotOpen
from tricity.rooms.models import Ballot, Choice, Poll, PollKind, PollOption, PollState

Texts = Mapping[str, str]


@transaction.atomic
def save_poll(
    event: Event, poll: Poll | None, *, kind: str, texts: Texts, options: Sequence[Texts], by: Any
) -> Poll:
    """Make a poll, or change one that was not opened yet. Raises NotOpen."""
    if poll is not None and poll.state != PollState.DRAFT:
        raise NotOpen(_("A poll that has been opened cannot be changed any more. Make a new one."))
    is_new = poll is None
    poll = poll or Poll(event=event)
    poll.kind, poll.texts = kind, dict(texts)
    poll.save()
    poll.options.all().delete()
    PollOption.objects.bulk_create(
        PollOption(poll=poll, texts=dict(each), position=number) for number, each in enumerate(options)
    )
    _note("poll.made" if is_new else "poll.changed", poll, by)
    return poll


@transaction.atomic
def open_poll(poll: Poll, *, by: Any) -> None:
    """Let people answer; a poll that was closed may be opened again."""
    if poll.state == PollState.OPEN:
        return
    moment = tick(poll.event.code)
    poll.state = PollState.OPEN
    poll.opened_at_ms, poll.closed_at_ms = poll.opened_at_ms or moment.at_ms, None
    poll.save(update_fields=["state", "opened_at_ms", "closed_at_ms"])
    _note("poll.opened", poll, by)
    tell(poll.event, "poll", {"code": poll.code, "change": "opened"}, moment=moment)


@transaction.atomic
def close_poll(poll: Poll, *, by: Any) -> None:
    if poll.state != PollState.OPEN:
        return
    moment = tick(poll.event.code)
    poll.state, poll.closed_at_ms = PollState.CLOSED, moment.at_ms
    poll.save(update_fields=["state", "closed_at_ms"])
    _note("poll.closed", poll, by)
    tell(poll.event, "poll", {"code": poll.code, "change": "closed"}, moment=moment)


@transaction.atomic
def show_results(poll: Poll, *, by: Any, are_shown: bool = True) -> None:
    """Show everybody how many chose what, or no longer."""
    if poll.shows_results == are_shown:
        return
    poll.shows_results = are_shown
    poll.save(update_fields=["shows_results"])
    change = "results-shown" if are_shown else "results-hidden"
    _note(f"poll.{change}", poll, by)
    tell(poll.event, "poll", {"code": poll.code, "change": change})


@transaction.atomic
def delete_poll(poll: Poll, *, by: Any) -> None:
    """Remove a poll nobody has been asked yet. Raises NotOpen."""
    if poll.state != PollState.DRAFT:
        raise NotOpen(_("A poll that has been opened stays, with what people answered."))
    _note("poll.deleted", poll, by)
    poll.delete()


@transaction.atomic
def answer_poll(poll: Poll, *, by: Any, ranks: Mapping[int, int]) -> Ballot:
    """Keep a person's answer, in place of an earlier one: option id → rank. Raises MayNotTakePart, NotOpen, BadBallot."""
    person = taking_part(by, poll.event)
    poll = Poll.objects.select_for_update().select_related("event").get(pk=poll.pk)
    if poll.state != PollState.OPEN:
        raise NotOpen(_("This poll takes no answers now."))
    options = list(poll.options.all())
    _check(poll, {each.pk for each in options}, ranks)
    ballot, is_new = Ballot.objects.get_or_create(poll=poll, voter=person.key, defaults={"user": person.user})
    if is_new:
        Poll.objects.filter(pk=poll.pk).update(ballots_count=F("ballots_count") + 1)
    else:
        ballot.save(update_fields=["at"])
        _count(dict(ballot.choices.values_list("option_id", "rank")), poll, len(options), -1)
        ballot.choices.all().delete()
    Choice.objects.bulk_create(
        Choice(ballot=ballot, option_id=option, rank=rank) for option, rank in ranks.items()
    )
    _count(ranks, poll, len(options), 1)
    return ballot


def _check(poll: Poll, known: set[int], ranks: Mapping[int, int]) -> None:
    if not ranks:
        raise BadBallot(_("Choose at least one answer."))
    if not known.issuperset(ranks):
        raise BadBallot(_("One of the answers does not belong to this poll. Load the page again."))
    if poll.kind == PollKind.SINGLE and len(ranks) > 1:
        raise BadBallot(_("Choose one answer only."))
    if poll.kind == PollKind.RANKING and sorted(ranks.values()) != list(range(1, len(ranks) + 1)):
        raise BadBallot(_("Give each place once, beginning with 1. Answers may be left without a place."))


def _count(ranks: Mapping[int, int], poll: Poll, options: int, sign: int) -> None:
    is_ranking = poll.kind == PollKind.RANKING
    for option, rank in ranks.items():
        PollOption.objects.filter(pk=option).update(
            chosen=F("chosen") + (sign if rank == 1 or not is_ranking else 0),
            points=F("points") + (sign * (options + 1 - rank) if is_ranking else 0),
        )


def _note(verb: str, poll: Poll, by: Any) -> None:
    record(verb, poll, by=by, event=poll.event.code)
