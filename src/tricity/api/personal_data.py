"""What the open interfaces keep about people."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tricity.api.models import Token
from tricity.privacy.columns import deletes, rows
from tricity.privacy.registry import Holding, register
from tricity.privacy.wording import DELETED, YOU_AND_OPERATOR


def register_holdings() -> None:
    register(TOKENS)


def expire_tokens(before: dt.datetime) -> int:
    """Delete tokens that ran out or were revoked before the moment."""
    return Token.objects.filter(Q(expires_at__lt=before) | Q(revoked_at__lt=before)).delete()[0]


TOKENS = Holding(
    name="tokens",
    label=_("Tokens for your programs"),
    why=_("So that a program may act for you. The token itself is not kept, only what it is recognised by."),
    seen_by=YOU_AND_OPERATOR,
    at_deletion=DELETED,
    fields=("api.Token.user",),
    export=rows(
        "api.Token",
        "user",
        "name",
        "start",
        "scopes",
        "created_at",
        "expires_at",
        "revoked_at",
        "last_used_at",
    ),
    erase=deletes(("api.Token", "user")),
    days=90,
    expire=expire_tokens,
)
