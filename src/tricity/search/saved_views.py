from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tricity.search import queries, saving
from tricity.search.facets import CHOSEN_ELSEWHERE, TITLES, chosen
from tricity.search.found import FoundHit
from tricity.search.labels import labels
from tricity.web.errors import BadInput, from_tricity_error
from tricity.web.languages import reader_language
from tricity.web.text import LocalizedText

SHOWN = 20  # new hits of one search on the page


@dataclass(frozen=True, slots=True)
class SavedView:
    """A saved search as its person sees it. `name` is the question; where there is none, the conditions.

    `conditions` are (facet, labels).
    """

    pk: int
    name: LocalizedText
    conditions: tuple[tuple[str, str], ...]
    url: str
    new_count: int
    hits: tuple[FoundHit, ...]


@require_safe
@login_required
def saved(request: HttpRequest) -> HttpResponse:
    """The person's searches with what is new."""
    rows: list[Any] = list(saving.saved_by(request.user).prefetch_related("hits"))
    wanted = [hit.document_id for row in rows for hit in list(row.hits.all())[:SHOWN]]
    found = queries.readable_now(wanted, language=reader_language(), user=request.user)
    views = [
        saved_view(row, [found[hit.document_id] for hit in row.hits.all() if hit.document_id in found])
        for row in rows
    ]
    return render(request, "search/saved.html", {"searches": views})


@login_required
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep the question of the search page."""
    question = queries.query_text(request.POST.get("q"))
    try:
        saving.save_search(
            request.user, question=question, filters=chosen(request.POST), language=reader_language()
        )
    except BadInput as error:
        return from_tricity_error(request, error)
    messages.success(request, _("The search has been saved. What is new is shown on your desk, once a day."))
    return redirect("search:saved")


@login_required
@require_POST
def seen(request: HttpRequest, pk: int) -> HttpResponse:
    saving.mark_seen(get_object_or_404(saving.saved_by(request.user), pk=pk))
    return redirect("search:saved")


@login_required
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    get_object_or_404(saving.saved_by(request.user), pk=pk).delete()
    messages.success(request, _("The saved search has been deleted."))
    return redirect("search:saved")


def saved_view(row: Any, hits: Sequence[FoundHit]) -> SavedView:
    language = reader_language()
    titles = {**TITLES, **CHOSEN_ELSEWHERE}
    conditions = tuple(
        (str(titles[name]), ", ".join(str(each) for each in labels(name, values, language).values()))
        for name, values in row.filters.items()
        if name in titles
    )
    query = urlencode({**({"q": row.question} if row.question else {}), **row.filters}, doseq=True)
    said = ", ".join(value for _title, value in conditions if value)
    written_in = queries.query_language(row.question, row.language) if row.question else language
    return SavedView(
        row.pk,
        LocalizedText(row.question or said or _("All records"), written_in),
        tuple(pair for pair in conditions if pair[1]),
        f"{reverse('search:search')}?{query}",
        row.new_count,
        tuple(hits),
    )
