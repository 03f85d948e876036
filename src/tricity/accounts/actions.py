from __future__ import annotations

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib.auth import logout, update_session_auth_hash
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from tricity.accounts import programs
from tricity.accounts.alarms import PASSWORD_CHANGED, raise_alarm
from tricity.accounts.credentials import sessions
from tricity.accounts.models import User
from tricity.activity.actions import record


def sign_in(request: HttpRequest, user: User, *, wanted: str = "") -> HttpResponse:
    """Open a session for a person whose password was right, or ask for their second factor first; leads on from there.

    `wanted` is an address on this site.
    """
    login = Login(user=user, redirect_url=wanted or None)
    return perform_password_login(request, {"username": user.get_username()}, login)


@transaction.atomic
def sign_out(request: HttpRequest) -> None:
    if request.user.is_authenticated:
        record("account.signed-out", request.user, by=request.user)
        sessions.ended(request.session.session_key)
    logout(request)


@transaction.atomic
def change_profile(user: User, *, by: User) -> None:
    """Store the changed fields of a person."""
    user.save()
    record("account.changed", user, by=by)


@transaction.atomic
def change_password(request: HttpRequest, user: User, password: str, *, end_keys: bool = False) -> int:
    """Change one's own password; every other session of the person ends, and with `end_keys` the keys of programs.

    Returns how many keys ended.
    """
    user.set_password(password)
    user.save(update_fields=["password"])
    before = request.session.session_key
    update_session_auth_hash(request, user)
    sessions.moved(before, request)
    sessions.end_others(user, request.session.session_key, by=user)
    record("account.password-changed", user, by=user)
    ended = programs.revoke_all(user) if end_keys else 0
    raise_alarm(user, PASSWORD_CHANGED)
    return ended
