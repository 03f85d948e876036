"""What taking part keeps about people, and for what a registration asks."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tricity.accounts.models import User
from tricity.participation.models import Registration
from tricity.privacy.columns import rows, stays
from tricity.privacy.purposes import Purpose
from tricity.privacy.purposes import register as register_purpose
from tricity.privacy.registry import Holding, register

EVENT = "event-registration"
RECORDING = "event-recording"
CONTACT = "event-news"
KEPT_DAYS = 180


def register_holdings() -> None:
    for holding in (REGISTRATIONS, DECIDED):
        register(holding)
    for purpose in (EVENT_PURPOSE, RECORDING_PURPOSE, NEWS_PURPOSE):
        register_purpose(purpose)


def erase_registrations(user: User, _now: dt.datetime) -> None:
    """What was written under the account, or with its address."""
    meant = Q(user=user)
    if user.email:
        meant |= Q(email__iexact=user.email)
    blot(Registration.objects.filter(meant).values_list("pk", flat=True))


def expire_registrations(before: dt.datetime) -> int:
    """Blot out who registered for events that ended before the moment; counts remain."""
    rows_ = Registration.objects.filter(event__ends_at__lt=before).exclude(name="")
    return blot(rows_.values_list("pk", flat=True))


def blot(pks: object) -> int:
    """Take out of registrations who it was. Country, role and way remain, for the counts."""
    empty = dict.fromkeys(("name", "reading", "romanized_name", "organization_named", "email"), "")
    return Registration.objects.filter(pk__in=list(pks)).update(  # type: ignore[call-overload]
        **empty, access_needs="", remark="", answers={}, agreements=[], user=None, organization=None
    )


REGISTRATIONS = Holding(
    name="event-registrations",
    label=_("Events you registered for"),
    why=_("So that the organizers can prepare for you, let you in and reach you."),
    seen_by=_("The organizers of the event, and the operator."),
    at_deletion=_(
        "Your name and what you wrote are taken out; that somebody came from your country is still counted."
    ),
    fields=(
        "participation.Registration.user",
        "participation.Registration.email",
        "participation.Registration.romanized_name",
        "participation.Registration.name",
    ),
    export=rows(
        "participation.Registration",
        "user",
        "event__code",
        "name",
        "reading",
        "romanized_name",
        "organization__code",
        "organization_named",
        "country_id",
        "role",
        "way",
        "reads",
        "listens",
        "access_needs",
        "email",
        "answers",
        "agreements",
        "state",
        "created_at",
    ),
    erase=erase_registrations,
    outlives=True,
    days=KEPT_DAYS,
    expire=expire_registrations,
)
DECIDED = Holding(
    name="event-registrations-decided",
    label=_("Registrations you decided on"),
    why=_("So that organizers know who of them decided."),
    seen_by=_("The organizers of the event."),
    at_deletion=_("They stand without your name."),
    fields=("participation.Registration.decided_by",),
    export=rows("participation.Registration", "decided_by", "code", "event__code", "state"),
    erase=stays,
    outlives=True,
)
EVENT_PURPOSE = Purpose(
    name=EVENT,
    label=_("Registering for an event"),
    asks=_(
        "Your name, your organization, the languages you read and listen to; as you wish an e-mail address and what "
        "should be prepared for you."
    ),
    text=_(
        "What you write serves to hold the event: to let you in, to prepare interpretation and the place, and to reach "
        "you about it. Only the organizers of this event read it. Half a year after the event your name and your words "
        "are taken out, unless the operator has set another period; what remains is how many came from which country."
    ),
    seen_by=_("The organizers of the event, and the operator."),
    needed=True,
)
RECORDING_PURPOSE = Purpose(
    name=RECORDING,
    label=_("Being in the recording of an event"),
    asks=_("Your picture and voice, where you speak or are seen."),
    text=_(
        "The event is recorded and may be published as a replay. Without this agreement you can take part and ask in "
        "writing; what you say aloud is left out where you ask for it."
    ),
    seen_by=_("Everybody, where the replay is public."),
)
NEWS_PURPOSE = Purpose(
    name=CONTACT,
    label=_("News of coming events"),
    asks=_("The e-mail address of your registration."),
    text=_(
        "The organizers of this event may write to you about their next ones. You can take this back at any time on the "
        "page of your registration by taking out the address."
    ),
    seen_by=_("The organizers of the event."),
)
