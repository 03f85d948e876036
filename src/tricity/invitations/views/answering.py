"""What somebody who is invited sees, without an account: register, or say that one cannot come."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tricity.directory.models import OrganizationType
from tricity.directory.names import organization_name
from tricity.invitations import actions, queries, rules
from tricity.invitations.forms import RemarkForm
from tricity.invitations.models import Invitation
from tricity.members import pace
from tricity.members.models import shortened, written
from tricity.participation import rules as participation
from tricity.participation.models import Role
from tricity.participation.queries import admission_of
from tricity.participation.views.registering import event_context, form_of, words_of
from tricity.privacy.actions import agree
from tricity.web.errors import TricityError, from_tricity_error
from tricity.web.languages import reader_language

PACE = "invitation-link"
# What a body of the directory is, in the words of the registration form.
ROLES = {
    OrganizationType.CITY: Role.CITY,
    OrganizationType.GOVERNMENT: Role.CITY,
    OrganizationType.COMPANY: Role.COMPANY,
    OrganizationType.ASSOCIATION: Role.ASSOCIATION,
    OrganizationType.UNIVERSITY: Role.RESEARCH,
    OrganizationType.INTERNATIONAL: Role.INTERNATIONAL,
}


@never_cache
@require_safe
def answer(request: HttpRequest, secret: str) -> HttpResponse:
    """To what one is invited, and how one answers."""
    row = _by_secret(request, secret)
    return _page(request, row, secret, RemarkForm())


def _page(request: HttpRequest, row: Invitation, secret: str, form: RemarkForm) -> HttpResponse:
    now, language = timezone.now(), reader_language()
    admission = admission_of(row.event)
    body = row.organization
    context = event_context(row.event) | {
        "row": row,
        "name": shortened(written(row.name, row.language)),
        "organization": organization_name(body, language)
        if body
        else shortened(written(row.organization_named, row.language)),
        "words": words_of(admission) if admission else None,
        "secret": secret,
        "form": form,
        "is_open": rules.is_open(row, now),
        "can_register": participation.is_open(row.event, admission, now),
        "answer_by": row.answer_by if row.answer_by and row.answer_by > now else None,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "invitations/answer.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, secret: str) -> HttpResponse:
    """The form of the event, filled in as far as is known."""
    row = _by_secret(request, secret)
    event, now = row.event, timezone.now()
    admission = admission_of(event)
    if admission is None or not rules.is_open(row, now) or not participation.is_open(event, admission, now):
        return redirect("invitations:answer", secret)
    form = form_of(request, event, admission, None, _given(row))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    if form.is_bound and form.is_valid():
        user = request.user if request.user.is_authenticated else None
        try:
            registration, code = actions.accept(row, form.wish(), user=user, agreed=form.agreed)
        except TricityError as error:
            form.add_error(None, error.message)
            status = error.status
        else:
            if user is None:
                context = event_context(event) | {"row": registration, "secret": code}
                return render(request, "participation/registered.html", context)
            agree(user, form.agreed)
            messages.success(request, _("You are registered. What became of it is said here."))
            return redirect("participation:register", code=event.code)
    context = event_context(event) | {"form": form, "words": words_of(admission)}
    return render(request, "participation/register.html", context, status=status)


@require_POST
def decline(request: HttpRequest, secret: str) -> HttpResponse:
    """Say that one cannot come."""
    row = _by_secret(request, secret)
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return _page(request, row, secret, form)
    user = request.user if request.user.is_authenticated else None
    try:
        actions.decline(row, form.cleaned_data["remark"], user=user)
    except TricityError as error:
        return from_tricity_error(request, error)
    messages.success(request, _("Thank you for your answer. You may still register if things change."))
    return redirect("invitations:answer", secret)


def _given(row: Invitation) -> dict[str, str]:
    """What is known of who is invited; a signed-in person's own account fills in the rest."""
    body = row.organization
    known = {
        "name": row.name,
        "organization_named": str(organization_name(body, row.language)) if body else row.organization_named,
        "country": row.country_id or "",
        "role": ROLES[OrganizationType(body.type)].value if body else "",
        "reads": row.language,
        "email": row.email,
    }
    return {name: value for name, value in known.items() if value}


def _by_secret(request: HttpRequest, secret: str) -> Invitation:
    """Raises Http404; whoever tries links is slowed down."""
    if pace.is_too_fast(request, PACE):
        raise Http404
    row = queries.invitation_by_secret(secret)
    if row is None or row.state == Invitation.State.WITHDRAWN or not row.event.is_public:
        pace.note(request, PACE)
        raise Http404
    return row
