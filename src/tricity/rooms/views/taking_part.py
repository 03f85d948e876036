"""What everybody who takes part does: ask, vote, answer a poll, react."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tricity.rooms import actions, queries, rules
from tricity.rooms.digests import question_views, session_now
from tricity.rooms.errors import MayNotTakePart
from tricity.rooms.forms import AskForm, ranks_of
from tricity.rooms.models import PollState, QuestionState, ReactionCount
from tricity.rooms.people import participant
from tricity.rooms.views.finding import Place, in_room, poll_in, question_in
from tricity.rooms.views.room import room_page
from tricity.web.errors import TricityError
from tricity.web.languages import reader_language


@require_POST
@in_room()
def ask(request: HttpRequest, place: Place) -> HttpResponse:
    _takes_part(place)
    form = AskForm(request.POST, reader=reader_language())
    if form.is_valid():
        sessions = list(place.event.sessions.all())
        now = session_now(place.event, rules.settings_of(place.event), sessions, timezone.now())
        try:
            question = actions.ask(place.event, by=place.person, session=now, **form.cleaned_data)
        except TricityError as error:
            form.add_error(None, error.message)
        else:
            is_waiting = question.state == QuestionState.WAITING
            messages.success(
                request,
                _("Thank you. A moderator will let your question through.")
                if is_waiting
                else _("Your question is asked."),
            )
            return redirect("rooms:mine" if is_waiting else "rooms:room", place.event.code)
    return room_page(request, place, form=form)


@require_POST
@in_room()
def vote(request: HttpRequest, place: Place, question: str) -> HttpResponse:
    """Vote, or with `deed=back` take the vote back; voting twice changes nothing."""
    _takes_part(place)
    row = question_in(place, question)
    is_back = request.POST.get("deed") == "back"
    if is_back:
        actions.take_back(row, by=place.person)
    else:
        actions.vote(row, by=place.person)
    root = queries.question_of(place.event, row.merged_into.code) if row.merged_into else row
    assert root is not None
    if root is row:
        root.refresh_from_db(fields=["votes"])
    if _wants_json(request):
        return JsonResponse({"question": root.code, "votes": root.votes, "has_voted": not is_back})
    return redirect(f"{_room(place)}{_list_address(request)}#question-{root.code}")


@require_POST
@in_room()
def poll_answer(request: HttpRequest, place: Place, poll: str) -> HttpResponse:
    _takes_part(place)
    row = poll_in(place, poll)
    if row.state == PollState.DRAFT:
        raise Http404
    options = list(row.options.all())
    actions.answer_poll(row, by=place.person, ranks=ranks_of(request.POST, options, row.kind))
    messages.success(request, _("Your answer is kept. You may change it while the poll is open."))
    return redirect(f"{_room(place)}#poll-{row.code}")


@require_POST
@in_room()
def react(request: HttpRequest, place: Place) -> HttpResponse:
    _takes_part(place)
    kind = request.POST.get("kind", "")
    if kind not in ReactionCount.Kind.values:
        raise Http404
    actions.react(place.event, kind, by=place.person)
    if _wants_json(request):
        return JsonResponse({"kind": kind})
    return redirect(f"{_room(place)}#reactions")


@never_cache
@require_safe
@in_room()
def mine(request: HttpRequest, place: Place) -> HttpResponse:
    """What the person asked, how it stands, and why something was hidden."""
    known = _takes_part(place)
    rows = list(queries.own_questions(place.event, known))
    context = {"event": place.event, "questions": question_views(rows, reader_language())}
    return render(request, "rooms/mine.html", context)


def _takes_part(place: Place) -> str:
    """The key of who takes part. Raises MayNotTakePart."""
    known = participant(place.person)
    if known is None or not rules.may_take_part(place.person, place.event):
        raise MayNotTakePart
    return known.key


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _room(place: Place) -> str:
    return reverse("rooms:room", args=[place.event.code])


def _list_address(request: HttpRequest) -> str:
    """The part of the list the person voted in, as the form says it."""
    given = request.POST.get("list", "")
    return (
        given if given.startswith("?") and given.isascii() and len(given) < 200 and "#" not in given else ""
    )
