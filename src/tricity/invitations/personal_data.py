"""What inviting keeps about people, and for what a speaker's page asks."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from tricity.accounts.models import User
from tricity.invitations.models import Invitation, SpeakerLink
from tricity.privacy.columns import rows, stays
from tricity.privacy.registry import Holding, register

KEPT_DAYS = 180
BLANK = {"name": "", "email": "", "organization_named": "", "remark": ""}


def register_holdings() -> None:
    for holding in (INVITED, MADE, SPEAKER_LINKS, LINKS_MADE):
        register(holding)


def export_invited(user: User) -> list[dict[str, Any]]:
    columns = ("event__code", "name", "organization_named", "language", "email", "state", "remark")
    return list(_to(user).order_by("pk").values(*columns))


def erase_invited(user: User, _now: dt.datetime) -> None:
    _to(user).update(**BLANK)


def expire_invited(before: dt.datetime) -> int:
    """Blot out who was invited to events that ended before the moment; counts remain."""
    old = Invitation.objects.filter(event__ends_at__lt=before)
    return old.exclude(**BLANK).update(**BLANK)


def _to(user: User) -> QuerySet[Invitation]:
    meant = Q(registration__user=user)
    if user.email:
        meant |= Q(email__iexact=user.email)
    return Invitation.objects.filter(meant)


def export_links(user: User) -> list[dict[str, Any]]:
    columns = ("code", "language", "email", "closes_at", "saved_at", "slides_licence")
    return list(_links(user).order_by("pk").values(*columns))


def erase_links(user: User, _now: dt.datetime) -> None:
    """The programme and what was agreed to stay; the address goes."""
    _links(user).update(email="")


def expire_links(before: dt.datetime) -> int:
    over = SpeakerLink.objects.exclude(email="").filter(
        Q(talk__session__event__ends_at__lt=before) | Q(person__session__event__ends_at__lt=before)
    )
    return SpeakerLink.objects.filter(pk__in=list(over.values_list("pk", flat=True))).update(email="")


def _links(user: User) -> QuerySet[SpeakerLink]:
    return SpeakerLink.objects.filter(email__iexact=user.email) if user.email else SpeakerLink.objects.none()


INVITED = Holding(
    name="event-invitations",
    label=_("Invitations to events that were sent to you"),
    why=_("So that organizers can ask you to come and see whether you will."),
    seen_by=_("The organizers of the event, and the operator."),
    at_deletion=_("Your name and address are taken out; that somebody was invited is still counted."),
    fields=("invitations.Invitation.email", "invitations.Invitation.name"),
    export=export_invited,
    erase=erase_invited,
    outlives=True,
    days=KEPT_DAYS,
    expire=expire_invited,
)
MADE = Holding(
    name="event-invitations-made",
    label=_("Invitations to events you sent"),
    why=_("So that organizers know who of them has invited somebody."),
    seen_by=_("The organizers of the event."),
    at_deletion=_("They stand without your name."),
    fields=("invitations.Invitation.invited_by",),
    export=rows("invitations.Invitation", "invited_by", "code", "event__code", "state"),
    erase=stays,
    outlives=True,
)
SPEAKER_LINKS = Holding(
    name="speaker-links",
    label=_("Your pages as a speaker"),
    why=_("So that you can say yourself how you are named, and what may be recorded and published."),
    seen_by=_(
        "The organizers of the event; everybody, what is on the programme and the slides you agreed to publish."
    ),
    at_deletion=_("Your address is deleted. A published programme and what you agreed to remain."),
    fields=("invitations.SpeakerLink.email",),
    export=export_links,
    erase=erase_links,
    outlives=True,
    days=KEPT_DAYS,
    expire=expire_links,
)
LINKS_MADE = Holding(
    name="speaker-links-made",
    label=_("Pages you gave to speakers"),
    why=_("So that organizers know who of them has written to a speaker."),
    seen_by=_("The organizers of the event."),
    at_deletion=_("They stand without your name."),
    fields=("invitations.SpeakerLink.made_by",),
    export=rows("invitations.SpeakerLink", "made_by", "code"),
    erase=stays,
    outlives=True,
)
