from __future__ import annotations

from django.contrib.auth import login, logout
from django.db import transaction
from django.http import HttpRequest

from tricity.accounts.models import User
from tricity.activity.actions import record


@transaction.atomic
def sign_in(request: HttpRequest, user: User) -> None:
    """Open a session for a person whose password was right."""
    login(request, user)
    record("account.signed-in", user, by=user)


@transaction.atomic
def sign_out(request: HttpRequest) -> None:
    if request.user.is_authenticated:
        record("account.signed-out", request.user, by=request.user)
    logout(request)


@transaction.atomic
def change_profile(user: User, *, by: User) -> None:
    """Store the changed fields of a person."""
    user.save()
    record("account.changed", user, by=by)


@transaction.atomic
def change_password(user: User, password: str, *, by: User) -> None:
    user.set_password(password)
    user.save(update_fields=["password"])
    record("account.password-changed", user, by=by)
