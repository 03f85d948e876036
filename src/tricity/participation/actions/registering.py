from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from tricity.activity.actions import record
from tricity.directory.models import Country, Organization
from tricity.events.models import Event
from tricity.members.codes import digest_of, new_secret
from tricity.participation import rules
from tricity.participation.actions.deciding import fill, locked, place_for
from tricity.participation.errors import NoPlaceThisWay, NotOpen, RegisteredAlready, StateMoved
from tricity.participation.leaving import tell_listeners
from tricity.participation.models import Admission, Registration
from tricity.participation.telling import tell, tell_organizers
from tricity.privacy.queries import Told

State = Registration.State


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person writes into the form. `answers` is id of a question (as text) → answer."""

    name: str
    role: str
    way: str
    reads: str
    reading: str = ""
    romanized_name: str = ""
    organization: Organization | None = None
    organization_named: str = ""
    country: Country | None = None
    listens: str = ""
    access_needs: str = ""
    email: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def register(
    event: Event, wish: Wish, *, user: Any = None, agreed: Sequence[Told] = (), is_invited: bool = False
) -> tuple[Registration, str]:
    """Put a person down, and the code by which it is found again, which is known only now.

    Who is invited needs no approval any more.
    Raises NotOpen, NoPlaceThisWay, RegisteredAlready.
    """
    admission = Admission.objects.select_for_update().select_related("event").filter(event=event).first()
    now = timezone.now()
    if admission is None or not rules.is_open(event, admission, now):
        raise NotOpen
    if wish.way not in rules.ways(admission):
        raise NoPlaceThisWay
    state = State.ASKED if admission.needs_approval and not is_invited else place_for(admission, wish.way)
    secret = new_secret()
    row = Registration(
        event=event,
        digest=digest_of(secret),
        user=user,
        state=state,
        agreements=[_agreement(each, now) for each in agreed],
        **_values(wish),
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise RegisteredAlready from None
    record("registration.made", row, by=user)
    tell(row, secret=secret)
    if state == State.ASKED:
        tell_organizers(row)
    return row, secret


@transaction.atomic
def change(registration: Registration, wish: Wish) -> Registration:
    """Replace what the person wrote. Another way takes a place there and gives the old one back. Raises StateMoved."""
    admission = locked(registration.event)
    row = _standing(registration)
    other_way = wish.way != row.way
    if other_way and wish.way not in rules.ways(admission):
        raise NoPlaceThisWay
    for name, value in _values(wish).items():
        setattr(row, name, value)
    if other_way and row.state != State.ASKED:
        row.state = State(place_for(admission, wish.way))
    row.save()
    record("registration.changed", row, by=row.user)
    if other_way:
        tell(row)
        fill(admission)
    return row


@transaction.atomic
def cancel(registration: Registration, *, by: Any = None) -> None:
    """Take part no longer; whoever waits longest gets the place. Raises StateMoved."""
    admission = locked(registration.event)
    row = _standing(registration)
    row.state = State.CANCELLED
    row.save(update_fields=["state", "changed_at"])
    record("registration.cancelled", row, by=by)
    tell_listeners(row)
    fill(admission)


def _standing(registration: Registration) -> Registration:
    row = (
        Registration.objects.select_for_update(of=("self",))
        .select_related("event", "user")
        .filter(pk=registration.pk, state__in=rules.STANDING)
        .first()
    )
    if row is None:
        raise StateMoved
    return row


def _values(wish: Wish) -> dict[str, Any]:
    values = {name: getattr(wish, name) for name in Wish.__slots__}
    if wish.organization is not None:
        values |= {"organization_named": "", "country": wish.organization.country or wish.country}
    return values | {"answers": dict(wish.answers)}


def _agreement(text: Told, now: dt.datetime) -> dict[str, Any]:
    """To what somebody agreed: the words themselves, since a guest has no account to keep them with."""
    return {
        "purpose": text.purpose.name,
        "residence": text.residence,
        "version": text.number,
        "language": text.text.language,
        "text": text.text.text,
        "at": now.isoformat(timespec="seconds"),
    }
