from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tricity.accounts.models import User
from tricity.activity.actions import record
from tricity.directory.models import Country, Organization
from tricity.members.actions.inviting import Guest, invite
from tricity.members.codes import digest_of, new_secret
from tricity.members.errors import AlreadyDecided, TooMany
from tricity.members.models import AccountRequest, Invitation
from tricity.members.notices import tell_reviewers

State = AccountRequest.State
# More than people can read; whoever floods the form fills no disk.
MOST_OPEN = 1000


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person without an account writes. `organization` is None where only its name is known."""

    name: str
    organization: Organization | None
    organization_named: str
    country: Country | None
    reason: str
    language: str
    contact: str = ""


@transaction.atomic
def ask(wish: Wish) -> tuple[AccountRequest, str]:
    """A request, and the code by which its person looks up the answer; it is known only now. Raises TooMany."""
    if AccountRequest.objects.filter(state=State.OPEN).count() >= MOST_OPEN:
        raise TooMany(
            _("Too many requests wait at present. Ask your organization or try again in some days.")
        )
    secret = new_secret()
    values = {name: getattr(wish, name) for name in Wish.__slots__}
    if wish.organization is not None:
        values |= {"country": wish.organization.country, "organization_named": ""}
    asked = AccountRequest.objects.create(digest=digest_of(secret), **values)
    record("account-request.made", asked)
    tell_reviewers(asked)
    return asked, secret


@transaction.atomic
def approve(
    asked: AccountRequest, organization: Organization | None, *, by: User, role: str, email: str = ""
) -> tuple[Invitation, str]:
    """An invitation for the person, and the secret of its link, to be handed over. Raises AlreadyDecided."""
    row = _decide(asked, State.APPROVED, by=by)
    guest = Guest(row.name, row.language, email)
    invitation, secret = invite(guest, organization, by=by, role=role, asked=row)
    record("account-request.approved", row, by=by, invitation=invitation.code)
    return invitation, secret


@transaction.atomic
def decline(asked: AccountRequest, answer: str, *, by: User) -> None:
    """Say no, with the reason the person will read. Raises AlreadyDecided."""
    row = _decide(asked, State.DECLINED, by=by, answer=answer)
    record("account-request.declined", row, by=by)


@transaction.atomic
def take_back(asked: AccountRequest) -> None:
    """The person no longer wants it: everything they wrote is deleted."""
    record("account-request.taken-back", asked)
    asked.delete()


def sweep() -> int:
    """Delete requests decided, and invitations that have been over, for longer than the operator's period.

    Returns 0: there is nothing to do again at once.
    """
    before = timezone.now() - dt.timedelta(days=settings.ACCOUNT_REQUEST_DAYS)
    AccountRequest.objects.filter(decided_at__lt=before).delete()
    for moment in ("accepted_at", "withdrawn_at", "expires_at"):
        Invitation.objects.filter(**{f"{moment}__lt": before}).delete()
    return 0


def _decide(asked: AccountRequest, state: str, *, by: User, answer: str = "") -> AccountRequest:
    row = AccountRequest.objects.select_for_update().filter(pk=asked.pk, state=State.OPEN).first()
    if row is None:
        raise AlreadyDecided
    row.state, row.answer, row.decided_by, row.decided_at = State(state), answer, by, timezone.now()
    row.save(update_fields=["state", "answer", "decided_by", "decided_at"])
    return row
