from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tricity.events.views.finding import event_to_see
from tricity.participation import actions, queries, rules
from tricity.participation.digests import country_choices, survey_view
from tricity.participation.forms import AnswersForm
from tricity.participation.models import Question, Registration, Role
from tricity.participation.views.registering import event_context
from tricity.web.errors import TricityError
from tricity.web.languages import reader_language


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def survey(request: HttpRequest, code: str) -> HttpResponse:
    """What a participant with an account thinks of the event."""
    row = queries.own_registration(event_to_see(request, code), request.user)
    if row is None:
        raise Http404
    return survey_page(request, row)


def survey_page(request: HttpRequest, row: Registration) -> HttpResponse:
    admission = queries.admission_of(row.event)
    questions = queries.questions_of(admission, Question.Part.SURVEY)
    is_open = bool(questions) and rules.may_answer_survey(row, admission, timezone.now())
    form = AnswersForm(request.POST if request.method == "POST" else None, questions=questions)
    status = HTTPStatus.OK
    if form.is_bound:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                actions.answer_survey(row, form.answers(), reader_language())
            except TricityError as error:
                form.add_error(None, error.message)
                status = error.status
            else:
                messages.success(request, _("Thank you. Your answers are kept without your name."))
                return redirect(row.event)
    context = event_context(row.event) | {
        "form": form,
        "is_open": is_open,
        "was_answered": bool(row.surveyed_at),
    }
    return render(request, "participation/survey.html", context, status=status)


@require_safe
def survey_results(request: HttpRequest, code: str) -> HttpResponse:
    """All answers, or those from one country or role: for organizers, and for everybody where they say so."""
    event = event_to_see(request, code)
    admission = queries.admission_of(event)
    is_public = admission is not None and admission.survey_is_public and timezone.now() >= event.ends_at
    if not (is_public or rules.may_manage(request.user, event)):
        raise PermissionDenied
    language = reader_language()
    countries, roles = country_choices(language), Role.choices
    country = request.GET.get("country", "")
    role = request.GET.get("role", "")
    country = country if country in dict(countries) else ""
    role = role if role in dict(roles) else ""
    context = event_context(event) | {
        "survey": survey_view(event, language, country=country or None, role=role or None),
        "countries": countries,
        "roles": roles,
        "country": country,
        "role": role,
    }
    return render(request, "participation/survey_results.html", context)
