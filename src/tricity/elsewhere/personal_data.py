"""What is kept about people of the files of meeting platforms."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tricity.accounts.models import User
from tricity.elsewhere.models import BroughtQuestion
from tricity.participation.personal_data import KEPT_DAYS
from tricity.privacy.columns import BLOTTED, own_words, rows, stays
from tricity.privacy.registry import Holding, register
from tricity.rooms.models import Question


def register_holdings() -> None:
    for holding in (FILES, STAYS, ASKERS):
        register(holding)


def erase_askers(user: User, _now: dt.datetime) -> None:
    """Askers have no account there: the name is all there is to find them by."""
    words = own_words(user)
    named = _brought().filter(asker_name__in=words)
    named.update(asker_name="")
    for word in words:
        for row in _brought().filter(text__contains=word):
            Question.objects.filter(pk=row.pk).update(text=row.text.replace(word, BLOTTED))


def expire_askers(before: dt.datetime) -> int:
    """Take out the names of askers of events that ended before the moment; the questions remain."""
    rows_ = _brought().filter(event__ends_at__lt=before).exclude(asker_name="")
    return rows_.update(asker_name="")


def export_askers(user: User) -> list[dict[str, Any]]:
    named = _brought().filter(asker_name__in=own_words(user)).order_by("pk")
    return [dict(each) for each in named.values("event__code", "text", "language", "asker_name")]


def _brought() -> QuerySet[Question]:
    return Question.objects.filter(pk__in=BroughtQuestion.objects.values("question"))


FILES = Holding(
    name="elsewhere-files",
    label=_("Files of meeting platforms you brought in or took back"),
    why=_("So that organizers know who brought in what, and can ask."),
    seen_by=_("Those who prepare the event."),
    at_deletion=_("What was brought in remains with the event, without your name."),
    fields=("elsewhere.BroughtFile.by", "elsewhere.BroughtFile.taken_back_by"),
    export=rows("elsewhere.BroughtFile", "by", "event__code", "kind", "platform", "name", "brought_at"),
    erase=stays,
    outlives=True,
)
STAYS = Holding(
    name="elsewhere-stays",
    label=_("When you were in a session on a meeting platform"),
    why=_("So that it is known who came and how long, for counts and certificates."),
    seen_by=_("The organizers of the event."),
    at_deletion=_("They stand with a registration that has lost its name."),
    fields=("elsewhere.Presence.registration",),
    export=rows(
        "elsewhere.Presence", "registration__user", "file__event__code", "joined_at", "left_at", "seconds"
    ),
    erase=stays,
    outlives=True,
)
ASKERS = Holding(
    name="elsewhere-askers",
    label=_("Questions you asked on a meeting platform"),
    why=_(
        "So that they stand with the event and its answers; your name only where organizers chose to bring it in."
    ),
    seen_by=_("Everybody who reads the room."),
    at_deletion=_("The questions remain without your name."),
    fields=("elsewhere.BroughtQuestion.question",),
    export=export_askers,
    erase=erase_askers,
    outlives=True,
    days=KEPT_DAYS,
    expire=expire_askers,
)
