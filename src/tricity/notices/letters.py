"""The e-mail of one person: what waits, in the person's language, as plain text and as HTML."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tricity.accounts.desk import Reader
from tricity.accounts.waiting import Desk, desk_of
from tricity.language import INTERFACE_LANGUAGES, bcp47
from tricity.notices.actions.rhythm import zone_of
from tricity.notices.queries import choices_of
from tricity.notices.sheets import bodies_of
from tricity.notices.unsubscribing import token_of
from tricity.web.chosen import site_name

LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]", "*")


def letter_for(user: Any, *, message_id: str) -> EmailMultiAlternatives | None:
    """The e-mail; None while nothing waits for the person. `message_id` is its name without the host."""
    language = user.language if user.language in INTERFACE_LANGUAGES else "en"
    with translation.override(language), timezone.override(zone_of(user)):
        bodies = bodies_of(user, language)
        unwanted = frozenset(group for group, (_here, by_mail) in choices_of(user).items() if not by_mail)
        codes = {each.pk: each.code for each in bodies}
        desk = desk_of(Reader(user, language, codes=codes, without=unwanted, by_mail=True))
        return _letter(user, desk, language, message_id) if desk.items else None


def origin() -> str:
    """Where readers find this site, without a closing slash."""
    if settings.PUBLIC_URL:
        return str(settings.PUBLIC_URL)
    if settings.NODE_URI.startswith(("https://", "http://")):
        parts = urlsplit(settings.NODE_URI)
        return f"{parts.scheme}://{parts.netloc}"
    hosts = [each for each in settings.ALLOWED_HOSTS if each not in LOCAL_HOSTS]
    scheme = "https" if settings.SESSION_COOKIE_SECURE else "http"
    return f"{scheme}://{hosts[0].lstrip('.')}" if hosts else "http://localhost:8000"


def _letter(user: Any, desk: Desk, language: str, message_id: str) -> EmailMultiAlternatives:
    here = origin()
    unsubscribe = here + reverse("notices:unsubscribe", args=[token_of(user)])
    context = {
        "person": user,
        "desk": desk,
        "origin": here,
        "home": here + reverse("accounts:home"),
        "settings": here + reverse("notices:settings"),
        "unsubscribe": unsubscribe,
        "site_name": site_name(),
        "language_tag": bcp47(language),
    }
    subject = _("%(site)s: what waits for you (%(number)d)") % {
        "site": site_name(),
        "number": len(desk.items),
    }
    message = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=render_to_string("notices/letter.txt", context),
        to=[user.email],
        headers={
            "List-Unsubscribe": f"<{unsubscribe}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
            "Content-Language": bcp47(language),
            # Made here: otherwise the host's name would be looked up.
            "Message-ID": f"<{message_id}@{urlsplit(here).hostname}>",
        },
    )
    message.attach_alternative(render_to_string("notices/letter.html", context), "text/html")
    return message
