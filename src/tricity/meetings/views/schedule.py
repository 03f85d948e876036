"""One's own meetings: to answer, agreed, over."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tricity.events.times import reader_zone
from tricity.meetings import calendars, queries, rules
from tricity.meetings.digests import meeting_views
from tricity.meetings.models import Meeting
from tricity.meetings.views.finding import visit
from tricity.meetings.working import sessions_with_people
from tricity.translation.names import name_in
from tricity.web.languages import reader_language

State = Meeting.State


@never_cache
@login_required
@require_safe
def schedule(request: HttpRequest, code: str) -> HttpResponse:
    """All of one's meetings, in order of time; made to be printed."""
    here = visit(request, code)
    language = reader_language()
    rows = list(queries.meetings_of(here.partner)) if here.partner else []
    sessions = sessions_with_people(here.event) if rows else []
    views = meeting_views(rows, here.arrangement, language, me=here.partner, sessions=sessions)
    waiting = (State.ASKED, State.PROPOSED)
    context = here.context(
        to_answer=[each for each in views if each.is_my_turn],
        agreed=[each for each in views if each.state == State.AGREED],
        sent=[each for each in views if each.state in waiting and not each.is_my_turn],
        over=[each for each in views if each.state in (State.DECLINED, State.CANCELLED)],
        zone=reader_zone(),
        notes=name_in(here.arrangement.join_notes, language),
        is_open=rules.is_asking_open(here.arrangement, timezone.now()),
        opens_at=here.arrangement.opens_at,
        closes_at=here.arrangement.closes_at,
        name=here.registration.name,
    )
    return render(request, "meetings/schedule.html", context)


@never_cache
@login_required
@require_safe
def calendar(request: HttpRequest, code: str) -> HttpResponse:
    """The agreed ones for a calendar program, and what was cancelled so that it strikes it out."""
    here = visit(request, code)

    def address(meeting: Meeting) -> str:
        return request.build_absolute_uri(reverse("meetings:meeting", args=[code, meeting.code]))

    content = (
        calendars.calendar(
            queries.for_calendar(here.partner),
            here.partner,
            here.arrangement,
            language=reader_language(),
            address=address,
        )
        if here.partner
        else calendars.empty()
    )
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{code}-meetings.ics"'},
    )
