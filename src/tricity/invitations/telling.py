"""Letters with links: to those invited and to speakers, each in their language; on the desks of invited bodies."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tricity.events.digests.cards import event_view
from tricity.events.models import Event
from tricity.events.times import hours
from tricity.invitations.models import Invitation, SpeakerLink
from tricity.language import INTERFACE_LANGUAGES
from tricity.notices.actions import notify
from tricity.notices.letters import origin
from tricity.web.chosen import site_name

logger = logging.getLogger(__name__)


def tell_guest(row: Invitation, secret: str = "") -> None:
    """Once the transaction is committed; without a secret it is a reminder of the letter with the link."""
    if row.email and settings.MAIL_CONFIGURED:
        transaction.on_commit(lambda: _send_to_guest(row, secret))


def tell_speaker(link: SpeakerLink, secret: str = "") -> None:
    """As `tell_guest`."""
    if link.email and settings.MAIL_CONFIGURED:
        transaction.on_commit(lambda: _send(link, link.event, "invitations:speaker", secret))


def tell_body(event: Event, people: Iterable[Any], *, by: Any) -> None:
    """People of an invited body read it on their desks."""
    notify(people, "invitation.body", event, url=reverse("events:event", args=[event.code]), by=by)


def address(route: str, secret: str, language: str) -> str:
    """The whole address of a link, in the language of whom it is for."""
    with translation.override(tongue(language)):
        return origin() + reverse(route, args=[secret])


def tongue(language: str) -> str:
    return language if language in INTERFACE_LANGUAGES else "en"


def _send_to_guest(row: Invitation, secret: str) -> None:
    if _send(row, row.event, "invitations:answer", secret) and secret:
        Invitation.objects.filter(pk=row.pk).update(mailed_at=timezone.now())


def _send(to: Invitation | SpeakerLink, event: Event, route: str, secret: str) -> bool:
    """False where it failed."""
    language = tongue(to.language)
    with translation.override(language):
        title = str(event_view(event, language).title)
        is_speaker = isinstance(to, SpeakerLink)
        until = to.closes_at if isinstance(to, SpeakerLink) else to.answer_by
        context = {
            "title": title,
            "hours": hours(event.starts_at, event.ends_at, event.time_zone),
            "name": "" if isinstance(to, SpeakerLink) else to.name,
            "page": origin() + reverse("events:event", args=[event.code]) if event.is_public else "",
            "link": address(route, secret, language) if secret else "",
            "until": hours(until, until, event.time_zone) if until else None,
            "is_speaker": is_speaker,
            "site_name": site_name(),
        }
        kind = _("For speakers") if is_speaker else _("Invitation")
        subject = _("%(kind)s: %(event)s") % {
            "kind": kind if secret else _("Reminder"),
            "event": title,
        }
        message = EmailMessage(
            " ".join(subject.split()),
            render_to_string("invitations/letter.txt", context),
            settings.DEFAULT_FROM_EMAIL,
            [to.email],
            headers={"Auto-Submitted": "auto-generated"},
        )
    try:
        return bool(message.send())
    except (OSError, smtplib.SMTPException):
        logger.exception("the letter about %s was not sent", to.code)
        return False
