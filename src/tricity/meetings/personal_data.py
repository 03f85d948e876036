"""What meetings keep about people, and for what being found asks."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tricity.accounts.models import User
from tricity.meetings.actions import leave, unlist_everywhere
from tricity.meetings.models import Interpreter, Meeting, Partner
from tricity.participation.personal_data import KEPT_DAYS
from tricity.privacy.columns import own_words, plain, stays
from tricity.privacy.purposes import Purpose
from tricity.privacy.purposes import register as register_purpose
from tricity.privacy.registry import Holding, register

MEETINGS = "event-meetings"


def register_holdings() -> None:
    register(PARTNERS)
    register(INTERPRETERS)
    register_purpose(PURPOSE)


def export_meetings(user: User) -> list[dict[str, Any]]:
    """One's entries, each with the meetings that belong to it; of the other person the code alone."""
    found = []
    for partner in Partner.objects.filter(user=user).select_related("registration__event").order_by("pk"):
        mine = Meeting.objects.filter(Q(asker=partner) | Q(asked=partner)).order_by("pk")
        found.append(
            {
                "event": partner.registration.event.code,
                "languages": partner.languages,
                "seeks": partner.seeks,
                "offers": partner.offers,
                "listed_at": plain(partner.listed_at),
                "meetings": [_exported(each, partner) for each in mine.prefetch_related("outcomes")],
            }
        )
    return found


def _exported(meeting: Meeting, partner: Partner) -> dict[str, Any]:
    columns = ("code", "state", "subject", "text", "language", "starts_at", "ends_at", "table", "reason")
    outcomes = [
        {"held": each.is_held, "led_to": each.follow_code}
        for each in meeting.outcomes.all()
        if each.partner_id == partner.pk
    ]
    return {
        "asked_by_me": meeting.asker_id == partner.pk,
        "outcomes": outcomes,
        **{name: plain(getattr(meeting, name)) for name in columns},
    }


def erase_meetings(user: User, _now: dt.datetime) -> None:
    """What has not begun is cancelled, and the others told; what was written goes."""
    partners = list(Partner.objects.filter(user=user).select_related("registration", "user"))
    for partner in partners:
        leave(partner.registration)
    blot([each.pk for each in partners])


def expire_meetings(before: dt.datetime) -> int:
    """Blot out who met at events that ended before the moment; that people met is still counted."""
    rows = Partner.objects.filter(registration__event__ends_at__lt=before).exclude(
        user=None, listed_at=None, seeks={}, offers={}
    )
    return blot(list(rows.values_list("pk", flat=True)))


def blot(pks: list[int]) -> int:
    mine = Q(asker__in=pks) | Q(asked__in=pks)
    Meeting.objects.filter(mine).update(subject="", text="", reason="")
    return Partner.objects.filter(pk__in=pks).update(
        user=None, listed_at=None, languages=[], seeks={}, offers={}
    )


def export_interpreting(user: User) -> list[dict[str, Any]]:
    """Under the person's own name; interpreters need no account."""
    words = own_words(user)
    found = Interpreter.objects.filter(native_name__in=words)
    found |= Interpreter.objects.filter(romanized_name__in=words)
    columns = ("arrangement__event__code", "native_name", "romanized_name", "from_language", "to_language")
    return list(found.order_by("pk").values(*columns))


PARTNERS = Holding(
    name="event-meetings",
    label=_("Meetings at events"),
    why=_("So that other participants find you, and you meet at a time that suits both."),
    seen_by=_(
        "The participants of the event who may arrange meetings, of a meeting only those who meet; the organizers of the event."
    ),
    at_deletion=_(
        "Meetings to come are cancelled, and what you wrote is taken out; that a meeting took place is still counted."
    ),
    fields=("meetings.Partner.user",),
    export=export_meetings,
    erase=erase_meetings,
    outlives=True,
    days=KEPT_DAYS,
    expire=expire_meetings,
)
INTERPRETERS = Holding(
    name="meeting-interpreters",
    label=_("Interpreters of meetings"),
    why=_("So that organizers can plan who interprets where, and people know who will be there."),
    seen_by=_("The organizers of the event, and those in whose meeting the person interprets."),
    at_deletion=_("They stay with the event; ask the organizer to take your name out."),
    fields=("meetings.Interpreter.native_name", "meetings.Interpreter.romanized_name"),
    export=export_interpreting,
    erase=stays,
    outlives=True,
)
PURPOSE = Purpose(
    name=MEETINGS,
    label=_("Being found for meetings at an event"),
    asks=_("The languages you speak, what you look for and what you offer."),
    text=_(
        "Other participants of this event who have an account and are expected there see your name, organization, country, "
        "languages and what you write here, and can ask you for a meeting. They never see your addresses. You can take yourself "
        "off the list at any time; agreed meetings then stand until you cancel them."
    ),
    seen_by=_("Participants of the event who have signed in, and its organizers."),
    withdrawn=unlist_everywhere,
)
