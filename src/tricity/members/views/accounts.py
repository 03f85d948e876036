from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from tricity.accounts import administration
from tricity.accounts.models import RoleGrant, User
from tricity.accounts.rules import is_operator
from tricity.directory.models import Country
from tricity.directory.names import country_name, organization_name
from tricity.members.forms import AccountsForm, GrantForm
from tricity.members.queries import accounts as accounts_of_site
from tricity.members.rules import may_help_back_in
from tricity.members.views.people import recovery_sheet
from tricity.web.errors import TricityError, from_tricity_error
from tricity.web.languages import reader_language
from tricity.web.pages import Page, page_number

ROWS = 50


@login_required
def accounts(request: HttpRequest) -> HttpResponse:
    """Every account of the site, for operators."""
    if not is_operator(request.user):
        raise PermissionDenied
    form = AccountsForm(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    rows = accounts_of_site(given.get("q", ""), state=given.get("state", ""))
    page = Page(page_number(request), ROWS, rows.count())
    context = {"form": form, "accounts": rows[page.offset : page.offset + page.size], "page": page}
    return render(request, "members/accounts.html", context, status=200 if form.is_valid() else 422)


@never_cache
@login_required
def account(request: HttpRequest, code: str) -> HttpResponse:
    """One account, for operators: whether it is in use, its roles, a link back in."""
    if not is_operator(request.user):
        raise PermissionDenied
    person = get_object_or_404(User, code=code)
    language = reader_language()
    form = GrantForm(request.POST if request.POST.get("deed") == "grant" else None, reader=language)
    if request.method == "POST" and not (form.is_bound and not form.is_valid()):
        try:
            return _do(request, person, form)
        except TricityError as error:
            return from_tricity_error(request, error)
    memberships = list(person.memberships.select_related("organization"))
    for each in memberships:
        each.name = organization_name(each.organization, language)  # type: ignore[attr-defined]
    countries = {each.code: country_name(each, language) for each in Country.objects.all()}
    grants = list(person.role_grants.order_by("role", "country"))
    for grant in grants:
        grant.place = countries.get(grant.country, "")  # type: ignore[attr-defined]
    context = {
        "person": person,
        "memberships": memberships,
        "grants": grants,
        "form": form,
        "is_self": person.pk == request.user.pk,
        "may_help": may_help_back_in(request.user, person),
    }
    return render(request, "members/account.html", context, status=422 if form.is_bound else 200)


def _do(request: HttpRequest, person: User, form: GrantForm) -> HttpResponse:
    deed = request.POST.get("deed", "")
    if deed == "recover":
        if not may_help_back_in(request.user, person):
            raise PermissionDenied
        return recovery_sheet(request, person, None)
    if deed == "grant":
        values = form.cleaned_data
        administration.grant(person.username, values["role"], country=values["country"], by=request.user)
        messages.success(request, _("The role has been granted."))
    elif deed == "withdraw" and (grant := _grant(request, person)) is not None:
        administration.withdraw(person, grant.role, country=grant.country, by=request.user)
        messages.success(request, _("The role has been withdrawn."))
    elif deed in ("deactivate", "reactivate"):
        administration.set_active(person, deed == "reactivate", by=request.user)
        messages.success(
            request,
            _("The account is in use again.")
            if person.is_active
            else _("The account has been deactivated, and its sessions have ended."),
        )
    else:
        return HttpResponseBadRequest(_("This request cannot be read"))
    return redirect("members:account", person.code)


def _grant(request: HttpRequest, person: User) -> RoleGrant | None:
    text = request.POST.get("grant", "")
    is_number = text.isascii() and text.isdigit() and len(text) < 12
    return person.role_grants.filter(pk=int(text)).first() if is_number else None
