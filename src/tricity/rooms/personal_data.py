"""What rooms keep about people: questions, answers, votes, captions, and what one was named for."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from tricity.accounts.models import User
from tricity.privacy.columns import all_of, blots, deletes, rows
from tricity.privacy.registry import Holding, register
from tricity.privacy.wording import DELETED, ONLY_YOU
from tricity.rooms.models import Ballot, Caption, Question, Vote


def register_holdings() -> None:
    for holding in (ROLES, QUESTIONS, VOTES, ANSWERS, CAPTIONS):
        register(holding)


def erase_names(user: User, _now: dt.datetime) -> None:
    """The questions stay with what came of them; who asked is not to be told any more."""
    for row in Question.objects.filter(author=user):
        Question.objects.filter(pk=row.pk).update(asker=f"gone:{row.pk}", asker_name="", author=None)


def erase_votes(user: User, _now: dt.datetime) -> None:
    """The numbers stay; whose votes they were is forgotten."""
    for model in (Vote, Ballot):
        for row in model.objects.filter(user=user):
            model.objects.filter(pk=row.pk).update(voter=f"gone:{model.__name__}:{row.pk}", user=None)


def erase_author(user: User, _now: dt.datetime) -> None:
    Caption.objects.filter(by=user).update(by=None)


ROLES = Holding(
    name="room-roles",
    label=_("What you do in the rooms of events"),
    why=_("So that you can moderate, interpret or write captions there."),
    seen_by=_("You and those who prepare the event."),
    at_deletion=DELETED,
    fields=("rooms.RoomRole.user",),
    export=rows("rooms.RoomRole", "user", "event__code", "role", "added_at"),
    erase=deletes(("rooms.RoomRole", "user")),
)
QUESTIONS = Holding(
    name="room-questions",
    label=_("Questions you asked at events"),
    why=_("So that they can be answered, and so that you see what became of them."),
    seen_by=_("Everybody who reads the room; your name only where you wished it."),
    at_deletion=_("The questions remain without your name."),
    fields=("rooms.Question.author", "rooms.Question.asker_name"),
    export=rows(
        "rooms.Question", "author", "code", "event__code", "text", "language", "asker_name", "state", "reason"
    ),
    erase=all_of(blots("rooms.Question", "author", "text"), erase_names),
    outlives=True,
)
VOTES = Holding(
    name="room-votes",
    label=_("Your votes for questions and your answers to polls at events"),
    why=_("So that everybody counts once."),
    seen_by=ONLY_YOU,
    at_deletion=_("The numbers remain; whose votes they were is forgotten."),
    fields=("rooms.Vote.user", "rooms.Ballot.user"),
    export=rows("rooms.Vote", "user", "cast_on__code", "at"),
    erase=erase_votes,
    outlives=True,
)
ANSWERS = Holding(
    name="room-moderation",
    label=_("What you moderated, answered or announced at events"),
    why=_("So that it is known who spoke for the organizers."),
    seen_by=_("Those who prepare the event."),
    at_deletion=_("It remains, without your name."),
    fields=(
        "rooms.Question.decided_by",
        "rooms.Question.answered_by",
        "rooms.Answer.by",
        "rooms.Announcement.by",
    ),
    export=rows("rooms.Answer", "by", "code", "question__code", "text", "language"),
    erase=all_of(blots("rooms.Answer", "by", "text"), blots("rooms.Question", "decided_by", "reason")),
    outlives=True,
)
CAPTIONS = Holding(
    name="room-captions",
    label=_("Captions you wrote at events"),
    why=_("So that you can correct your own lines."),
    seen_by=_("Everybody reads the captions; nobody is told who wrote them."),
    at_deletion=_("The captions remain; who wrote them is forgotten."),
    fields=("rooms.Caption.by",),
    export=rows("rooms.Caption", "by", "event__code", "seq", "language", "text"),
    erase=erase_author,
    outlives=True,
)
