"""Sections on the page of an event: the way to register, the survey, what organizers do."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from tricity.directory.panels import Panel
from tricity.events.models import Event
from tricity.participation import queries, rules
from tricity.participation.digests import survey_view


def registration_panel(event: Event, language: str, user: Any) -> Panel | None:
    """Whether one can register, and how the reader's own registration stands."""
    admission = queries.admission_of(event)
    if admission is None:
        return None
    own = queries.own_registration(event, user)
    is_open = rules.is_open(event, admission, timezone.now())
    if own is None and not is_open:
        return None
    free = [(way.label, queries.free_places(admission, way)) for way in rules.ways(admission)]
    context = {
        "code": event.code,
        "own": own,
        "is_open": is_open,
        "closes_at": admission.closes_at,
        "full": [label for label, places in free if places == 0],
        "may_answer": own is not None and rules.may_answer_survey(own, admission, timezone.now()),
        "needs_approval": admission.needs_approval,
    }
    return Panel("participation/panel.html", context)


def survey_panel(event: Event, language: str, user: Any) -> Panel | None:
    """The results of the survey, where everybody may read them."""
    admission = queries.admission_of(event)
    if admission is None or not admission.survey_is_public or timezone.now() < event.ends_at:
        return None
    view = survey_view(event, language)
    return (
        Panel("participation/survey_panel.html", {"code": event.code, "survey": view})
        if view.number
        else None
    )


def organizers_links(event: Event, language: str, user: Any) -> Panel:
    return Panel("participation/organize.html", {"code": event.code})
