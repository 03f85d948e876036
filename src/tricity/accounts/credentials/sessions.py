"""The sessions a person has open, and ending them."""

from __future__ import annotations

import datetime as dt
import time
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from tricity.accounts.credentials.devices import device
from tricity.accounts.models import SignIn, User
from tricity.activity.actions import record

# A session writes down that it was seen no more often than this.
SEEN_EVERY_SECONDS = 600
SEEN = "seen_at"


def begun(request: HttpRequest, user: User) -> None:
    """Note that a session was opened for this person."""
    if not request.session.session_key:
        request.session.create()
    now = timezone.now()
    SignIn.objects.filter(
        user=user, seen_at__lt=now - dt.timedelta(seconds=settings.SESSION_COOKIE_AGE)
    ).delete()
    values = {
        "user": user,
        "device": device(request.META.get("HTTP_USER_AGENT", "")),
        "method": how(request, user),
        "seen_at": now,
    }
    SignIn.objects.update_or_create(session_key=request.session.session_key, defaults=values)
    request.session[SEEN] = int(time.time())


def seen(request: HttpRequest) -> None:
    """Note that the session is in use, now and then; one from before sessions were noted is noted now."""
    now = int(time.time())
    if now - request.session.get(SEEN, 0) < SEEN_EVERY_SECONDS:
        return
    noted = SignIn.objects.filter(session_key=request.session.session_key)
    if noted.update(seen_at=timezone.now()):
        request.session[SEEN] = now
    else:
        begun(request, request.user)  # type: ignore[arg-type]


def open_sessions(user: User, current: str | None) -> list[SignIn]:
    """Those that can still be used, the one asking first; those that have ended since are forgotten."""
    noted = list(user.sign_ins.all())
    keys = [each.session_key for each in noted]
    alive = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    living = set(alive.values_list("session_key", flat=True))
    gone = [each.pk for each in noted if each.session_key not in living]
    if gone:
        SignIn.objects.filter(pk__in=gone).delete()
    rest = [each for each in noted if each.session_key in living]
    return sorted(rest, key=lambda each: each.session_key != current)


@transaction.atomic
def end(session: SignIn, *, by: User) -> None:
    """Sign a session out, wherever it is."""
    record("account.session-ended", session.user, by=by, device=session.device)
    _end(session)


@transaction.atomic
def end_others(user: User, current: str | None, *, by: User) -> int:
    """Sign out every session of the person but the current one; how many there were."""
    others = list(user.sign_ins.exclude(session_key=current or ""))
    for session in others:
        _end(session)
    if others:
        record("account.sessions-ended", user, by=by, count=len(others))
    return len(others)


def moved(before: str | None, request: HttpRequest) -> None:
    """A session got another key, as it does when the password changes."""
    SignIn.objects.filter(session_key=before or "").update(session_key=request.session.session_key)


def ended(key: str | None) -> None:
    SignIn.objects.filter(session_key=key or "").delete()


def how(request: HttpRequest, user: Any) -> str:
    """By what the person signed in just now; empty where that is not known."""
    records = get_authentication_records(request, user)
    methods = {each["method"] for each in records}
    if any(each.get("passwordless") for each in records):
        return SignIn.Method.PASSKEY
    if "socialaccount" in methods:
        return SignIn.Method.SINGLE_SIGN_ON
    if "mfa" in methods:
        return SignIn.Method.TWO_FACTORS
    return SignIn.Method.PASSWORD if "password" in methods else ""


def _end(session: SignIn) -> None:
    SessionStore(session.session_key).delete()
    session.delete()
