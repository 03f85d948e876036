"""Whether the site waits to be set up, and the code that shows one runs its machine."""

from __future__ import annotations

import hmac
import os
import secrets
from pathlib import Path

from django.conf import settings

from tricity.accounts.models import User
from tricity.web import chosen
from tricity.web.identity import CODE_ALPHABET
from tricity.web.models import Choices

# Twelve characters of 32 are 60 bits: more than can be guessed at 32 tries in fifteen minutes.
_GROUPS, _LENGTH = 3, 4
_known: dict[str, bool] = {}


def is_open() -> bool:
    """Nobody has an account, nothing was chosen yet, and it is no demo. Once closed it stays so for this process."""
    if not settings.FIRST_RUN or _known.get("closed"):
        return False
    if Choices.objects.exists() or User.objects.exists():
        _known["closed"] = True
        # Another process may have set the site up: its name and languages are read now, not some seconds later.
        chosen.forget()
        return False
    return True


def forget() -> None:
    """Look again the next time."""
    _known.clear()


def code_file() -> Path:
    return Path(settings.DATA) / "setup-code"


def current_code() -> str:
    """The code of this site, made where there is none; only the user the site runs as may read its file."""
    try:
        handle = os.open(code_file(), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        written = code_file().read_text(encoding="ascii").strip()
        if written:
            return written
        code_file().unlink()
        return current_code()
    code = "-".join("".join(secrets.choice(CODE_ALPHABET) for _ in range(_LENGTH)) for _ in range(_GROUPS))
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(code + "\n")
    return code


def is_code(text: str) -> bool:
    """Whether a person typed the code; case, spaces and hyphens do not matter."""
    return hmac.compare_digest(_plain(text).encode(), _plain(current_code()).encode())


def drop_code() -> None:
    """Remove the file; the code is worth nothing any more."""
    code_file().unlink(missing_ok=True)


def _plain(text: str) -> str:
    return "".join(text.upper().replace("-", "").split())
