from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from tricity.accounts.models import User
from tricity.accounts.rules import is_operator
from tricity.directory import queries as directory
from tricity.directory.models import Membership, Organization
from tricity.directory.names import organization_name
from tricity.members import actions, rules
from tricity.members.errors import LastAdministrator
from tricity.members.links import Handout, address_of
from tricity.members.models import ADMINISTRATOR
from tricity.members.queries import administrators, open_invitations, people_of, role_counts
from tricity.web.errors import TricityError, from_tricity_error
from tricity.web.languages import reader_language


@login_required
def people(request: HttpRequest, code: str) -> HttpResponse:
    """Who belongs to an organization and who is invited; curators see numbers instead of people."""
    organization = get_object_or_404(directory.organizations(), code=code)
    if not rules.may_invite(request.user, organization):
        raise PermissionDenied
    may_manage = rules.may_manage(request.user, organization)
    counts = role_counts(organization)
    context = {
        "organization": organization,
        "name": organization_name(organization, reader_language()),
        "may_manage": may_manage,
        "memberships": people_of(organization) if may_manage else [],
        "counts": [(label, counts.get(value, 0)) for value, label in Membership.Role.choices],
        "has_administrator": bool(counts.get(ADMINISTRATOR)),
        "invitations": list(open_invitations(organization)),
    }
    return render(request, "members/people.html", context)


@never_cache
@login_required
def person(request: HttpRequest, code: str, user: str) -> HttpResponse:
    """One member: the role, the end of the membership, a link back in."""
    organization = get_object_or_404(directory.organizations(), code=code)
    if not rules.may_manage(request.user, organization):
        raise PermissionDenied
    membership = get_object_or_404(organization.memberships.select_related("user"), user__code=user)
    membership.organization = organization
    if request.method == "POST":
        try:
            return _do(request, membership)
        except TricityError as error:
            return from_tricity_error(request, error)
    context = {
        "organization": organization,
        "name": organization_name(organization, reader_language()),
        "membership": membership,
        "person": membership.user,
        "roles": Membership.Role.choices,
        "is_last": _is_last(membership),
        "even_last": is_operator(request.user),
        "may_help": rules.may_help_back_in(request.user, membership.user, organization),
    }
    return render(request, "members/person.html", context)


@login_required
def leave(request: HttpRequest, code: str) -> HttpResponse:
    """A member leaves; the last administrator cannot."""
    organization = get_object_or_404(directory.organizations(), code=code)
    membership = get_object_or_404(organization.memberships.select_related("user"), user=request.user)
    if request.method == "POST":
        try:
            actions.end_membership(membership, by=request.user)
        except LastAdministrator as error:
            return from_tricity_error(request, error)
        messages.success(request, _("You have left the organization."))
        return redirect("accounts:home")
    context = {
        "organization": organization,
        "name": organization_name(organization, reader_language()),
        "membership": membership,
        "is_last": _is_last(membership),
    }
    return render(request, "members/leave.html", context)


def recovery_sheet(request: HttpRequest, person: User, organization: Organization | None) -> HttpResponse:
    """Give out a link to a new password, and show it this once. The caller has checked that it may be given."""
    code, secret = actions.issue_link(
        person,
        by=request.user,  # type: ignore[arg-type]
        forgets_factors=request.POST.get("lost_factor") == "yes",
    )
    context = {
        "person": person,
        "organization": organization,
        "handout": Handout(address_of(request, "members:recover", secret, person.language), secret),
        "language": person.language,
        "valid_until": code.expires_at,
        "forgets_factors": code.forgets_factors,
    }
    return render(request, "members/recovery_link.html", context)


def _do(request: HttpRequest, membership: Membership) -> HttpResponse:
    deed: Any = request.POST.get("deed", "")
    even_last = is_operator(request.user) and request.POST.get("even_last") == "yes"
    organization = membership.organization
    if deed == "recover":
        if not rules.may_help_back_in(request.user, membership.user, organization):
            raise PermissionDenied
        return recovery_sheet(request, membership.user, organization)
    if deed == "role" and request.POST.get("role") in Membership.Role.values:
        actions.change_role(membership, request.POST["role"], by=request.user, even_last=even_last)
        messages.success(request, _("The role has been changed."))
    elif deed == "end":
        actions.end_membership(membership, by=request.user, even_last=even_last)
        messages.success(request, _("The membership has ended."))
    else:
        return HttpResponseBadRequest(_("This request cannot be read"))
    still = rules.is_still_administrator(request.user, organization) or is_operator(request.user)
    return redirect("members:people", organization.code) if still else redirect(organization)


def _is_last(membership: Membership) -> bool:
    others = administrators(membership.organization).exclude(pk=membership.pk)
    return membership.role == ADMINISTRATOR and membership.user.is_active and not others.exists()
