"""What sign-in keeps about people: their sessions, second factors, linked identities, and failures."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from tricity.accounts.models import User
from tricity.privacy.columns import deletes, older, rows, stays
from tricity.privacy.registry import Holding, register
from tricity.privacy.wording import DELETED, ONLY_YOU, YOU_AND_OPERATOR


def register_holdings() -> None:
    for holding in (SIGN_INS, FACTORS, IDENTITIES, ADDRESSES, ATTEMPTS):
        register(holding)


def export_attempts(_user: User) -> list[Any]:
    """Nothing: the counters know people by a digest alone, which leads back to nobody."""
    return []


SIGN_INS = Holding(
    name="sign-ins",
    label=_("Devices you signed in with"),
    why=_(
        "So that you see where you are signed in and can end it. Neither the address nor the place is kept."
    ),
    seen_by=ONLY_YOU,
    at_deletion=DELETED,
    fields=("accounts.SignIn.user",),
    export=rows("accounts.SignIn", "user", "device", "method", "began_at", "seen_at"),
    erase=deletes(("accounts.SignIn", "user")),
    days=90,
    expire=older("accounts.SignIn", "seen_at"),
)
FACTORS = Holding(
    name="second-factors",
    label=_("Your passkeys, authenticator app and recovery codes"),
    why=_("So that nobody signs in with your password alone. Their secrets are in no copy of your data."),
    seen_by=_("You. The operator sees only that there are some."),
    at_deletion=DELETED,
    fields=("mfa.Authenticator.user",),
    export=rows("mfa.Authenticator", "user", "type", "created_at", "last_used_at"),
    erase=deletes(("mfa.Authenticator", "user")),
)
IDENTITIES = Holding(
    name="identities",
    label=_("Accounts of your organization you sign in with"),
    why=_("So that you can sign in with the account your organization has given you."),
    seen_by=YOU_AND_OPERATOR,
    at_deletion=DELETED,
    fields=("socialaccount.SocialAccount.user",),
    export=rows(
        "socialaccount.SocialAccount", "user", "provider", "uid", "extra_data", "date_joined", "last_login"
    ),
    erase=deletes(("socialaccount.SocialAccount", "user")),
)
ADDRESSES = Holding(
    name="sign-in-addresses",
    label=_("E-mail addresses noted by the sign-in"),
    why=_("So that the account your organization has given you is known again."),
    seen_by=YOU_AND_OPERATOR,
    at_deletion=DELETED,
    fields=("account.EmailAddress.user", "account.EmailAddress.email"),
    export=rows("account.EmailAddress", "user", "email", "verified"),
    erase=deletes(("account.EmailAddress", "user")),
)
ATTEMPTS = Holding(
    name="attempts",
    label=_("How often signing in has failed lately"),
    why=_("So that nobody can guess passwords. People and addresses stand there as digests only."),
    seen_by=_("Nobody: the counters are kept by the software alone."),
    at_deletion=_("Nothing names you there; the counters end after fifteen minutes."),
    fields=(),
    export=export_attempts,
    erase=stays,
    days=1,
    expire=older("accounts.Attempts", "ends_at"),
)
