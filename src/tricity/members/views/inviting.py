from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tricity.directory import queries as directory
from tricity.directory.models import Organization
from tricity.directory.names import organization_name
from tricity.members import actions, rules
from tricity.members.forms import InviteForm
from tricity.members.links import handed_out
from tricity.members.models import Invitation
from tricity.members.queries import open_invitations
from tricity.web.errors import TricityError, from_tricity_error
from tricity.web.languages import reader_language


@never_cache
@login_required
def invite(request: HttpRequest, code: str) -> HttpResponse:
    """Invite somebody to an organization; the answer to the form is the sheet with the link."""
    organization = get_object_or_404(directory.organizations(), code=code)
    if not rules.may_invite(request.user, organization):
        raise PermissionDenied
    return _invite(request, organization)


@never_cache
@login_required
def invite_anybody(request: HttpRequest) -> HttpResponse:
    """An operator invites to any organization, or to none."""
    if not rules.may_invite(request.user, None):
        raise PermissionDenied
    return _invite(request, None)


@require_POST
@never_cache
@login_required
def invitation(request: HttpRequest, code: str, invitation: str) -> HttpResponse:
    """Renew an open invitation, which gives a new sheet, or withdraw it."""
    organization = get_object_or_404(directory.organizations(), code=code)
    if not rules.may_invite(request.user, organization):
        raise PermissionDenied
    row = get_object_or_404(open_invitations(organization), code=invitation)
    try:
        if request.POST.get("deed") == "renew":
            return sheet(request, row, actions.renew(row, by=request.user))  # type: ignore[arg-type]
        actions.withdraw(row, by=request.user)  # type: ignore[arg-type]
    except TricityError as error:
        return from_tricity_error(request, error)
    messages.success(request, _("The invitation has been withdrawn. Its link opens nothing more."))
    return redirect("members:people", code)


def sheet(request: HttpRequest, row: Invitation, secret: str) -> HttpResponse:
    """The link, for this once, as a page to copy from or to print; and the letter, where one can be sent."""
    context = {
        "invitation": row,
        "handout": handed_out(request, row, secret),
        "organization": row.organization,
        "name": organization_name(row.organization, reader_language()) if row.organization else None,
        "body": organization_name(row.organization, row.language) if row.organization else None,
        "language": row.language,
        "valid_until": row.expires_at,
    }
    return render(request, "members/invitation_sheet.html", context)


def _invite(request: HttpRequest, organization: Organization | None) -> HttpResponse:
    language = reader_language()
    form = InviteForm(
        request.POST or None,
        for_operator=organization is None,
        sends_mail=settings.MAIL_CONFIGURED,
        initial={"language": organization.language if organization else language},
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        row, secret = actions.invite(
            form.guest(),
            organization or values["organization"],
            by=request.user,
            role=values["role"],
            days=values["days"],
        )
        return sheet(request, row, secret)
    context: dict[str, Any] = {"form": form, "organization": organization}
    if organization is not None:
        context["name"] = organization_name(organization, language)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "members/invite.html", context, status=status)
