"""Curators propose to merge a topic into another, or to move it, and see first what that would change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from tricity.language import identify
from tricity.terms import actions, rules
from tricity.terms.forms import MergeForm, MoveForm, RestructureForm
from tricity.terms.models import Concept, Proposal
from tricity.terms.proposal_digests import topic_choices
from tricity.terms.structure_digests import StructureView, merge_view, move_view
from tricity.translation.names import name_in
from tricity.web.errors import TricityError
from tricity.web.languages import reader_language


@login_required
def propose_merge(request: HttpRequest, slug: str) -> HttpResponse:
    """Propose that this topic goes into another."""
    concept = _concept(request, slug)
    form = MergeForm(request.POST or None, topics=_others(slug))

    def target() -> Concept:
        return get_object_or_404(Concept, slug=form.cleaned_data["into"])

    return _page(
        request,
        concept,
        form,
        preview=lambda: merge_view(concept, target(), reader_language()),
        propose=lambda why: actions.propose_merge(concept, target(), by=request.user, **why),
        heading=_("Merge the topic into another"),
    )


@login_required
def propose_move(request: HttpRequest, slug: str) -> HttpResponse:
    """Propose that this topic stands elsewhere."""
    concept = _concept(request, slug)
    present = [*concept.broader.order_by("slug").values_list("slug", flat=True), "", ""]
    initial = {"broader": present[0], "also": present[1]}
    form = MoveForm(request.POST or None, topics=_others(slug), initial=initial)
    return _page(
        request,
        concept,
        form,
        preview=lambda: move_view(concept, form.places(), reader_language()),
        propose=lambda why: actions.propose_move(concept, form.places(), by=request.user, **why),
        heading=_("Move the topic to another place"),
    )


def _concept(request: HttpRequest, slug: str) -> Concept:
    """Raises Http404, PermissionDenied."""
    concept = get_object_or_404(Concept, slug=slug)
    if not rules.may_restructure(request.user):
        raise PermissionDenied
    return concept


def _others(slug: str) -> list[tuple[str, str]]:
    return [choice for choice in topic_choices(reader_language()) if choice[0] != slug]


def _page(
    request: HttpRequest,
    concept: Concept,
    form: RestructureForm,
    *,
    preview: Callable[[], StructureView],
    propose: Callable[[dict[str, Any]], Proposal],
    heading: str,
) -> HttpResponse:
    """The form; with “preview” what it would change stands below it, with “propose” it is sent."""
    shown, error, status = None, "", 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            if request.POST.get("deed") == "propose":
                made = propose(_why(form))
                messages.success(request, _("Proposed. Another curator decides on it."))
                return redirect(made)
            shown, status = preview(), 200
        except TricityError as refused:
            error, status = refused.message, refused.status
    context = {
        "form": form,
        "error": error,
        "heading": heading,
        "structure": shown,
        "topic": name_in(concept.names, reader_language()),
        "topic_url": concept.get_absolute_url(),
    }
    return render(request, "terms/restructure.html", context, status=status)


def _why(form: RestructureForm) -> dict[str, Any]:
    reason = form.cleaned_data["reason"]
    return {
        "reason": reason,
        "reason_language": identify(reason, reader_language()),
        "source": form.cleaned_data["source"],
    }
