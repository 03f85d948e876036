"""What this app and those below it keep about people: the account, sessions, roles, the audit trail, renderings."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tricity.accounts.models import User
from tricity.activity.models import Entry
from tricity.privacy.columns import deletes, plain, rows, stays
from tricity.privacy.registry import Holding, register
from tricity.privacy.wording import DELETED, SIGNED_IN, YOU_AND_OPERATOR

# What a deleted account looks like; `code` stays, by which the audit trail knows one opaque actor from another.
FORMER = "former-"


def register_holdings() -> None:
    for holding in (ACCOUNT, ROLES, SESSIONS, AUDIT_TRAIL, RENDERINGS):
        register(holding)


def export_account(user: User) -> dict[str, Any]:
    names = (
        "code",
        "username",
        "native_name",
        "native_language",
        "reading",
        "romanized_name",
        "email",
        "language",
        "time_zone",
        "residence",
        "joined_at",
        "last_login",
    )
    return {name: plain(getattr(user, name)) for name in names}


def erase_account(user: User, now: dt.datetime) -> None:
    """Leave a row without a name, which what was published and the audit trail may point to."""
    user.groups.clear()
    user.user_permissions.clear()
    user.username = f"{FORMER}{user.code.lower()}"
    for name in ("native_name", "native_language", "reading", "romanized_name", "email", "time_zone"):
        setattr(user, name, "")
    user.residence, user.language, user.last_login = "", "en", None
    user.is_active = user.is_staff = user.is_superuser = False
    user.erased_at = now
    user.set_unusable_password()
    user.save()


def sessions_of(user: User) -> list[Session]:
    """The open sessions of a person. A session is sealed: each has to be looked into."""
    wanted = str(user.pk)
    running = Session.objects.filter(expire_date__gt=timezone.now()).iterator()
    return [session for session in running if session.get_decoded().get("_auth_user_id") == wanted]


def export_sessions(user: User) -> list[dict[str, Any]]:
    return [{"ends_at": session.expire_date.isoformat()} for session in sessions_of(user)]


def erase_sessions(user: User, _now: dt.datetime) -> None:
    Session.objects.filter(pk__in=[session.pk for session in sessions_of(user)]).delete()


def expire_sessions(before: dt.datetime) -> int:
    return Session.objects.filter(expire_date__lt=before).delete()[0]


def export_trail(user: User) -> list[dict[str, Any]]:
    found = (
        Entry.objects.filter(actor=user).order_by("pk").values("at", "verb", "subject_kind", "subject_code")
    )
    return [plain(row) for row in found.iterator()]


ACCOUNT = Holding(
    name="account",
    label=_("Your account and profile"),
    why=_("So that you can sign in, and are named and addressed as you wish."),
    seen_by=_(
        "Your name: people who have signed in. Your e-mail address and time zone: only you and the operator."
    ),
    at_deletion=_(
        "Name, e-mail address and password are erased. An entry without a name remains: “a former member”."
    ),
    fields=(
        "accounts.User.email",
        "accounts.User_groups.user",
        "accounts.User_user_permissions.user",
        "accounts.User.username",
        "accounts.User.native_name",
        "accounts.User.romanized_name",
    ),
    export=export_account,
    erase=erase_account,
)
ROLES = Holding(
    name="roles",
    label=_("Roles given to you"),
    why=_("So that the software knows what you may do here."),
    seen_by=YOU_AND_OPERATOR,
    at_deletion=DELETED,
    fields=("accounts.RoleGrant.user",),
    export=rows("accounts.RoleGrant", "user", "role", "country", "granted_at"),
    erase=deletes(("accounts.RoleGrant", "user")),
)
SESSIONS = Holding(
    name="sessions",
    label=_("Where you are signed in"),
    why=_("So that you stay signed in while you work."),
    seen_by=_("Nobody: sessions are kept by the software alone."),
    at_deletion=DELETED,
    fields=(),
    export=export_sessions,
    erase=erase_sessions,
    days=0,
    expire=expire_sessions,
)
AUDIT_TRAIL = Holding(
    name="audit-trail",
    label=_("Audit trail"),
    why=_("So that it can be found out later who changed what. Entries hold no texts and no addresses."),
    seen_by=_("The operator and the secretariat."),
    at_deletion=_("The entries remain and can be changed by nobody; they then name “a former member”."),
    fields=("activity.Entry.actor",),
    export=export_trail,
    erase=stays,
)
RENDERINGS = Holding(
    name="renderings",
    label=_("Translations you made, reviewed or made official"),
    why=_("So that readers can see that a person stands behind a translation."),
    seen_by=SIGNED_IN,
    at_deletion=_("The translations remain with what they translate, without your name."),
    fields=(
        "translation.Translation.translator",
        "translation.Translation.reviewer",
        "translation.Translation.official_by",
    ),
    export=rows(
        "translation.Translation",
        ("translator", "reviewer", "official_by"),
        "subject_kind",
        "subject_id",
        "field",
        "language",
        "text",
        "origin",
        "updated_at",
    ),
    erase=stays,
)
