from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from tricity.accounts.actions import sign_in
from tricity.directory.names import organization_name
from tricity.members import actions, pace
from tricity.members.errors import InvitationOver, NameTaken, OwnInvitation
from tricity.members.forms import AcceptForm
from tricity.members.models import Invitation
from tricity.members.queries import invitation_of
from tricity.members.rules import still_stands
from tricity.web.errors import Refused, from_tricity_error
from tricity.web.languages import reader_language


@never_cache
@sensitive_post_parameters("password", "again")
def join(request: HttpRequest, secret: str) -> HttpResponse:
    """Accept an invitation: with a new account, or with the one that is signed in. Looking at the page uses nothing up."""
    if pace.is_too_fast(request, "link"):
        return from_tricity_error(request, pace.too_fast())
    invitation = invitation_of(secret)
    if invitation is None or not still_stands(invitation):
        pace.note(request, "link")
        return render(request, "members/gone.html", {"message": InvitationOver().message}, status=404)
    if request.user.is_authenticated:
        return _join_as(request, invitation)
    form = AcceptForm(request.POST or None, initial=_initial(invitation))
    if request.method == "POST" and form.is_valid():
        try:
            user = actions.accept(invitation, form.person())
        except NameTaken as error:
            form.add_error("username", error.message)
        except InvitationOver as error:
            return from_tricity_error(request, error)
        else:
            sign_in(request, user)
            messages.success(request, _("Welcome. Your account has been made."))
            return redirect("accounts:home")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "members/join.html", _context(invitation) | {"form": form}, status=status)


def _join_as(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    if request.method == "POST":
        try:
            actions.accept_as(invitation, request.user)  # type: ignore[arg-type]
        except (InvitationOver, OwnInvitation) as error:
            return from_tricity_error(request, error)
        messages.success(request, _("You have accepted the invitation."))
        return redirect(invitation.organization or "accounts:home")
    if invitation.invited_by_id == request.user.pk:
        return from_tricity_error(request, Refused(OwnInvitation().message))
    return render(request, "members/join_as.html", _context(invitation))


def _context(invitation: Invitation) -> dict[str, object]:
    body = invitation.organization
    return {
        "invitation": invitation,
        "organization": body,
        "name": organization_name(body, reader_language()) if body else None,
    }


def _initial(invitation: Invitation) -> dict[str, str]:
    return {
        "native_name": invitation.name,
        "native_language": invitation.called.language,
        "language": invitation.language,
    }
