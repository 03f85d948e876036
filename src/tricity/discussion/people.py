"""A person as others see them: never by user name, never by address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tricity.language import romanize


@dataclass(frozen=True, slots=True)
class PersonView:
    """A name as its bearer writes it, and in Latin letters where the reader's language is another.

    `code` is that of the person, for pages that lead to them.
    """

    name: str
    language: str
    romanized: str
    code: str = ""


def person_view(person: Any, language: str) -> PersonView | None:
    """The name a person goes by; None rather than a user name, which may be an address."""
    if person is None:
        return None
    if person.erased_at is not None:
        return PersonView(person.display_name, "", "", "")
    name = person.native_name or person.romanized_name
    if not name or "@" in name:
        return None
    if not person.native_name or person.native_language in ("", language):
        return PersonView(name, person.native_language, "", person.code)
    romanized = person.romanized_name or romanize(name, person.native_language)
    return PersonView(name, person.native_language, romanized, person.code)
