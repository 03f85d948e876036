"""What this app and those below it keep about people, and for what they ask."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tricity.accounts.models import User
from tricity.activity.models import Entry
from tricity.privacy.columns import deletes, older, plain, rows, stays
from tricity.privacy.purposes import Purpose
from tricity.privacy.purposes import register as register_purpose
from tricity.privacy.registry import Holding, register
from tricity.privacy.wording import DELETED, ONLY_YOU, SIGNED_IN, YOU_AND_OPERATOR

# What a deleted account looks like; `code` stays, by which the audit trail knows one opaque actor from another.
FORMER = "former-"


def register_holdings() -> None:
    for holding in (ACCOUNT, ROLES, SESSIONS, CONSENTS, DELETION, TEXTS, AUDIT_TRAIL, RENDERINGS):
        register(holding)


def register_purposes() -> None:
    for purpose in (ACCOUNT_PURPOSE, EMAIL_PURPOSE, ABROAD_PURPOSE):
        register_purpose(purpose)


def erase_consents(user: User, now: dt.datetime) -> None:
    """What was agreed to may have to be shown later: it stays for the time of its rule, with an account without a name."""
    user.consents.filter(withdrawn_at=None).update(withdrawn_at=now)


def forget_email(user: User) -> None:
    """Without the agreement there is no address."""
    user.email = ""
    user.save(update_fields=["email"])


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
    outlives=True,
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
    outlives=True,
)
CONSENTS = Holding(
    name="consents",
    label=_("What you agreed to"),
    why=_("So that you and the operator can show later what was agreed, when, and to which text."),
    seen_by=YOU_AND_OPERATOR,
    at_deletion=_("Taken back at once; deleted after the time set for it. No name stands with it."),
    fields=("privacy.Consent.user",),
    export=rows(
        "privacy.Consent",
        "user",
        "purpose",
        "residence",
        "number",
        "language",
        "text",
        "given_at",
        "withdrawn_at",
    ),
    erase=erase_consents,
    days=3 * 365,
    expire=older("privacy.Consent", "withdrawn_at"),
)
DELETION = Holding(
    name="deletion",
    label=_("Your wish to have the account deleted"),
    why=_("So that the account is deleted when its time has come, and you can change your mind until then."),
    seen_by=ONLY_YOU,
    at_deletion=DELETED,
    fields=("privacy.Deletion.user",),
    export=rows("privacy.Deletion", "user", "asked_at", "due_at"),
    erase=deletes(("privacy.Deletion", "user")),
)
TEXTS = Holding(
    name="privacy-texts",
    label=_("Texts about personal data you published"),
    why=_("So that it is known who answers for a text."),
    seen_by=_("The operator."),
    at_deletion=_("The texts remain readable, without your name."),
    fields=("privacy.Edition.published_by",),
    export=rows("privacy.Edition", "published_by", "purpose", "residence", "number", "texts", "published_at"),
    erase=stays,
    outlives=True,
)

ACCOUNT_PURPOSE = Purpose(
    name="account",
    label=_("Your account"),
    asks=_(
        "User name and password; as you wish also your name, its reading, language, time zone and country."
    ),
    text=_(
        "Your account serves to let you in, to show your name beside what you write, and to address you in your "
        "language. It is kept until you have it deleted."
    ),
    seen_by=_("Your name: people who have signed in. The rest: you and the operator."),
    needed=True,
)
EMAIL_PURPOSE = Purpose(
    name="email",
    label=_("Your e-mail address"),
    asks=_("An e-mail address, if you wish to give one."),
    text=_(
        "The address serves to write to you about your account, and to send you the notices you have asked for. It is "
        "shown to nobody else and is deleted when you take it out of your profile or take this agreement back."
    ),
    seen_by=YOU_AND_OPERATOR,
    withdrawn=forget_email,
)
ABROAD_PURPOSE = Purpose(
    name="abroad",
    label=_("Keeping your data in another country"),
    asks=_("Nothing further."),
    text=_(
        "This site keeps its data in another country than the one you say you live in. What you give here is kept and "
        "read there."
    ),
    seen_by=_("The same people as said for each purpose."),
)
