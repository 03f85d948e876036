from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tricity.accounts import throttle
from tricity.accounts.actions import sign_in
from tricity.site.first_run.actions import send_test_mail, set_up
from tricity.site.first_run.forms import SetupForm
from tricity.site.first_run.opening import current_code, is_open
from tricity.web.errors import TricityError


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def setup(request: HttpRequest) -> HttpResponse:
    """The first page of an empty site; once it has an account there is no such page."""
    if not is_open():
        raise Http404
    current_code()
    form = SetupForm(request, request.POST or None)
    if request.method != "POST":
        return _page(request, form)
    if "test_mail" in request.POST and "mail_to" in form.fields:
        return _test_mail(request, form)
    if not form.is_valid():
        return _page(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        user = set_up(form.plan())
    except TricityError as error:
        form.add_error(None, error.message)
        return _page(request, form, error.status)
    messages.success(request, _("The site is set up, and you are its operator."))
    if form.cleaned_data["start"] == "sample":
        messages.info(request, _("The sample records are being loaded; that takes a few minutes."))
    return sign_in(request, user, wanted=reverse("health"))


def _test_mail(request: HttpRequest, form: SetupForm) -> HttpResponse:
    if not form.asks_for_mail_alone():
        return _page(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    address = request.META.get("REMOTE_ADDR", "")
    if throttle.is_used_up("setup-mail", address=address):
        form.add_error("mail_to", throttle.TooManyAttempts())
        return _page(request, form, HTTPStatus.TOO_MANY_REQUESTS)
    throttle.note("setup-mail", address=address)
    if send_test_mail(form.cleaned_data["mail_to"]):
        messages.success(request, _("The mail server took the message. Look whether it arrives."))
    else:
        messages.error(
            request,
            _(
                "The mail server did not take the message. The log of the site says why; see TRICITY_EMAIL_URL."
            ),
        )
    return _page(request, form)


def _page(request: HttpRequest, form: SetupForm, status: int = HTTPStatus.OK) -> HttpResponse:
    return render(request, "site/setup.html", {"form": form}, status=status)
