"""Pure predicates: who may invite, manage and help whom; `user` may be anonymous."""

from __future__ import annotations

from typing import Any

from tricity.accounts.models import User
from tricity.accounts.rules import grants, is_curator, is_operator
from tricity.directory.models import Organization
from tricity.directory.rules import memberships
from tricity.members import standing
from tricity.members.models import ADMINISTRATOR, Invitation, RecoveryCode


def administers(user: Any, organization: Organization | None) -> bool:
    return organization is not None and memberships(user).get(organization.pk) == ADMINISTRATOR


def may_invite(user: Any, organization: Organization | None) -> bool:
    """Administrators of the body, curators of its country, operators; without a body operators alone."""
    if organization is None:
        return is_operator(user)
    return administers(user, organization) or is_curator(user, organization.country_id or "")


def may_manage(user: Any, organization: Organization) -> bool:
    """See who belongs to the body, change roles, end memberships."""
    return administers(user, organization) or is_operator(user)


def may_help_back_in(user: Any, person: User, organization: Organization | None = None) -> bool:
    """Give `person` a link to a new password. It opens everything the person may do, so nobody gains a right by it.

    Operators may for everybody but themselves. An administrator of `organization` may for its members who have no
    role beyond it: neither one of the site, nor in another body.
    """
    if not user.is_authenticated or not person.is_active or user.pk == person.pk:
        return False
    if is_operator(user):
        return True
    if organization is None or not administers(user, organization):
        return False
    belongs = memberships(person)
    return (
        set(belongs) == {organization.pk}
        and not person.is_superuser
        and not grants(person)
        and not standing.reaches_further(person)
    )


def still_stands(invitation: Invitation) -> bool:
    """Whether who made an invitation might still do so; a command, which is nobody, always might."""
    inviter = invitation.invited_by
    return inviter is None or (inviter.is_active and may_invite(inviter, invitation.organization))


def still_opens(code: RecoveryCode) -> bool:
    """Whether who gave out a link might still do so: the person may have got further roles since. A sheet always opens."""
    if code.expires_at is None:
        return True
    issuer, person = code.issued_by, code.user
    if issuer is None or not issuer.is_active:
        return False
    bodies = [each.organization for each in person.memberships.select_related("organization")]
    return any(may_help_back_in(issuer, person, body) for body in (None, *bodies))


def is_still_administrator(user: Any, organization: Organization) -> bool:
    """Asked anew, after the person may have changed their own role."""
    return user.memberships.filter(organization=organization, role=ADMINISTRATOR).exists()
