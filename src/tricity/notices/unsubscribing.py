"""The signed link that ends the e-mails of one person, and works without signing in."""

from __future__ import annotations

from typing import Any

from django.core import signing

from tricity.accounts.models import User

SALT = "notices.unsubscribe"


def token_of(user: Any) -> str:
    """Says who is meant and nothing else; it does not expire, for old e-mails are read late."""
    return signing.dumps(user.code, salt=SALT)


def person_of(token: str) -> User | None:
    """Whose token it is; None for one that this site has not signed."""
    try:
        code = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return User.objects.filter(code=code).first()
