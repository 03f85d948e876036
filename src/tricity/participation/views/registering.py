from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tricity.events.digests import present
from tricity.events.digests.joining import to_join
from tricity.events.models import Event
from tricity.events.papers import FORMATS
from tricity.events.views.finding import event_to_see
from tricity.members import pace
from tricity.members.models import written
from tricity.participation import actions, queries, rules
from tricity.participation.forms import RegistrationForm
from tricity.participation.models import Admission, Question, Registration
from tricity.participation.ways_in import ways_in
from tricity.privacy.actions import agree
from tricity.publishing import without_engine
from tricity.translation.names import name_in
from tricity.web.errors import TricityError, from_tricity_error
from tricity.web.languages import reader_language
from tricity.web.text import LocalizedText

PACE = "register"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, code: str) -> HttpResponse:
    """Register for an event; who has, sees how it stands and may change it."""
    event = event_to_see(request, code)
    admission = queries.admission_of(event)
    known = queries.own_registration(event, request.user)
    now = timezone.now()
    if known is not None:
        return own_page(request, known, admission, form_of(request, event, admission, known))
    if admission is None or not rules.is_open(event, admission, now):
        return render(request, "participation/closed.html", event_context(event))
    form = form_of(request, event, admission, None)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    if form.is_bound and form.is_valid():
        try:
            return _registered(request, event, form)
        except TricityError as error:
            form.add_error(None, error.message)
            status = error.status
    context = event_context(event) | {"form": form, "words": words_of(admission)}
    return render(request, "participation/register.html", context, status=status)


def _registered(request: HttpRequest, event: Event, form: RegistrationForm) -> HttpResponse:
    if pace.is_too_fast(request, PACE) and not request.user.is_authenticated:
        raise pace.too_fast()
    pace.note(request, PACE)
    user = request.user if request.user.is_authenticated else None
    row, secret = actions.register(event, form.wish(), user=user, agreed=form.agreed)
    if user is not None:
        agree(user, form.agreed)
        messages.success(request, _("You are registered. What became of it is said here."))
        return redirect("participation:register", code=event.code)
    return render(
        request, "participation/registered.html", event_context(event) | {"row": row, "secret": secret}
    )


@require_POST
@login_required
def cancel_own(request: HttpRequest, code: str) -> HttpResponse:
    """Cancel the registration of one's account."""
    event = event_to_see(request, code)
    known = queries.own_registration(event, request.user)
    if known is not None:
        try:
            actions.cancel(known, by=request.user)
        except TricityError as error:
            return from_tricity_error(request, error)
        messages.success(request, _("Your registration is cancelled."))
    return redirect(event)


def form_of(
    request: HttpRequest,
    event: Event,
    admission: Admission | None,
    known: Registration | None,
    given: Mapping[str, Any] | None = None,
) -> RegistrationForm:
    return RegistrationForm(
        request.POST if request.method == "POST" else None,
        user=request.user,
        reader=reader_language(),
        ways=rules.ways(admission) if admission else [],
        languages=event.languages,
        questions=queries.questions_of(admission, Question.Part.REGISTRATION),
        known=known,
        given=given,
    )


def own_page(
    request: HttpRequest,
    known: Registration,
    admission: Admission | None,
    form: RegistrationForm,
    *,
    secret: str = "",
) -> HttpResponse:
    """How a registration stands, with the form to change it; `secret` where it was found by its code."""
    now = timezone.now()
    may_change = rules.may_change(known, now)
    certificates = [each for each in FORMATS.values() if each.suffix != "pdf" or not without_engine()]
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    if may_change and form.is_bound and form.is_valid():
        try:
            actions.change(known, form.wish())
        except TricityError as error:
            form.add_error(None, error.message)
            status = error.status
        else:
            messages.success(request, _("Saved."))
            return redirect(request.path)
    context = event_context(known.event) | {
        "row": known,
        "remark": written(known.remark, known.reads),
        "form": form,
        "secret": secret,
        "may_change": may_change,
        "may_answer": rules.may_answer_survey(known, admission, now),
        "certificates": certificates if rules.came(known) else [],
        "ways_in": ways_in(known, secret),
        "to_join": to_join(known.event, reader_language()) if rules.takes_part(known) else [],
    }
    return render(request, "participation/own.html", context, status=status)


def words_of(admission: Admission) -> LocalizedText | None:
    return name_in(admission.words, reader_language()) if admission.words else None


def event_context(event: Event) -> dict[str, object]:
    (view,) = present([event], reader_language())
    return {"event": view}
