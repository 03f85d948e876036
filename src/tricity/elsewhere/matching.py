"""Who of a list is who of the registered: by e-mail address, then by exactly the same name and organization.

PURE but for the rows it is given. Nothing is guessed beyond that: the same name alone is a question to the organizer, and an
address says nothing of a country.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from tricity.elsewhere.reading import Presence
from tricity.language import fold
from tricity.participation.models import Registration

_MARKS: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of a list with all their stays; `index` is the place in the list, from 0."""

    index: int
    names: tuple[str, ...]
    email: str
    organization: str
    stays: tuple[Presence, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """`by_email` and `by_name` are certain; of `open` it must be chosen among the candidates; the rest nobody knows."""

    by_email: Mapping[int, Registration] = field(default_factory=dict)
    by_name: Mapping[int, Registration] = field(default_factory=dict)
    open: Mapping[int, tuple[Registration, ...]] = field(default_factory=dict)

    @property
    def certain(self) -> dict[int, Registration]:
        return {**self.by_email, **self.by_name}


def people(stays: Iterable[Presence]) -> list[Person]:
    """One for each address, or for each name and organization where there is no address; in the order of the file."""
    grouped: dict[tuple[str, ...], list[Presence]] = {}
    for stay in stays:
        key = (stay.email,) if stay.email else ("", squeezed(stay.names[0]), squeezed(stay.organization))
        grouped.setdefault(key, []).append(stay)
    return [
        Person(
            index,
            tuple(dict.fromkeys(name for stay in each for name in stay.names)),
            each[0].email,
            next((stay.organization for stay in each if stay.organization), ""),
            tuple(each),
        )
        for index, each in enumerate(grouped.values())
    ]


def match(persons: Sequence[Person], registrations: Sequence[Registration]) -> Found:
    """What is certain and what is not."""
    addresses: dict[str, list[Registration]] = {}
    names: dict[str, list[Registration]] = {}
    for row in registrations:
        for address in {row.email.lower(), row.user.email.lower() if row.user and row.user.email else ""} - {
            ""
        }:
            addresses.setdefault(address, []).append(row)
        for name in _names(row) | _joined(row):
            names.setdefault(name, []).append(row)
    by_email: dict[int, Registration] = {}
    by_name: dict[int, Registration] = {}
    unclear: dict[int, tuple[Registration, ...]] = {}
    for person in persons:
        written = addresses.get(person.email, [])
        candidates = written or _called(person, names)
        exact = [row for row in candidates if is_same(person, row) or (written and _is_called(person, row))]
        if len(written) == 1:
            by_email[person.index] = written[0]
        elif len(exact) == 1:
            by_name[person.index] = exact[0]
        elif candidates:
            unclear[person.index] = tuple(exact or candidates)
    return Found(by_email, by_name, unclear)


def is_same(person: Person, row: Registration) -> bool:
    """Whether name and organization are the same: in two columns, or both in the name (수원시 김하늘, 山田花子（横浜市）)."""
    if person.organization:
        return squeezed(person.organization) in _bodies(row) and _is_called(person, row)
    return bool(_joined(row) & _written(person))


def squeezed(text: str) -> str:
    """As it is compared: folded, without spaces and marks."""
    return _MARKS.sub("", fold(text))


def _called(person: Person, names: Mapping[str, list[Registration]]) -> list[Registration]:
    """Those of the same name, each once."""
    return list({row.pk: row for name in person.names for row in names.get(squeezed(name), [])}.values())


def _is_called(person: Person, row: Registration) -> bool:
    return bool(_names(row) & _written(person))


def _written(person: Person) -> set[str]:
    return {squeezed(name) for name in person.names}


def _names(row: Registration) -> set[str]:
    return {squeezed(row.name), squeezed(row.romanized_name)} - {""}


def _bodies(row: Registration) -> set[str]:
    names = list(row.organization.names.values()) if row.organization else []
    return {squeezed(each) for each in (row.organization_named, *names)} - {""}


def _joined(row: Registration) -> set[str]:
    """Name and organization in one, as people call themselves on platforms."""
    return {mixed for name in _names(row) for body in _bodies(row) for mixed in (name + body, body + name)}
