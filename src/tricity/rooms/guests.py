"""People without an account who are registered: a signed cookie remembers their registration for the room."""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tricity.events.models import Event
from tricity.participation import queries
from tricity.participation.models import Registration
from tricity.participation.rules import takes_part
from tricity.participation.ways_in import WayIn
from tricity.rooms.registry import Guest, Registrations

COOKIE: Final = "room_guest"
SALT: Final = "tricity.rooms.guest"
KEPT_SECONDS: Final = 30 * 24 * 3600


def guest_of(request: HttpRequest, event: Event) -> Guest | None:
    """The guest whose registration for this event the cookie names, while it stands; one query where there is a cookie."""
    code = request.get_signed_cookie(COOKIE, default=None, salt=SALT, max_age=KEPT_SECONDS)
    if not code:
        return None
    row = Registration.objects.filter(event=event, code=code).first()
    return Guest(row.code, event.pk, row.name) if row is not None and takes_part(row) else None


def is_registered(user: Any, event: Event) -> bool:
    return takes_part(queries.own_registration(event, user))


def remember(response: HttpResponse, registration: Registration) -> None:
    """Let the browser in as this guest; it gets the code of the registration, never the secret."""
    response.set_signed_cookie(
        COOKIE,
        registration.code,
        salt=SALT,
        max_age=KEPT_SECONDS,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def way_into_the_room(registration: Registration, secret: str) -> WayIn | None:
    if not takes_part(registration):
        return None
    address = (
        reverse("rooms:enter", args=[secret])
        if secret
        else reverse("rooms:room", args=[registration.event.code])
    )
    return WayIn(_("Enter the room"), address)


REGISTRATIONS = Registrations(guest=guest_of, is_registered=is_registered)
