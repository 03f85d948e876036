"""Asking people to come, and what they answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from tricity.activity.actions import record
from tricity.directory.queries import people_of
from tricity.events.models import Event
from tricity.invitations import rules
from tricity.invitations.errors import AnsweredAlready
from tricity.invitations.guests import Guest
from tricity.invitations.models import Invitation
from tricity.invitations.queries import invited_already
from tricity.invitations.telling import tell_body, tell_guest
from tricity.members.codes import LETTERS_OF_A_LINK, digest_of, new_secret
from tricity.participation.actions import Wish, register
from tricity.participation.models import Registration
from tricity.privacy.queries import Told

State = Invitation.State
Made = tuple[Invitation, str]


@transaction.atomic
def invite(
    event: Event, guests: Sequence[Guest], *, by: Any, answer_by: dt.datetime | None = None
) -> list[Made]:
    """Invite all, or none where something goes wrong; with the secret of each link, which is known only now.

    Whom an invitation stands for already is left out. Bodies of the directory are told on the desks of their people.
    """
    Event.objects.select_for_update().get(pk=event.pk)
    known = invited_already(event, guests)
    made = []
    for place, guest in enumerate(guests):
        if place in known:
            continue
        secret = new_secret(LETTERS_OF_A_LINK)
        row = Invitation.objects.create(
            event=event,
            digest=digest_of(secret),
            name=guest.name,
            organization_id=guest.body,
            organization_named="" if guest.body else guest.organization,
            country_id=guest.country or None,
            language=guest.language,
            email=guest.email,
            answer_by=answer_by,
            invited_by=by,
        )
        tell_guest(row, secret)
        made.append((row, secret))
    bodies = [row.organization_id for row, _secret in made if row.organization_id and not row.name]
    tell_body(event, people_of(bodies), by=by)
    record("event.invited", event, by=by, number=len(made))
    return made


@transaction.atomic
def renew(invitation: Invitation, *, by: Any) -> Made:
    """A new link in place of the old one, which opens nothing any more. Raises AnsweredAlready."""
    row = _locked(invitation)
    if row.state not in rules.ANSWERABLE:
        raise AnsweredAlready
    secret = new_secret(LETTERS_OF_A_LINK)
    row.digest = digest_of(secret)
    row.state, row.remark, row.answered_at, row.reminded_at = State.OPEN, "", None, None
    row.save(update_fields=["digest", "state", "remark", "answered_at", "reminded_at"])
    tell_guest(row, secret)
    record("invitation.renewed", row, by=by)
    return row, secret


@transaction.atomic
def withdraw(invitation: Invitation, *, by: Any) -> None:
    """The link opens nothing any more; who has registered stays registered. Raises AnsweredAlready."""
    row = _locked(invitation)
    if row.state not in rules.ANSWERABLE:
        raise AnsweredAlready
    row.state = State.WITHDRAWN
    row.save(update_fields=["state"])
    record("invitation.withdrawn", row, by=by)


@transaction.atomic
def accept(
    invitation: Invitation, wish: Wish, *, user: Any = None, agreed: Sequence[Told] = ()
) -> tuple[Registration, str]:
    """Register who is invited; no approval is needed. Raises AnsweredAlready, and what `register` raises."""
    row = _answerable(invitation)
    registration, secret = register(row.event, wish, user=user, agreed=agreed, is_invited=True)
    row.state, row.registration, row.answered_at = State.ACCEPTED, registration, timezone.now()
    row.save(update_fields=["state", "registration", "answered_at"])
    record("invitation.accepted", row, by=user)
    return registration, secret


@transaction.atomic
def decline(invitation: Invitation, remark: str, *, user: Any = None) -> None:
    """Say that one cannot come. Raises AnsweredAlready."""
    row = _answerable(invitation)
    row.state, row.remark, row.answered_at = State.DECLINED, remark, timezone.now()
    row.save(update_fields=["state", "remark", "answered_at"])
    record("invitation.declined", row, by=user)


def _answerable(invitation: Invitation) -> Invitation:
    row = _locked(invitation)
    if not rules.is_open(row, timezone.now()):
        raise AnsweredAlready
    return row


def _locked(invitation: Invitation) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("event")
    return rows.get(pk=invitation.pk)
