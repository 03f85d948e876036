from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from tricity.accounts.models import User
from tricity.activity.actions import record
from tricity.api.errors import TooManyTokens
from tricity.api.models import Token
from tricity.api.queries import digest_of, valid_tokens

MOST_TOKENS = 20
PREFIX = "tri_"
SHOWN = 8  # first characters of a secret, by which its person knows it again
# A token in use is noted at most so often: reading must not become writing.
NOTED_EVERY = dt.timedelta(minutes=10)


@transaction.atomic
def make_token(user: User, *, name: str, scopes: Sequence[str], days: int) -> tuple[Token, str]:
    """A new token and its secret, which is known only now. Raises TooManyTokens."""
    if valid_tokens(user).count() >= MOST_TOKENS:
        raise TooManyTokens(MOST_TOKENS)
    secret = PREFIX + secrets.token_urlsafe(32)
    token = Token.objects.create(
        user=user,
        name=name,
        start=secret[:SHOWN],
        digest=digest_of(secret),
        scopes=list(scopes),
        expires_at=timezone.now() + dt.timedelta(days=days),
    )
    record("token.made", token, by=user, scopes=list(scopes))
    return token, secret


@transaction.atomic
def revoke_token(token: Token, *, by: User) -> None:
    """End a token at once; twice changes nothing."""
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
        record("token.revoked", token, by=by)


def note_use(token: Token) -> None:
    now = timezone.now()
    if token.last_used_at is None or now - token.last_used_at > NOTED_EVERY:
        Token.objects.filter(pk=token.pk).update(last_used_at=now)
