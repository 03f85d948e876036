"""A person's own data: what is kept, what was agreed to, all of it as a file. Nobody sees anybody else's."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tricity.accounts.models import User
from tricity.privacy import actions, queries
from tricity.privacy.middleware import ASK
from tricity.privacy.models import Consent
from tricity.privacy.purposes import purpose, storage_place
from tricity.privacy.registry import Holding, holding, holdings
from tricity.privacy.tables import sheet_of
from tricity.web.errors import TricityError, from_tricity_error
from tricity.web.languages import reader_language

ROWS_SHOWN = 200


@dataclass(frozen=True, slots=True)
class KeptFor:
    """A holding with the days its rows are kept; None: as long as the account."""

    holding: Holding
    days: int | None


def kept_for(set_by_operator: dict[str, int | None]) -> list[KeptFor]:
    return [KeptFor(each, queries.days_kept(each, set_by_operator)) for each in holdings()]


@dataclass(frozen=True, slots=True)
class Agreed:
    """An agreement as its person sees it; `can_end` while it may be taken back without the account going."""

    consent: Consent
    label: str
    can_end: bool


def agreements_of(user: User) -> list[Agreed]:
    found = []
    for consent in queries.history(user):
        known = purpose(consent.purpose)
        label = str(known.label) if known else consent.purpose
        found.append(
            Agreed(consent, label, consent.withdrawn_at is None and known is not None and not known.needed)
        )
    return found


@never_cache
@login_required
@require_safe
def my_data(request: HttpRequest) -> HttpResponse:
    user = _person(request)
    context = {
        "rows": kept_for(queries.rules()),
        "agreements": agreements_of(user),
        "place": storage_place(),
        "deletion": queries.deletion_of(user),
    }
    return render(request, "privacy/my_data.html", context)


@never_cache
@login_required
@require_safe
def kept(request: HttpRequest, name: str) -> HttpResponse:
    """One holding: every row about the person, the newest where there are many."""
    found = holding(name)
    if found is None:
        raise Http404
    sheet = sheet_of(found, _person(request), most=ROWS_SHOWN)
    return render(request, "privacy/kept.html", {"sheet": sheet, "most": ROWS_SHOWN})


@login_required
@require_POST
def archive(request: HttpRequest) -> FileResponse:
    """Everything as one ZIP."""
    name = f"my-data-{timezone.localdate().isoformat()}.zip"
    return FileResponse(
        actions.write_archive(_person(request)),
        as_attachment=True,
        filename=name,
        content_type="application/zip",
    )


@login_required
@require_POST
def withdraw(request: HttpRequest, name: str) -> HttpResponse:
    found = purpose(name)
    if found is None:
        raise Http404
    try:
        if actions.withdraw(_person(request), found):
            messages.success(request, _("Taken back. Nothing more is done for this purpose."))
    except TricityError as error:
        return from_tricity_error(request, error)
    return redirect("privacy:my-data")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def asked(request: HttpRequest) -> HttpResponse:
    """After signing in: texts that changed, and an account about to be deleted. It can always be put off."""
    user = _person(request)
    changed = queries.changed_since(user, reader_language())
    if request.method == "POST":
        _answer(request, user, changed)
        return redirect(_onward(request))
    context = {
        "changed": changed,
        "deletion": queries.deletion_of(user),
        "place": storage_place(),
        "next": _onward(request),
    }
    if not changed and context["deletion"] is None:
        request.session.pop(ASK, None)
    return render(request, "privacy/asked.html", context)


def _answer(request: HttpRequest, user: User, changed: list[queries.Told]) -> None:
    """“later” leaves everything as it is until the next sign-in."""
    deed = request.POST.get("deed", "later")
    if deed == "keep":
        actions.cancel_deletion(user)
        messages.success(request, _("Your account stays."))
    for text in changed:
        if deed == f"agree:{text.purpose.name}":
            actions.agree(user, [text])
        elif deed == f"end:{text.purpose.name}" and not text.purpose.needed:
            actions.withdraw(user, text.purpose)
    if deed == "later" or not (queries.changed_since(user, reader_language()) or queries.deletion_of(user)):
        request.session.pop(ASK, None)


def _onward(request: HttpRequest) -> str:
    """Where the person was going, if that is on this site; while something is left to ask, back to the question."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    allowed = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if allowed else reverse("accounts:home")


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
