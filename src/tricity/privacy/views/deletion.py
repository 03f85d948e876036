"""Having one's account deleted, and keeping it after all."""

from __future__ import annotations

from http import HTTPStatus

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tricity.accounts.models import User
from tricity.privacy import actions, queries
from tricity.privacy.forms import ProofForm
from tricity.privacy.registry import holdings
from tricity.web.errors import TricityError


@never_cache
@login_required
@sensitive_post_parameters("proof")
@require_http_methods(["GET", "HEAD", "POST"])
def deletion(request: HttpRequest) -> HttpResponse:
    """What goes and what stays; with the password the wish is kept, and the person is signed out everywhere."""
    assert isinstance(request.user, User)
    user = request.user
    if not user.has_usable_password():
        # The user name stands on the pages of an open session: a factor, where there is one, is asked for.
        raise_if_reauthentication_required(request, app="allauth.mfa")
    form = ProofForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_deletion(user)
        except TricityError as error:
            form.add_error(None, error.message)
        else:
            logout(request)
            actions.sign_out_everywhere(user)
            return redirect("privacy:goodbye")
    context = {
        "form": form,
        "rows": holdings(),
        "deletion": queries.deletion_of(user),
        "days": settings.DELETION_DAYS,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "privacy/deletion.html", context, status=status)


@login_required
@require_POST
def cancel(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)
    if actions.cancel_deletion(request.user):
        messages.success(request, _("Your account stays."))
    return redirect("privacy:my-data")


@require_safe
def goodbye(request: HttpRequest) -> HttpResponse:
    """What happens now; for who has just been signed out."""
    return render(request, "privacy/goodbye.html", {"days": settings.DELETION_DAYS})
