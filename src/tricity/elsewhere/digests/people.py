"""The people of a list beside the registered: who was found, and of whom it must be chosen who it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from tricity.directory.names import organization_name
from tricity.elsewhere.choosing import FIELD, carried, choices_of, page_asked
from tricity.elsewhere.matching import Person
from tricity.elsewhere.preparing import Attendance, Prepared, attendance_of
from tricity.members.models import shortened, written
from tricity.participation.models import Registration
from tricity.web.text import LocalizedText

MOST_OPEN: Final = 300  # on one page


@dataclass(frozen=True, slots=True)
class OpenPerson:
    """Somebody of the list of whom it must be chosen who it is; `options` are code and name, `chosen` a code or empty."""

    field: str
    name: LocalizedText
    organization: LocalizedText
    options: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class OpenPeople:
    """One page of them; `total` are on all pages, `unseen` on pages nobody has opened yet. `carried` is what was chosen on
    the others, as the form takes it.
    """

    rows: tuple[OpenPerson, ...] = ()
    total: int = 0
    number: int = 1
    pages: int = 1
    unseen: int = 0
    carried: str = ""

    @property
    def previous(self) -> int:
        return self.number - 1

    @property
    def following(self) -> int:
        return self.number + 1 if self.number < self.pages else 0


def people_view(prepared: Prepared, data: Mapping[str, Any] | None, language: str) -> dict[str, Any]:
    """What a preview shows of a list."""
    attendance = attendance_of(prepared)
    found = attendance.found
    return {
        "people": len(attendance.persons),
        "by_email": len(found.by_email),
        "by_name": len(found.by_name),
        "open": _open(attendance, data, language),
        "strangers": len(attendance.persons) - len(found.certain) - len(found.open),
    }


def matched_of(prepared: Prepared, data: Mapping[str, Any]) -> tuple[Attendance, dict[int, Registration]]:
    """The people of the list, and who they are with what was chosen in the preview."""
    attendance = attendance_of(prepared)
    return attendance, attendance.matched(choices_of(data))


def _open(attendance: Attendance, data: Mapping[str, Any] | None, language: str) -> OpenPeople:
    unclear = attendance.found.open
    pages = max(1, -(-len(unclear) // MOST_OPEN))
    number = min(page_asked(data), pages)
    shown = list(unclear)[(number - 1) * MOST_OPEN : number * MOST_OPEN]
    choices = {index: code for index, code in choices_of(data).items() if index in unclear}
    persons = {each.index: each for each in attendance.persons}
    return OpenPeople(
        rows=tuple(_row(persons[index], unclear[index], choices.get(index), language) for index in shown),
        total=len(unclear),
        number=number,
        pages=pages,
        unseen=len(unclear.keys() - choices.keys() - set(shown)),
        carried=carried(choices, but=shown),
    )


def _row(person: Person, options: tuple[Registration, ...], chosen: str | None, language: str) -> OpenPerson:
    sole = options[0].code if len(options) == 1 else ""
    return OpenPerson(
        field=f"{FIELD}{person.index}",
        name=shortened(written(person.names[0] if person.names else person.email, language)),
        organization=shortened(written(person.organization, language)),
        options=tuple((each.code, _named(each, language)) for each in options),
        chosen=sole if chosen is None else chosen,
    )


def _named(row: Registration, language: str) -> str:
    body = str(organization_name(row.organization, language)) if row.organization else row.organization_named
    return _("%(name)s, %(organization)s") % {"name": row.name, "organization": body} if body else row.name
