"""Secrets that open something once: made here, shown once, kept as a digest, typed from paper without mistakes."""

from __future__ import annotations

import hashlib
import secrets
from typing import Final

from tricity.language import fold
from tricity.web.identity import CODE_ALPHABET

GROUP: Final = 4
# 20 letters of 32 are 100 bits, 16 are 80: more than anybody tries, even with the digests in hand.
LETTERS_OF_A_LINK: Final = 20
LETTERS_OF_A_CODE: Final = 16
LONGEST: Final = 100


def new_secret(letters: int = LETTERS_OF_A_CODE) -> str:
    """Groups of four: `K7QX-2M9R-…`; without I, O, 0 and 1."""
    drawn = "".join(secrets.choice(CODE_ALPHABET) for _ in range(letters))
    return "-".join(drawn[start : start + GROUP] for start in range(0, letters, GROUP))


def digest_of(secret: str) -> str:
    """SHA-256 (hexadecimal) of the letters alone: case, width, hyphens and spaces do not matter."""
    letters = (each for each in fold(secret[:LONGEST]).upper() if each in CODE_ALPHABET)
    return hashlib.sha256("".join(letters).encode()).hexdigest()
