from __future__ import annotations

from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from tricity.cooperation.digests.portfolio import portfolio_page
from tricity.cooperation.forms import PortfolioForm
from tricity.cooperation.portfolio import BEFORE, LONGEST, OUT, PIN, Choice, candidates, limits
from tricity.cooperation.queries.portfolio import candidates_for, stakes_of
from tricity.cooperation.rules import may_plan
from tricity.synthesis import portfolio as core
from tricity.web.languages import reader_language


@require_safe
@login_required
def portfolio(request: HttpRequest) -> HttpResponse:
    """The candidates that together meet most needs, within limits that stand in the address and can be passed on."""
    if not may_plan(request.user):
        raise PermissionDenied
    rows = list(candidates_for(request.user))
    stakes = list(stakes_of([row.pk for row in rows]))
    form, wanted, unknown = _asked(request.GET, {row.code for row in rows})
    choice, notes = None, _unknown(unknown)
    if wanted is not None:
        try:
            choice = _chosen(candidates(rows, stakes), wanted, request.GET)
        except core.Undecided:
            notes.append(_("No set was found in the time there is. Fewer limits make it easier."))
    page = portfolio_page(rows, stakes, wanted or core.Limits(), choice, reader_language())
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wanted is None else HTTPStatus.OK
    return render(
        request, "cooperation/portfolio.html", {"form": form, "page": page, "notes": notes}, status=status
    )


def _asked(query: QueryDict, known: set[str]) -> tuple[PortfolioForm, core.Limits | None, int]:
    """The form, its limits if they can be meant, and how many candidates it names that are not there."""
    given = query.copy()
    given.setdefault("projects", str(core.Limits().most_projects))
    form = PortfolioForm(given)
    pinned, out = set(given.getlist(PIN)), set(given.getlist(OUT))
    found = limits(form.cleaned_data, pinned & known, out & known) if form.is_valid() else None
    return form, found, len((pinned | out) - known)


def _chosen(made: list[core.Candidate], wanted: core.Limits, query: QueryDict) -> Choice:
    before = None
    if earlier := query.get(BEFORE, "")[:LONGEST]:
        _form, compared, _gone = _asked(QueryDict(earlier), {each.id for each in made})
        before = core.choose(made, compared, core.QUICK) if compared else None
    return Choice(core.choose(made, wanted, core.QUICK), before)


def _unknown(number: int) -> list[str]:
    if not number:
        return []
    return [
        ngettext(
            "%(number)s candidate named in this address is not here any more, or you may not read it.",
            "%(number)s candidates named in this address are not here any more, or you may not read them.",
            number,
        )
        % {"number": number}
    ]
