"""Where a view is: the event, who asks, and what the person may do there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tricity.events import rules as events
from tricity.events.models import Event
from tricity.rooms import queries, rules
from tricity.rooms.errors import NotLetIn
from tricity.rooms.models import Access, Poll, Question
from tricity.rooms.people import person_of
from tricity.web.errors import TricityError, from_tricity_error

Rule = Callable[[Any, Event], bool]
View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Place:
    """The room the request is about; `person` is a user or a guest."""

    event: Any
    person: Any


def in_room(rule: Rule = rules.may_enter) -> Callable[[View], View]:
    """Have the view called with its Place, for those whom the rule lets in; what a person caused is shown as a page.

    A draft event is not there for who may not see it (404); a room with limited access says for whom it is.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
            try:
                place = _place(request, code, rule)
                if place is None:
                    return redirect_to_login(request.get_full_path())
                return view(request, place, **kwargs)
            except TricityError as error:
                return from_tricity_error(request, error)

        return wrapped

    return decorate


def question_in(place: Place, code: str) -> Question:
    """A question the person may see. Raises Http404."""
    question = queries.question_of(place.event, code)
    if question is None or not rules.sees_question(place.person, question):
        raise Http404
    return question


def poll_in(place: Place, code: str) -> Poll:
    """Raises Http404."""
    poll = queries.poll_of(place.event, code)
    if poll is None:
        raise Http404
    return poll


def _place(request: HttpRequest, code: str, rule: Rule) -> Place | None:
    """None where signing in may help. Raises Http404, PermissionDenied, NotLetIn."""
    event = queries.event_with_room(code)
    if event is None:
        raise Http404
    place = Place(event, person_of(request, event))
    if rule(place.person, event):
        return place
    if not (events.may_see(request.user, event) or rules.may_enter(place.person, event)):
        raise Http404
    if not request.user.is_authenticated:
        return None
    if rule is rules.may_enter:
        raise NotLetIn(_refusal(event))
    raise PermissionDenied


def _refusal(event: Event) -> str:
    if rules.settings_of(event).open_to == Access.REGISTERED:
        return _("This room is open to people who have registered for the event.")
    return _("This room is open to people who have signed in.")
