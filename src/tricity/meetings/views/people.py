"""Whom one may meet: one's own entry, the list, asking."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tricity.meetings import actions, queries, rules
from tricity.meetings.digests import partner_view, slot_days, suggested
from tricity.meetings.errors import NotListed
from tricity.meetings.forms import AskForm, EntryForm, WantedForm
from tricity.meetings.models import Partner
from tricity.meetings.queries import Wanted
from tricity.meetings.views.finding import Visit, visit
from tricity.meetings.working import appearances, sessions_with_people
from tricity.privacy import agreeing
from tricity.web.errors import TricityError
from tricity.web.languages import reader_language
from tricity.web.pages import Page, page_number

ROWS = 50
# Of how many it is looked up whether their organizations fit the reader's.
MOST_COMPARED = 500


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, code: str) -> HttpResponse:
    """What one says of oneself; sending it with the agreement puts one on the list."""
    here = visit(request, code)
    if request.POST.get("deed") == "unlist":
        if here.partner is not None:
            actions.unlist(here.partner, by=request.user)
        messages.success(
            request, _("Nobody finds you any more. Agreed meetings stand until you cancel them.")
        )
        return redirect("meetings:schedule", code=code)
    form = EntryForm(
        request.POST if request.method == "POST" else None,
        user=here.user,
        partner=here.partner,
        reader=reader_language(),
    )
    if form.is_bound and form.is_valid():
        with transaction.atomic():
            agreeing.note(form, by=here.user)
            values = {name: form.cleaned_data[name] for name in ("languages", "seeks", "offers")}
            actions.save_entry(here.registration, **values)
        messages.success(request, _("Saved. The other participants find you now."))
        return redirect("meetings:people", code=code)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "meetings/entry.html", here.context(form=form), status=status)


@never_cache
@login_required
@require_safe
def people(request: HttpRequest, code: str) -> HttpResponse:
    """The participants who wish to be found, and of them those with whom the reader's organization shares a match."""
    here = visit(request, code)
    language = reader_language()
    chosen = WantedForm(request.GET, reader=language)
    wanted = chosen.wanted()
    rows = queries.partners_to_meet(here.event, wanted, user=here.user)
    page = Page(page_number(request), ROWS, rows.count())
    shown: Iterable[Partner] = rows[page.offset : page.offset + page.size]
    is_filtered = wanted != Wanted()
    best = []
    if here.partner is not None and not is_filtered and page.number == 1:
        first = list(rows[:MOST_COMPARED])
        shown, best = first[:ROWS], suggested(here.partner, first, language)
    context = here.context(
        people=[partner_view(each, language) for each in shown],
        suggested=best,
        page=page,
        filter=chosen,
        is_filtered=is_filtered,
        is_open=rules.is_asking_open(here.arrangement, timezone.now()),
    )
    return render(request, "meetings/people.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, code: str, partner: str) -> HttpResponse:
    """Ask one person to meet."""
    here = visit(request, code)
    other = queries.partner_by_code(here.event, partner, user=here.user)
    if other is None:
        raise Http404
    language = reader_language()
    sides = [each for each in (here.partner, other) if each is not None]
    free = list(queries.free_slots(here.arrangement, *sides, now=timezone.now()))
    form = AskForm(
        request.POST if request.method == "POST" else None,
        free=free,
        pairs=queries.pairs(here.arrangement),
        reader=language,
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    if form.is_bound and form.is_valid():
        try:
            if here.partner is None:
                raise NotListed
            made = actions.ask(here.partner, other, form.request(), by=request.user)
        except TricityError as error:
            form.add_error(None, error.message)
            status = error.status
        else:
            messages.success(
                request, _("You have asked for the meeting. The answer comes here and to your desk.")
            )
            return redirect("meetings:meeting", code=code, meeting=made.code)
    return render(request, "meetings/ask.html", _ask_context(here, other, form, language), status=status)


def _ask_context(here: Visit, other: Partner, form: AskForm, language: str) -> dict[str, object]:
    sessions = sessions_with_people(here.event)
    return here.context(
        other=partner_view(other, language),
        form=form,
        days=slot_days(
            form.free.values(),
            language,
            mine=appearances(here.partner, sessions) if here.partner else [],
            theirs=appearances(other, sessions),
            chosen=form.chosen,
        ),
        is_open=rules.is_asking_open(here.arrangement, timezone.now()),
    )
