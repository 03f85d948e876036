from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tricity.api import actions, throttle
from tricity.api.errors import TooManyTokens
from tricity.api.forms import TokenForm
from tricity.api.queries import tokens_of
from tricity.api.reference import operations
from tricity.api.service import interface


@require_safe
def entrance(request: HttpRequest) -> HttpResponse:
    """Where a program begins that knows only the address."""
    document = request.build_absolute_uri(reverse("interface-v1:openapi-json"))
    lists = (
        path
        for path, found in interface.get_openapi_schema()["paths"].items()
        if "{" not in path and "get" in found
    )
    addresses = {path.rsplit("/", 1)[1]: request.build_absolute_uri(path) for path in lists}
    return JsonResponse({"openapi": document, **addresses})


@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """What programs can read and write here."""
    context = {
        "operations": operations(),
        "token_limit": throttle.FOR_A_TOKEN,
        "address_limit": throttle.FOR_AN_ADDRESS,
    }
    return render(request, "api/reference.html", context)


@never_cache
@login_required
def tokens(request: HttpRequest) -> HttpResponse:
    """A person's tokens. A new one is shown on the answer to the form, and never again."""
    form = TokenForm(request.POST or None)
    secret = ""
    if request.method == "POST" and form.is_valid():
        try:
            _token, secret = actions.make_token(request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except TooManyTokens as error:
            form.add_error(None, error.message)
        else:
            form = TokenForm()
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"form": form, "secret": secret, "tokens": list(tokens_of(request.user))}
    return render(request, "api/tokens.html", context, status=status)


@login_required
@require_POST
def token_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    token = get_object_or_404(tokens_of(request.user), pk=pk)
    actions.revoke_token(token, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("The token has been revoked. Programs that used it are refused from now on."))
    return redirect("api:tokens")
