"""Telling a participant what became of the registration: on the desk of an account, by e-mail where one was given."""

from __future__ import annotations

import logging
import smtplib
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from tricity.accounts.models import User
from tricity.directory.models import Membership
from tricity.events.calendars import calendar
from tricity.events.digests.cards import event_view
from tricity.events.models import Event
from tricity.events.times import hours
from tricity.language import INTERFACE_LANGUAGES
from tricity.notices.actions import notify
from tricity.notices.letters import origin
from tricity.participation.models import Registration
from tricity.web.chosen import site_name

logger = logging.getLogger(__name__)
State = Registration.State
CALENDAR = "event.ics"


def tell(registration: Registration, *, secret: str = "", reminder: str = "") -> None:
    """Once the transaction is committed: a notice on the desk and, where an address was given, a letter.

    `secret` is known at the registration only: that letter bears the link. `reminder` is "day" or "hour".
    """
    if registration.user is not None:
        kind = "registration.reminder" if reminder else "registration.state"
        url = reverse("participation:register", args=[registration.event.code])
        notify([registration.user], kind, registration.event, url=url, state=registration.state)
    if registration.email and settings.MAIL_CONFIGURED:
        # At once and not by a job, whose arguments would keep the secret in the database.
        transaction.on_commit(lambda: send(registration, secret=secret, reminder=reminder))


def tell_organizers(registration: Registration) -> None:
    url = reverse("participation:registrations", args=[registration.event.code])
    notify(organizers_of(registration.event), "registration.asked", registration.event, url=url)


def organizers_of(event: Event) -> list[User]:
    """The people who decide: editors of the body the event belongs to, else all organizers."""
    active = User.objects.filter(is_active=True).order_by("pk").distinct()
    editors = (Membership.Role.EDITOR, Membership.Role.ADMINISTRATOR)
    nearest = active.filter(memberships__organization=event.owner_id, memberships__role__in=editors)
    if event.owner_id is not None and nearest.exists():
        return list(nearest)
    return list(active.filter(role_grants__role="organizer"))


def send(registration: Registration, *, secret: str = "", reminder: str = "") -> bool:
    """Send the letter in the language the person reads; False where that failed."""
    language = registration.reads if registration.reads in INTERFACE_LANGUAGES else "en"
    with translation.override(language):
        message = _letter(registration, language, secret, reminder)
    try:
        return bool(message.send())
    except (OSError, smtplib.SMTPException):
        logger.exception("the letter about registration %s was not sent", registration.code)
        return False


def _letter(registration: Registration, language: str, secret: str, reminder: str) -> EmailMessage:
    event = registration.event
    here = origin()
    page = here + reverse("events:event", args=[event.code])
    title = event_view(event, language).title
    own = here + reverse("participation:own", args=[secret]) if secret else ""
    context: dict[str, Any] = {
        "registration": registration,
        "title": str(title),
        "hours": hours(event.starts_at, event.ends_at, event.time_zone),
        "page": page,
        "own": own,
        "is_reminder": bool(reminder),
        "site_name": site_name(),
    }
    subject = _("%(event)s: %(state)s") % {
        "event": str(title),
        "state": _("Reminder") if reminder else registration.get_state_display(),
    }
    message = EmailMessage(
        " ".join(subject.split()),
        render_to_string("participation/letter.txt", context),
        settings.DEFAULT_FROM_EMAIL,
        [registration.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
    if registration.state == State.CONFIRMED:
        message.attach(CALENDAR, calendar(event, language=language, url=page), "text/calendar")
    return message
