from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tricity.events import actions
from tricity.events.digests.sessions import session_title
from tricity.events.forms import SessionForm, TalkForm
from tricity.events.models import Event, Session, Talk
from tricity.events.views.finding import event_to_edit
from tricity.web.languages import reader_language
from tricity.web.text import LocalizedText


@login_required
def session_new(request: HttpRequest, code: str) -> HttpResponse:
    return _session_form(request, Session(event=event_to_edit(request, code)))


@login_required
def session_edit(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    event = event_to_edit(request, code)
    return _session_form(request, get_object_or_404(event.sessions, pk=pk))


def _session_form(request: HttpRequest, session: Session) -> HttpResponse:
    is_new = session._state.adding
    form = SessionForm(request.POST if request.method == "POST" else None, session=session)
    if form.is_bound and form.is_valid():
        saved = actions.save_session(form.fill(), by=request.user)
        messages.success(request, _("Saved."))
        return redirect(_address(saved.event, f"session-{saved.pk}"))
    context = {
        "form": form,
        "event": session.event,
        "heading": _("New session") if is_new else _("Edit session"),
    }
    return render(request, "events/session_form.html", context, status=_status(form.is_bound))


@login_required
def session_delete(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Ask first, then delete."""
    event = event_to_edit(request, code)
    session = get_object_or_404(event.sessions, pk=pk)
    if request.method == "POST":
        actions.delete_session(session, by=request.user)
        messages.success(request, _("The session has been deleted."))
        return redirect(event)
    context = {
        "event": event,
        "heading": _("Delete this session?"),
        "what": session_title(session, reader_language()),
        "warning": _("Its speakers are deleted with it. Its files stay with the event."),
    }
    return render(request, "events/confirm.html", context)


@require_POST
@login_required
def session_move(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    event = event_to_edit(request, code)
    session = get_object_or_404(event.sessions, pk=pk)
    actions.move_session(session, up=request.POST.get("direction") == "up", by=request.user)
    return redirect(_address(event, f"session-{pk}"))


@login_required
def talk_new(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    event = event_to_edit(request, code)
    return _talk_form(request, Talk(session=get_object_or_404(event.sessions, pk=pk)))


@login_required
def talk_edit(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    return _talk_form(request, _talk(event_to_edit(request, code), pk))


def _talk(event: Event, pk: int) -> Talk:
    return get_object_or_404(
        Talk.objects.select_related("session", "organization__country"), pk=pk, session__event=event
    )


def _talk_form(request: HttpRequest, talk: Talk) -> HttpResponse:
    is_new = talk._state.adding
    session = talk.session
    form = TalkForm(request.POST if request.method == "POST" else None, talk=talk)
    if form.is_bound and form.is_valid():
        actions.save_talk(form.fill(), by=request.user, answers=form.consents())
        messages.success(request, _("Saved."))
        return redirect(_address(session.event, f"session-{session.pk}"))
    context = {
        "form": form,
        "event": session.event,
        "session_title": session_title(session, reader_language()),
        "heading": _("New speaker") if is_new else _("Edit speaker"),
    }
    return render(request, "events/talk_form.html", context, status=_status(form.is_bound))


@login_required
def talk_delete(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Ask first, then delete."""
    event = event_to_edit(request, code)
    talk = _talk(event, pk)
    if request.method == "POST":
        actions.delete_talk(talk, by=request.user)
        messages.success(request, _("The speaker has been taken off the programme."))
        return redirect(_address(event, f"session-{talk.session_id}"))
    context = {
        "event": event,
        "heading": _("Take this speaker off the programme?"),
        "what": _speaker(talk),
        "warning": "",
    }
    return render(request, "events/confirm.html", context)


def _speaker(talk: Talk) -> LocalizedText:
    """The name by which organizers know the speaker, in the letters every reader can tell apart."""
    if talk.speaker_name:
        return LocalizedText(talk.speaker_name, "en")
    return LocalizedText(talk.native_name, talk.native_language)


@require_POST
@login_required
def talk_move(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    event = event_to_edit(request, code)
    talk = _talk(event, pk)
    actions.move_talk(talk, up=request.POST.get("direction") == "up", by=request.user)
    return redirect(_address(event, f"session-{talk.session_id}"))


def _address(event: Event, fragment: str) -> str:
    return f"{event.get_absolute_url()}#{fragment}"


def _status(is_refused: bool) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if is_refused else HTTPStatus.OK
