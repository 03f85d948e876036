from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from tricity.accounts.rules import is_operator
from tricity.directory.names import country_name, organization_name
from tricity.members import actions, pace, rules
from tricity.members.errors import TooMany
from tricity.members.forms import ApproveForm, AskForm, DeclineForm, StateForm
from tricity.members.models import AccountRequest, shortened
from tricity.members.queries import request_of, requests_for
from tricity.members.views.inviting import sheet
from tricity.web.errors import TricityError, from_tricity_error
from tricity.web.languages import reader_language
from tricity.web.pages import Page, page_number

ROWS = 50
MOST_PARAMETER = 100


@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """A visitor asks for an account; the answer to the form shows, once, the code to look up what became of it."""
    language = reader_language()
    initial = {"language": language, "organization": request.GET.get("organization", "")[:MOST_PARAMETER]}
    form = AskForm(request.POST or None, reader=language, initial=initial)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    if request.method == "POST" and form.is_valid():
        try:
            if pace.is_too_fast(request, "ask"):
                raise TooMany(
                    _("Too many requests came from your address. Wait fifteen minutes and try again.")
                )
            pace.note(request, "ask")
            asked, secret = actions.ask(form.wish())
        except TooMany as error:
            form.add_error(None, error.message)
            status = HTTPStatus.TOO_MANY_REQUESTS
        else:
            return render(request, "members/asked.html", {"asked": asked, "secret": secret})
    return render(
        request, "members/ask.html", {"form": form, "days": settings.ACCOUNT_REQUEST_DAYS}, status=status
    )


@never_cache
def state(request: HttpRequest) -> HttpResponse:
    """What became of a request, for whoever has its code; with the code it can be taken back, too."""
    form = StateForm(request.POST or None)
    asked = None
    if request.method == "POST" and form.is_valid():
        if pace.is_too_fast(request, "state"):
            return from_tricity_error(request, pace.too_fast())
        asked = request_of(form.cleaned_data["code"])
        if asked is None:
            pace.note(request, "state")
            form.add_error(
                "code",
                _("There is no request with this code. It may have been deleted some time after the answer."),
            )
        elif request.POST.get("deed") == "take-back":
            actions.take_back(asked)
            messages.success(request, _("Your request has been deleted."))
            return redirect("members:ask")
    refused = form.is_bound and asked is None
    name = asked and (
        organization_name(asked.organization, reader_language()) if asked.organization else asked.named
    )
    context = {"form": form, "asked": asked, "name": name}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "members/state.html", context, status=status)


@login_required
def requests(request: HttpRequest) -> HttpResponse:
    """What this person is asked to decide; those decided lately below."""
    language = reader_language()
    rows = requests_for(request.user).select_related("decided_by")
    wanted = rows.filter(state=AccountRequest.State.OPEN)
    page = Page(page_number(request), ROWS, wanted.count())
    shown = list(wanted[page.offset : page.offset + page.size])
    decided = list(rows.exclude(state=AccountRequest.State.OPEN).order_by("-decided_at", "-pk")[:ROWS])
    for each in (*shown, *decided):
        body = each.organization
        each.body = organization_name(body, language) if body else shortened(each.named)  # type: ignore[attr-defined]
    context = {"requests": shown, "decided": decided, "page": page, "is_operator": is_operator(request.user)}
    return render(request, "members/requests.html", context)


@never_cache
@login_required
def one(request: HttpRequest, code: str) -> HttpResponse:
    """Approve or decline; approving gives the sheet with the link to hand over."""
    asked = get_object_or_404(requests_for(request.user).select_related("decided_by"), code=code)
    deed = request.POST.get("deed", "")
    posted = request.POST if request.method == "POST" else None
    approving = ApproveForm(
        posted if deed == "approve" else None,
        is_known=asked.organization is not None,
        may_leave_open=is_operator(request.user),
        sends_mail=settings.MAIL_CONFIGURED,
    )
    declining = DeclineForm(posted if deed == "decline" else None)
    try:
        if approving.is_bound and approving.is_valid():
            values = approving.cleaned_data
            body = asked.organization or values.get("organization")
            if rules.may_invite(request.user, body):
                invitation, secret = actions.approve(
                    asked,
                    body,
                    by=request.user,  # type: ignore[arg-type]
                    role=values["role"],
                    email=values.get("email", ""),
                )
                return sheet(request, invitation, secret)
            approving.add_error(None, _("You may not invite people to this organization."))
        if declining.is_bound and declining.is_valid():
            actions.decline(asked, declining.cleaned_data["answer"], by=request.user)  # type: ignore[arg-type]
            messages.success(request, _("The request has been declined."))
            return redirect("members:requests")
    except TricityError as error:
        return from_tricity_error(request, error)
    language = reader_language()
    context = {
        "asked": asked,
        "name": asked.named
        if asked.organization is None
        else organization_name(asked.organization, language),
        "country": asked.country and country_name(asked.country, language),
        "approving": approving,
        "declining": declining,
        "is_open": asked.state == AccountRequest.State.OPEN,
    }
    refused = approving.is_bound or declining.is_bound
    return render(
        request,
        "members/request.html",
        context,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK,
    )
