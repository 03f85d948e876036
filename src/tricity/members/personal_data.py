"""What inviting, asking and recovering keep about people, and for what a request for an account asks."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tricity.accounts.models import User
from tricity.members.models import AccountRequest, Invitation
from tricity.privacy.columns import blots, deletes, rows, stays
from tricity.privacy.purposes import Purpose
from tricity.privacy.purposes import register as register_purpose
from tricity.privacy.registry import Holding, register
from tricity.privacy.wording import DELETED, YOU_AND_OPERATOR

ASKING = "account-request"
INVITING = "invitation"


def register_holdings() -> None:
    for holding in (INVITED, INVITATIONS, DECIDED, CODES, LINKS):
        register(holding)
    register_purpose(ASK)
    register_purpose(INVITE)


def erase_invited(user: User, _now: dt.datetime) -> None:
    """The invitation the person came by, any other to the same address, and the request it answered."""
    meant = Q(accepted_by=user)
    if user.email:
        meant |= Q(email__iexact=user.email)
    found = Invitation.objects.filter(meant)
    AccountRequest.objects.filter(invitation__in=found).delete()
    Invitation.objects.filter(meant).delete()


INVITED = Holding(
    name="invited",
    label=_("The invitation you came by"),
    why=_("So that it is known who let you in, and an invitation works once."),
    seen_by=_("Those who invite people to your organization, and the operator."),
    at_deletion=DELETED,
    fields=("members.Invitation.accepted_by", "members.Invitation.email"),
    export=rows(
        "members.Invitation",
        "accepted_by",
        "code",
        "name",
        "email",
        "organization__code",
        "role",
        "created_at",
        "request__name",
        "request__reason",
        "request__contact",
    ),
    erase=erase_invited,
)
INVITATIONS = Holding(
    name="invitations",
    label=_("Invitations you gave out"),
    why=_("So that it is known who vouches for a person."),
    seen_by=_("Those who invite people to the organization, and the operator."),
    at_deletion=_("They are deleted some time after they are over; until then they stand without your name."),
    fields=("members.Invitation.invited_by",),
    export=rows("members.Invitation", "invited_by", "code", "organization__code", "role", "created_at"),
    erase=stays,
    outlives=True,
)
DECIDED = Holding(
    name="account-requests",
    label=_("Requests for accounts you decided on"),
    why=_("So that the person gets an answer."),
    seen_by=_("The person who asked, and those who decide on requests."),
    at_deletion=_("They are deleted some time after the answer; until then they stand without your name."),
    fields=("members.AccountRequest.decided_by",),
    export=rows("members.AccountRequest", "decided_by", "code", "state", "answer", "decided_at"),
    erase=blots("members.AccountRequest", "decided_by", "answer"),
    outlives=True,
)
CODES = Holding(
    name="recovery-codes",
    label=_("Codes for a new password"),
    why=_("So that you get in again without a password. Only digests of the codes are kept."),
    seen_by=YOU_AND_OPERATOR,
    at_deletion=DELETED,
    fields=("members.RecoveryCode.user",),
    export=rows("members.RecoveryCode", "user", "created_at", "expires_at"),
    erase=deletes(("members.RecoveryCode", "user")),
)
LINKS = Holding(
    name="recovery-links",
    label=_("Recovery links you gave to others"),
    why=_("So that a link ends when you may no longer give it."),
    seen_by=YOU_AND_OPERATOR,
    at_deletion=DELETED,
    fields=("members.RecoveryCode.issued_by",),
    export=rows("members.RecoveryCode", "issued_by", "created_at", "expires_at"),
    erase=deletes(("members.RecoveryCode", "issued_by")),
)
ASK = Purpose(
    name=ASKING,
    label=_("Asking for an account"),
    asks=_(
        "Your name, your organization, what you need the account for; as you wish how you can be reached."
    ),
    text=_(
        "What you write serves to decide whether you get an account, and to answer you. It is read only by those who "
        "decide, and deleted some time after the answer. With the code you get you can take the request back at any "
        "time; it is deleted then."
    ),
    seen_by=_("The administrators of your organization, the curators of its country, the operator."),
    needed=True,
)
INVITE = Purpose(
    name=INVITING,
    label=_("Inviting somebody"),
    asks=_("The name of the person and the language they read; as you wish an e-mail address."),
    text=_(
        "The name and the address serve to hand the invitation over, and are deleted some time after it was accepted, "
        "withdrawn or ran out. Write down only what the person has given you for this."
    ),
    seen_by=_("Those who invite people to the organization, and the operator."),
    needed=True,
)
