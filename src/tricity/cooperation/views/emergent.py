"""Topics that analysis found: curators read them and decide what they are; to others they do not exist."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tricity.cooperation.actions import topics as actions
from tricity.cooperation.emergent.digests import TopicView, made_views, quoted, topic_views
from tricity.cooperation.emergent.forms import AcceptForm, DismissForm, IntoForm, WordsForm, source_of
from tricity.cooperation.models import TopicProposal
from tricity.cooperation.queries.emergent import (
    proposals_made,
    topic_evidence,
    topics_decided,
    topics_waiting,
)
from tricity.cooperation.rules import decides_on_topics, may_read_topic
from tricity.terms.models import Concept
from tricity.terms.proposal_digests import topic_choices
from tricity.web.errors import TricityError, from_tricity_error
from tricity.web.languages import reader_language
from tricity.web.pages import PAGE_SIZE, Page, page_number
from tricity.web.text import LocalizedText


@login_required
@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, the best founded first, or with `state=decided` what was decided."""
    if not decides_on_topics(request.user):
        raise PermissionDenied
    is_decided = request.GET.get("state") == "decided"
    rows = topics_decided() if is_decided else topics_waiting()
    page = Page(page_number(request), PAGE_SIZE, rows.count())
    shown = list(rows[page.offset : page.offset + page.size])
    context = {
        "topics": topic_views(shown, reader_language()),
        "page": page,
        "is_decided": is_decided,
    }
    return render(request, "cooperation/emergent_topics.html", context)


@require_safe
def topic(request: HttpRequest, code: str) -> HttpResponse:
    return _page(request, _found(request, code), DismissForm())


@login_required
def accept(request: HttpRequest, code: str) -> HttpResponse:
    """Propose it as a topic there is not yet, with its words in all languages."""
    row = _found(request, code)

    def decide(form: Any) -> None:
        actions.accept_topic(
            row,
            form.words(),
            slug=form.cleaned_data["slug"],
            broader=form.above(),
            by=request.user,
            why=form.why(),
        )

    return _decide(
        request,
        row,
        AcceptForm,
        decide,
        heading=_("Propose it as a new topic"),
        words_help=_(
            "One word a line; the first is the preferred one. Where there is none, nothing is proposed."
        ),
    )


@login_required
def merge(request: HttpRequest, code: str) -> HttpResponse:
    """Propose its words for a topic there is; `into` chooses it beforehand."""
    row = _found(request, code)

    def decide(form: Any) -> None:
        concept = get_object_or_404(Concept, slug=form.cleaned_data["into"])
        actions.merge_topic(row, form.words(), concept=concept, by=request.user, why=form.why())

    return _decide(
        request,
        row,
        IntoForm,
        decide,
        heading=_("It is a topic there is already"),
        words_help=_("One word a line. They may then be used beside those the topic has."),
        initial={"into": request.GET.get("into", "")},
    )


@login_required
@require_POST
def dismiss(request: HttpRequest, code: str) -> HttpResponse:
    row = _found(request, code)
    form = DismissForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        actions.dismiss_topic(row, by=request.user, why=form.why(reader_language()))
    except TricityError as refused:
        return from_tricity_error(request, refused)
    messages.success(request, _("Dismissed. It does not come back while its records are mostly the same."))
    return redirect("cooperation:emergent-topics")


@login_required
@require_POST
def reopen(request: HttpRequest, code: str) -> HttpResponse:
    row = _found(request, code)
    try:
        actions.reopen_topic(row, by=request.user)
    except TricityError as refused:
        return from_tricity_error(request, refused)
    messages.success(request, _("It waits for a decision again."))
    return redirect(row)


def _found(request: HttpRequest, code: str) -> TopicProposal:
    row = get_object_or_404(TopicProposal.objects.select_related("decided_by"), code=code)
    if not may_read_topic(request.user, row):
        raise Http404
    return row


def _page(
    request: HttpRequest, row: TopicProposal, form: DismissForm, *, status: int = HTTPStatus.OK
) -> HttpResponse:
    language = reader_language()
    items, page = quoted(row, language, page_number(request))
    made = proposals_made(row)
    context = {
        "topic": topic_views([row], language)[0],
        "items": items,
        "page": page,
        "made": made_views(made, request.user),
        "reason": LocalizedText(row.reason, row.reason_language or language),
        "may_reopen": actions.may_reopen(row, made),
        "form": form,
    }
    return render(request, "cooperation/emergent_topic.html", context, status=status)


def _decide(
    request: HttpRequest,
    row: TopicProposal,
    form_class: type[WordsForm],
    decide: Callable[[WordsForm], None],
    *,
    heading: str,
    words_help: str,
    initial: dict[str, Any] | None = None,
) -> HttpResponse:
    """The page of a deed that tells the termbase; what is refused is said above the form, and nothing typed is lost."""
    if row.state != TopicProposal.State.OPEN:
        return redirect(row)
    view = topic_views([row], reader_language())[0]
    form = _form(request, view, form_class, initial or {})
    error = ""
    if request.method == "POST" and form.is_valid():
        try:
            decide(form)
        except TricityError as refused:
            error = refused.message
        else:
            messages.success(request, _("Proposed. The curators of each language decide on its words."))
            return redirect(row)
    context = {"topic": view, "form": form, "heading": heading, "words_help": words_help, "error": error}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "cooperation/emergent_words.html", context, status=status)


def _form(
    request: HttpRequest, view: TopicView, form_class: type[WordsForm], initial: dict[str, Any]
) -> WordsForm:
    reader = reader_language()
    found = {"source": source_of(topic_evidence([view.row.pk])), **initial}
    choices: dict[str, Any] = {"topics": topic_choices(reader)}
    return form_class(request.POST or None, topic=view, reader=reader, initial=found, **choices)
