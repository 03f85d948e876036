from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tricity.accounts.rules import is_operator
from tricity.directory.panels import Panel
from tricity.events import calendars, queries, rules
from tricity.events.digests import present, present_page
from tricity.events.linked import linked_data
from tricity.events.models import Event
from tricity.events.panels import Place, panels
from tricity.events.papers import papers_for
from tricity.events.times import reader_zone
from tricity.events.views.finding import event_to_see
from tricity.web.languages import reader_language
from tricity.web.pages import PAGE_SIZE, Page, page_number


@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """Events to come, the next first; then those that were held, the last first."""
    language = reader_language()
    public = queries.public_events()
    over = queries.past(public)
    page = Page(page_number(request), PAGE_SIZE, over.count())
    context = {
        "upcoming": present(queries.upcoming(public), language),
        "past": present(over[page.offset : page.offset + page.size], language),
        "drafts": present(queries.drafts(request.user), language) if request.user.is_authenticated else [],
        "page": page,
        "zone": reader_zone(),
        "may_make_events": rules.may_make_events(request.user),
        "may_set_limits": is_operator(request.user),
    }
    return render(request, "events/events.html", context)


@require_safe
def event(request: HttpRequest, code: str) -> HttpResponse:
    """Everything about one event, in the reader's language and zone."""
    row = event_to_see(request, code)
    page = present_page(row, reader_language(), user=request.user)
    may_edit = rules.may_edit(request.user, row)
    context = {
        "page": page,
        "linked": linked_data(row, page, request.build_absolute_uri) if row.is_public else None,
        "has_papers": bool(papers_for(request.user, row)),
        "may_edit": may_edit,
        "above": _panels(request, row, Place.ABOVE),
        "below": _panels(request, row, Place.BELOW),
        "to_organize": _panels(request, row, Place.ORGANIZE) if may_edit else [],
    }
    return render(request, "events/event.html", context)


def _panels(request: HttpRequest, row: Event, place: Place) -> list[Panel]:
    return panels(row, place, language=reader_language(), user=request.user)


@require_safe
def calendar(request: HttpRequest, code: str) -> HttpResponse:
    """The event for a calendar program; who may not read it any more is told that it is cancelled."""
    language = reader_language()
    gone = _gone(request, code)
    if gone is not None:
        return _calendar_file(calendars.cancelled_calendar(gone, language=language), code)
    row = event_to_see(request, code)
    address = request.build_absolute_uri(row.get_absolute_url())
    return _calendar_file(calendars.calendar(row, language=language, url=address), code)


@require_safe
def session_calendar(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One session for a calendar program. Raises Http404 where nobody can hold it."""
    language, name = reader_language(), f"{code}-{pk}"
    gone = _gone(request, code)
    event = gone or event_to_see(request, code)
    session = None if gone else event.sessions.select_related("event", "room").filter(pk=pk).first()
    if session is not None:
        address = request.build_absolute_uri(event.get_absolute_url())
        return _calendar_file(calendars.session_calendar(session, language=language, url=address), name)
    content = calendars.cancelled_session(event, pk, language=language)
    if content is None:
        raise Http404
    return _calendar_file(content, name)


def _gone(request: HttpRequest, code: str) -> Event | None:
    """An event that was public once and that this person may not read any more."""
    event = queries.once_public(code)
    return event if event is not None and not rules.may_see(request.user, event) else None


def _calendar_file(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.ics"'},
    )
