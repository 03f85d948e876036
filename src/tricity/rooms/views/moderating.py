"""What moderators do: questions, merging, announcements, what is on now."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tricity.events.digests import present
from tricity.events.roomclock import now_ms
from tricity.rooms import actions, queries, rules
from tricity.rooms.digests import (
    is_on,
    languages_without,
    pair_views,
    poll_views,
    programme,
    question_views,
    session_now,
)
from tricity.rooms.forms import AnnouncementForm, AnswerForm, HideForm
from tricity.rooms.models import Question, QuestionPair
from tricity.rooms.views.finding import Place, in_room, question_in
from tricity.translation.names import name_in
from tricity.web.languages import NATIVE_NAMES, reader_language
from tricity.web.pages import PAGE_SIZE

MOST_WAITING = 30
MOST_PAIRS = 10
MOST_CHOICES = 60  # questions one may merge into by hand


@never_cache
@require_safe
@in_room(rules.may_moderate)
def moderate(request: HttpRequest, place: Place) -> HttpResponse:
    """What waits for a moderator, what may be the same, polls, announcements, what is on."""
    return _desk(request, place, AnnouncementForm())


def _desk(request: HttpRequest, place: Place, form: AnnouncementForm) -> HttpResponse:
    event, language = place.event, reader_language()
    room, now = rules.settings_of(event), timezone.now()
    waiting = list(queries.waiting_questions(event).select_related("written_answer")[: MOST_WAITING + 1])
    shown = list(queries.shown_questions(event)[:PAGE_SIZE])
    hidden = list(queries.hidden_questions(event).select_related("written_answer")[:MOST_WAITING])
    views = question_views([*waiting[:MOST_WAITING], *shown, *hidden], language)
    sessions = list(event.sessions.all())
    captions = queries.captions_lately(event, now_ms())
    silent = languages_without(event, captions, now_ms()) if is_on(event, room, now) else []
    (view,) = present([event], language)
    context = {
        "event": event,
        "view": view,
        "room": room,
        "waiting": [each for each in views if each.state == "waiting"],
        "shown": [each for each in views if each.state == "open"],
        "hidden": [each for each in views if each.state == "hidden"],
        "has_more_waiting": len(waiting) > MOST_WAITING,
        "pairs": pair_views(queries.open_pairs(event)[:MOST_PAIRS], language),
        "polls": poll_views(queries.polls_of(event, drafts=True), language, sees_all=True),
        "items": programme(sessions, session_now(event, room, sessions, now), language),
        "silent": [(code, NATIVE_NAMES[code]) for code in silent],
        "announcement": name_in(room.announcement.texts, language) if room.announcement else None,
        "form": form,
        "may_arrange": rules.may_arrange(place.person, event),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "rooms/moderate.html", context, status=status)


@never_cache
@in_room(rules.may_moderate)
def question(request: HttpRequest, place: Place, question: str) -> HttpResponse:
    """One question with everything a moderator may do to it. What is sent names the deed."""
    row = question_in(place, question)
    language = reader_language()
    forms = {"answer": _answer_form(row, language), "hide": HideForm(reader=language, auto_id="hide_%s")}
    status = HTTPStatus.OK
    if request.method == "POST":
        deed = request.POST.get("deed", "")
        if deed in forms:
            kind = type(forms[deed])
            forms[deed] = kind(request.POST, reader=language, auto_id=forms[deed].auto_id)
            status = HTTPStatus.UNPROCESSABLE_ENTITY
            if forms[deed].is_valid():
                _worded(row, deed, forms[deed].cleaned_data, place)
                return _done(request, place)
        else:
            _simple(row, deed, place)
            return _done(request, place)
    others = queries.shown_questions(place.event).exclude(pk=row.pk)[:MOST_CHOICES]
    (view,) = question_views([row], language, with_merged=True)
    context = {
        "event": place.event,
        "each": view,
        "answer_form": forms["answer"],
        "hide_form": forms["hide"],
        "others": question_views(list(others), language) if row.merged_into_id is None else [],
    }
    return render(request, "rooms/question.html", context, status=status)


@require_POST
@in_room(rules.may_moderate)
def merge(request: HttpRequest, place: Place) -> HttpResponse:
    """Make one of two questions (`question` goes into `into`), or say that a proposed `pair` is not the same."""
    pair = request.POST.get("pair", "")
    if pair:
        number = int(pair) if pair.isascii() and pair.isdigit() and len(pair) < 19 else 0
        row = get_object_or_404(
            QuestionPair.objects.select_related("first__event", "second"), pk=number, event=place.event
        )
        actions.tell_apart(row, by=place.person)
        messages.success(request, _("They will not be proposed again."))
    else:
        one, into = (question_in(place, request.POST.get(name, "")) for name in ("question", "into"))
        actions.merge(one, into, by=place.person)
        messages.success(request, _("Merged. Everybody who voted for either counts once."))
    return redirect("rooms:moderate", place.event.code)


@require_POST
@in_room(rules.may_moderate)
def announce(request: HttpRequest, place: Place) -> HttpResponse:
    if request.POST.get("deed") == "take-down":
        actions.take_down(place.event, by=place.person)
        messages.success(request, _("The announcement has been taken down."))
        return redirect("rooms:moderate", place.event.code)
    form = AnnouncementForm(request.POST)
    if not form.is_valid():
        return _desk(request, place, form)
    actions.announce(place.event, texts=form.cleaned_data["texts"], by=place.person)
    messages.success(request, _("Announced. It stands at the top of the room."))
    return redirect("rooms:moderate", place.event.code)


@require_POST
@in_room(rules.may_moderate)
def now(request: HttpRequest, place: Place) -> HttpResponse:
    """Say which session is on; without one the clock says it."""
    given = request.POST.get("session", "")
    session = None
    if given:
        number = int(given) if given.isascii() and given.isdigit() and len(given) < 19 else 0
        session = get_object_or_404(place.event.sessions, pk=number)
    actions.set_now(place.event, session, by=place.person)
    messages.success(request, _("Everybody sees now what is on."))
    return redirect("rooms:moderate", place.event.code)


def _answer_form(row: Question, language: str) -> AnswerForm:
    written = row.in_writing
    initial = {"text": written.text, "language": written.language} if written else {}
    return AnswerForm(initial=initial, reader=language)


def _worded(row: Question, deed: str, values: dict[str, str], place: Place) -> None:
    if deed == "hide":
        actions.hide(row, by=place.person, reason=values["text"], reason_language=values["language"])
    else:
        actions.answer(row, by=place.person, text=values["text"], language=values["language"])


def _simple(row: Question, deed: str, place: Place) -> None:
    """Raises Http404 for a deed there is not."""
    by = place.person
    deeds = {
        "let-through": lambda: actions.let_through(row, by=by),
        "pin": lambda: actions.pin(row, by=by),
        "unpin": lambda: actions.pin(row, by=by, is_pinned=False),
        "answered": lambda: actions.answered_aloud(row, by=by),
        "not-answered": lambda: actions.not_answered(row, by=by),
        "part": lambda: actions.part(row, by=by),
    }
    if deed not in deeds:
        raise Http404
    deeds[deed]()


def _done(request: HttpRequest, place: Place) -> HttpResponse:
    messages.success(request, _("Done. The room has been told."))
    return redirect("rooms:moderate", place.event.code)
