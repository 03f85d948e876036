"""What people are told about their own account, also of what they did themselves: it might have been somebody else."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tricity.accounts import alarms
from tricity.notices.actions import notify
from tricity.notices.models import Notice
from tricity.notices.registry import NoticeKind, register

SAID = {
    alarms.PASSWORD_CHANGED: _("The password of your account was changed"),
    alarms.PASSKEY_ADDED: _("A passkey was added to your account"),
    alarms.APP_ADDED: _("An authenticator app was added to your account"),
    alarms.FACTOR_REFUSED: _("Somebody had your password, but not your second factor"),
    alarms.FACTORS_RESET: _("Your passkeys, authenticator app and recovery codes were removed"),
    alarms.IDENTITY_LINKED: _("Your account was linked with one of your organization"),
    alarms.RECOVERY_ISSUED: _("Somebody was given a link to a new password for your account"),
    alarms.RECOVERED: _("A new password was set with a recovery code or link"),
    alarms.DELETION_ASKED: _("The deletion of your account was asked for"),
}
# Where one looks after what happened; elsewhere than at sign-in and security.
ADDRESSES = {alarms.DELETION_ASKED: "privacy:my-data"}


def register_kinds() -> None:
    for what in SAID:
        register(NoticeKind(f"security.{what}", _say, "security", icon="person"))
    alarms.register(tell)


def tell(user: Any, what: str) -> None:
    """Nobody is left out for having done it."""
    if what in SAID:
        notify([user], f"security.{what}", user, url=reverse(ADDRESSES.get(what, "mfa_index")))


def _say(notice: Notice) -> str:
    said = SAID[notice.kind.partition(".")[2]]
    return gettext("%(what)s. If it was not you, tell the operator of this site.") % {"what": said}
