from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods

from tricity.cooperation import actions
from tricity.cooperation.decisions.forms import MergeForm, Placed, RenameForm, SplitForm
from tricity.cooperation.digests.candidates import titles
from tricity.cooperation.errors import WrongState
from tricity.cooperation.models import Evidence, Opportunity
from tricity.cooperation.queries import evidence_of, visible_opportunities
from tricity.cooperation.rules import may_review
from tricity.cooperation.views.opportunities import reviewable
from tricity.knowledge.digests import present as present_records
from tricity.web.errors import TricityError, from_tricity_error
from tricity.web.identity import PublicationState
from tricity.web.languages import reader_language

Form = MergeForm | SplitForm | RenameForm


@dataclass(frozen=True, slots=True)
class _Kind:
    """A deed as its page puts it. `ends` says that the candidate does not stand for itself afterwards."""

    form: Callable[[HttpRequest, Opportunity, Any], Form]
    action: Callable[..., Opportunity]
    heading: Any
    explanation: Any
    button: Any
    done: Any
    ends: bool = True


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def decide(request: HttpRequest, code: str, deed: str) -> HttpResponse:
    """Merge, split or rename a candidate."""
    row = reviewable(request, code)
    if deed not in KINDS:
        raise Http404
    kind = KINDS[deed]
    if kind.ends and row.publication_state == PublicationState.ARCHIVED:
        return from_tricity_error(request, WrongState())
    posted = request.POST if request.method == "POST" else None
    form = kind.form(request, row, posted)
    if posted is None or not form.is_valid():
        return _page(request, row, deed, form)
    reason, language = form.cleaned_data["text"], form.cleaned_data["language"]
    try:
        kind.action(row, by=request.user, reason=reason, language=language, **form.values())
    except TricityError as error:
        return from_tricity_error(request, error)
    messages.success(request, kind.done)
    return redirect(row)


def _page(request: HttpRequest, row: Opportunity, deed: str, form: Form) -> HttpResponse:
    context = {
        "opportunity": row,
        "title": titles([row], reader_language())[row.pk],
        "deed": deed,
        "kind": KINDS[deed],
        "form": form,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "cooperation/decide.html", context, status=status)


def _merge_form(request: HttpRequest, row: Opportunity, posted: Any) -> MergeForm:
    """Into any that stands for itself and that the person may decide on, by title."""
    language = reader_language()
    rows = visible_opportunities(request.user).filter(is_current=True).exclude(pk=row.pk)
    rows = rows.exclude(publication_state=PublicationState.ARCHIVED)
    goals = [each for each in rows if may_review(request.user, each)]
    named = titles(goals, language)
    pairs = sorted(((each, named[each.pk]) for each in goals), key=lambda pair: (str(pair[1]), pair[0].code))
    return MergeForm(posted, reader=language, goals=pairs)


def _split_form(request: HttpRequest, row: Opportunity, posted: Any) -> SplitForm:
    language = reader_language()
    roles: dict[int, set[str]] = defaultdict(set)
    for each in evidence_of([row.pk]):
        if each.record_id and each.role != Evidence.Role.SUPPORT:
            roles[each.record_id].add(each.role)
    views = present_records(list(roles), language)
    placed = [Placed(views[pk], frozenset(of)) for pk, of in roles.items() if pk in views]
    return SplitForm(posted, reader=language, placed=placed)


def _rename_form(request: HttpRequest, row: Opportunity, posted: Any) -> RenameForm:
    return RenameForm(posted, reader=reader_language(), titles=row.titles)


KINDS: Final = {
    "merge": _Kind(
        _merge_form,
        actions.merge,
        gettext_lazy("Merge a candidate into another"),
        gettext_lazy(
            "From the next analysis on, all that speaks for this candidate speaks for the other one. Its address leads there."
        ),
        pgettext_lazy("decide on a candidate", "Merge"),
        gettext_lazy("The candidate has been merged. The next analysis puts the records together."),
    ),
    "split": _Kind(
        _split_form,
        actions.split,
        gettext_lazy("Split a candidate"),
        gettext_lazy(
            "The next analysis makes a candidate of each part, for curators to read first. Records that come later join"
            " the part that they are most alike."
        ),
        pgettext_lazy("decide on a candidate", "Split"),
        gettext_lazy("The candidate has been split. The next analysis makes candidates of the parts."),
    ),
    "rename": _Kind(
        _rename_form,
        actions.rename,
        gettext_lazy("Give a candidate another title"),
        gettext_lazy(
            "Readers see the title in their language. Where you write none, they see the one that the analysis gives it."
        ),
        gettext_lazy("Save the titles"),
        gettext_lazy("The titles have been saved."),
        ends=False,
    ),
}
