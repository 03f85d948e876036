from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tricity.harvest import queries, rules
from tricity.harvest.duplicates import joining
from tricity.harvest.duplicates.joining import TOGETHER
from tricity.harvest.duplicates.saying import reason_sentences
from tricity.harvest.models import Joining, Pair
from tricity.knowledge.comparing import LABELS, language_of, names_for, shown
from tricity.knowledge.digests import present
from tricity.knowledge.digests.sentences import listed
from tricity.knowledge.queries import whole_records
from tricity.knowledge.values import values_of
from tricity.web.errors import TricityError
from tricity.web.languages import NATIVE_NAMES, reader_language
from tricity.web.text import LocalizedText

_TAKEN_ALONG = {name for names in TOGETHER.values() for name in names[1:]}


@dataclass(frozen=True, slots=True)
class Field:
    """One value of both records, of which one is to stay. `*_language` is "" for the reader's."""

    name: str
    label: str
    first: str
    first_language: str
    second: str
    second_language: str


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: HttpRequest, pk: int) -> HttpResponse:
    """Two records side by side: made one, told apart, or one made the rendering of the other."""
    row = queries.pairs().filter(pk=pk).first()
    if row is None or not rules.may_see_pair(request.user, row):
        raise Http404
    if request.method != "POST":
        return _page(request, row)
    try:
        return _decide(request, row)
    except TricityError as refused:
        return _page(request, row, status=refused.status, message=refused.message)


def _decide(request: HttpRequest, row: Pair) -> HttpResponse:
    decision, keep = request.POST.get("decision", ""), request.POST.get("keep", "")
    if decision == "different":
        joining.tell_apart(row, by=request.user)
        messages.success(request, _("Remembered: these two are different. You will not be asked again."))
        return redirect("harvest:duplicates")
    if decision not in ("same", "translation") or keep not in ("first", "second"):
        return _page(
            request, row, status=HTTPStatus.UNPROCESSABLE_ENTITY, message=_("Choose which record stays.")
        )
    keep_first = keep == "first"
    if decision == "same":
        other = "second" if keep_first else "first"
        chosen = [name for name in LABELS if request.POST.get(f"value-{name}") == other]
        made = joining.join(row, by=request.user, keep_first=keep_first, from_other=chosen)
        messages.success(request, _("The two records are one now. The other address leads here."))
    else:
        official = "official" in request.POST
        made = joining.join_as_rendering(row, by=request.user, keep_first=keep_first, is_official=official)
        messages.success(request, _("The other text is kept as a rendering. Its address leads here."))
    return redirect(made.kept)


def _page(request: HttpRequest, row: Pair, *, status: int = HTTPStatus.OK, message: str = "") -> HttpResponse:
    language = reader_language()
    views = present([row.first_id, row.second_id], language)
    done = Joining.objects.filter(pair=row, undone_at=None).select_related("kept").first()
    may_join = rules.may_join(request.user, row)
    first, second = row.first, row.second
    context: dict[str, Any] = {
        "pair": row,
        "state": Pair.State(row.state).label,
        "is_open": row.state == Pair.State.OPEN,
        "sides": [("first", first, views.get(row.first_id)), ("second", second, views.get(row.second_id))],
        "reasons": reason_sentences(row),
        "fields": _fields(row, language),
        "joining": done,
        "may_join": may_join,
        "may_undo": done is not None and may_join,
        "are_of_two_languages": first.language != second.language,
        "names": [LocalizedText(NATIVE_NAMES[each], each) for each in (first.language, second.language)],
        "keep": request.POST.get("keep")
        or ("second" if second.is_public and not first.is_public else "first"),
        "message": message,
    }
    return render(request, "harvest/pair.html", context, status=status)


def _fields(row: Pair, language: str) -> list[Field]:
    """The values in which the two differ; title and text are chosen together, for they have one language."""
    rows = {each.pk: each for each in whole_records().filter(pk__in=(row.first_id, row.second_id))}
    first, second = values_of(rows[row.first_id]), values_of(rows[row.second_id])
    names = names_for([first, second], language)
    found = []
    for name in LABELS:
        if name in _TAKEN_ALONG or name not in first or name not in second:
            continue
        together = TOGETHER.get(name, (name,))
        one, other = (
            "\n".join(shown(each, side.get(each), names) for each in together) for side in (first, second)
        )
        if one != other:
            label = listed(str(LABELS[each]) for each in together)
            found.append(Field(name, label, one, language_of(name, first), other, language_of(name, second)))
    return found
