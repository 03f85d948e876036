from __future__ import annotations

import hashlib
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from tricity.api.models import Token


def digest_of(secret: str) -> str:
    """A secret holds 256 random bits, so that one round of SHA-256 keeps it."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def tokens_of(user: Any) -> QuerySet[Token]:
    """The person's tokens that were not revoked, expired ones too, newest first."""
    return Token.objects.filter(user=user, revoked_at=None)


def valid_tokens(user: Any) -> QuerySet[Token]:
    return tokens_of(user).filter(expires_at__gt=timezone.now())


def token_of(secret: str) -> Token | None:
    """The token with this secret, if it is valid and its person may sign in."""
    rows = Token.objects.filter(
        digest=digest_of(secret), revoked_at=None, expires_at__gt=timezone.now(), user__is_active=True
    )
    return rows.select_related("user").first()
