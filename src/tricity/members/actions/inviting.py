from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.db import IntegrityError, transaction
from django.utils import timezone

from tricity.accounts.models import User
from tricity.activity.actions import record
from tricity.directory.actions import join
from tricity.directory.models import Membership, Organization
from tricity.members.codes import LETTERS_OF_A_LINK, digest_of, new_secret
from tricity.members.errors import InvitationOver, NameTaken, OwnInvitation
from tricity.members.models import RANKS, AccountRequest, Invitation
from tricity.members.queries import valid_invitations
from tricity.members.rules import still_stands

DAYS = (7, 14, 30)
USUAL_DAYS = 14


@dataclass(frozen=True, slots=True)
class Guest:
    """Who is invited: the name the inviter knows, the language to be addressed in, an e-mail address if there is one."""

    name: str
    language: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class NewPerson:
    """What a person says of themselves when the account is made; the name family name first, as they write it."""

    username: str
    password: str
    native_name: str
    native_language: str
    reading: str
    romanized_name: str
    language: str


@transaction.atomic
def invite(
    guest: Guest,
    organization: Organization | None,
    *,
    by: Any,
    role: str = "",
    days: int = USUAL_DAYS,
    asked: AccountRequest | None = None,
) -> tuple[Invitation, str]:
    """An invitation and the secret of its link, which is known only now. `by` is None for a command."""
    secret = new_secret(LETTERS_OF_A_LINK)
    invitation = Invitation.objects.create(
        digest=digest_of(secret),
        organization=organization,
        role=Membership.Role(role) if organization else "",
        name=guest.name,
        email=guest.email,
        language=guest.language,
        request=asked,
        invited_by=by,
        expires_at=timezone.now() + dt.timedelta(days=days),
    )
    body = organization.code if organization else ""
    record("invitation.made", invitation, by=by, organization=body, role=role)
    return invitation, secret


@transaction.atomic
def renew(invitation: Invitation, *, by: User, days: int = USUAL_DAYS) -> str:
    """A new secret and time for an invitation nobody has accepted; the link before opens nothing more.

    It is theirs who renews it from then on: its link holds while they may invite. Raises InvitationOver.
    """
    row = _still_open(invitation)
    secret = new_secret(LETTERS_OF_A_LINK)
    row.digest = invitation.digest = digest_of(secret)
    row.expires_at = invitation.expires_at = timezone.now() + dt.timedelta(days=days)
    row.invited_by = by
    row.save(update_fields=["digest", "expires_at", "invited_by"])
    record("invitation.renewed", row, by=by)
    return secret


@transaction.atomic
def withdraw(invitation: Invitation, *, by: User) -> None:
    """Take an invitation back. Raises InvitationOver where it was accepted or withdrawn before."""
    row = _still_open(invitation)
    row.withdrawn_at = timezone.now()
    row.save(update_fields=["withdrawn_at"])
    record("invitation.withdrawn", row, by=by)


@transaction.atomic
def accept(invitation: Invitation, person: NewPerson) -> User:
    """Make the account. Of two at the same time one is made.

    Raises InvitationOver, NameTaken, or ValidationError for a weak password.
    """
    row = _taken(invitation)
    fields = {name: getattr(person, name) for name in NewPerson.__slots__ if name != "password"}
    # In the form it is kept in: otherwise letters of another width would be compared with what they become.
    fields["username"] = User.normalize_username(person.username)
    validate_password(person.password, User(**fields))
    if User.objects.filter(username__iexact=fields["username"]).exists():
        raise NameTaken
    try:
        with transaction.atomic():
            user = User.objects.create_user(fields.pop("username"), person.password, **fields)
    except IntegrityError:
        raise NameTaken from None
    record("account.made", user, by=user, invitation=row.code)
    _close(row, user)
    return user


@transaction.atomic
def accept_as(invitation: Invitation, user: User) -> None:
    """Let somebody who has an account join; a role already held is never lowered. Raises InvitationOver, OwnInvitation."""
    row = _taken(invitation)
    if row.invited_by_id == user.pk:
        raise OwnInvitation
    _close(row, user)


def _taken(invitation: Invitation) -> Invitation:
    """The invitation as it is now, kept from others until the end of the transaction."""
    row = valid_invitations().select_for_update().filter(pk=invitation.pk, digest=invitation.digest).first()
    if row is None or not still_stands(row):
        raise InvitationOver
    return row


def _still_open(invitation: Invitation) -> Invitation:
    rows = Invitation.objects.select_for_update().filter(accepted_at=None, withdrawn_at=None)
    row = rows.filter(pk=invitation.pk).first()
    if row is None:
        raise InvitationOver
    return row


def _close(row: Invitation, user: User) -> None:
    row.accepted_at, row.accepted_by = timezone.now(), user
    row.save(update_fields=["accepted_at", "accepted_by"])
    record("invitation.accepted", row, by=user)
    if row.organization is None:
        return
    held = user.memberships.filter(organization=row.organization).first()
    if held is None or RANKS.index(held.role) < RANKS.index(row.role):
        join(user, row.organization, role=row.role, by=row.invited_by)
