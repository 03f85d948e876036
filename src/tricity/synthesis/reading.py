"""Records and organizations from JSON Lines; cities in the same files are passed over."""

import json
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeVar

from tricity.language import clean, parse_code
from tricity.synthesis.errors import BadRecord
from tricity.synthesis.reading_terms import terms_of
from tricity.synthesis.records import (
    Deployment,
    Horizon,
    Kind,
    Organization,
    Participant,
    Priority,
    Record,
    Status,
)

_KINDS: Final = frozenset(Kind)
_YEARS: Final = range(1800, 2201)
_LONGEST_LINE: Final = 4 << 20  # bytes
_Choice = TypeVar("_Choice", bound=StrEnum)


def read_files(paths: Iterable[Path | str]) -> tuple[list[Record], list[Organization]]:
    """Return the records and the organizations of JSON Lines files, each sorted by id.

    A line without `kind` that names a city is passed over, as is an international body: it belongs to no country whose
    cities it could support. Raises BadRecord, and OSError when a file cannot be read.
    """
    records: dict[str, Record] = {}
    organizations: dict[str, Organization] = {}
    for path in paths:
        for row in rows(path):
            if row.kind == "organization" and row.raw.get("type") == "international":
                continue
            if row.kind == "organization":
                found = _organization(row)
                row.require(found.id not in organizations, "id", f"{found.id!r} was read before")
                organizations[found.id] = found
            elif row.kind != "city":
                record = _record(row)
                row.require(record.id not in records, "id", f"{record.id!r} was read before")
                records[record.id] = record
    return [records[key] for key in sorted(records)], [organizations[key] for key in sorted(organizations)]


def read_records(paths: Iterable[Path | str]) -> list[Record]:
    """Return the initiatives, needs and solutions of the files, sorted by id. Raises BadRecord, OSError."""
    return read_files(paths)[0]


def read_organizations(paths: Iterable[Path | str]) -> list[Organization]:
    """Return the organizations of the files, sorted by id. Raises BadRecord, OSError."""
    return read_files(paths)[1]


class Row:
    """One line and where it stands, so that every problem can name its place."""

    def __init__(self, file: str, line: int, raw: Mapping[str, object]) -> None:
        self.file, self.line, self.raw = file, line, raw

    @property
    def kind(self) -> str:
        kind = self.raw.get("kind")
        if kind is None and "city_native" in self.raw and "title" not in self.raw:
            return "city"
        return kind if isinstance(kind, str) else ""

    def error(self, field: str, problem: str) -> BadRecord:
        return BadRecord(self.file, self.line, field, problem)

    def require(self, holds: bool, field: str, problem: str) -> None:
        if not holds:
            raise self.error(field, problem)

    def text(self, field: str, *, needed: bool = False) -> str:
        value = self.raw.get(field)
        self.require(value is None or isinstance(value, str), field, f"expected text, not {value!r:.60}")
        found = clean(value).strip() if isinstance(value, str) else ""
        self.require(bool(found) or not needed, field, "is missing or empty")
        return found

    def id(self) -> str:
        value = self.raw.get("id")
        self.require(isinstance(value, str | int) and not isinstance(value, bool), "id", "expected text")
        found = clean(str(value)).strip()
        self.require(bool(found), "id", "is empty")
        return found

    def country(self) -> str:
        found = self.text("country", needed=True).upper()
        valid = len(found) == 2 and found.isascii() and found.isalpha()
        self.require(valid, "country", f"expected two letters such as JP, not {found!r:.60}")
        return found

    def language(self) -> str:
        field = "lang" if self.raw.get("lang") is not None else "language"
        code = self.text(field)
        try:
            return parse_code(code) if code else ""
        except ValueError as error:
            raise self.error(field, str(error)) from error

    def choice(self, field: str, choices: type[_Choice]) -> _Choice | None:
        found = self.text(field)
        names = [each.value for each in choices]
        self.require(
            not found or found in names, field, f"expected one of {', '.join(names)}, not {found!r:.60}"
        )
        return choices(found) if found else None

    def year(self, field: str) -> int | None:
        value = self.raw.get(field)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or value not in _YEARS:
            raise self.error(field, f"expected a year, not {value!r:.60}")
        return value

    def objects(self, field: str) -> list["Row"]:
        value = self.raw.get(field)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise self.error(field, "expected a list of objects")
        return [Row(self.file, self.line, each) for each in value]


def rows(path: Path | str) -> Iterator[Row]:
    """Yield the lines of a JSON Lines file that are not empty. Raises BadRecord, OSError."""
    with Path(path).open("rb") as file:
        number = 0
        while line := file.readline(_LONGEST_LINE):
            number += 1
            if len(line) == _LONGEST_LINE:
                raise BadRecord(str(path), number, "", "line is longer than 4 MiB")
            line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
            if not line.strip():
                continue
            try:
                raw = json.loads(line.decode("utf-8"))
            except (ValueError, RecursionError) as error:
                raise BadRecord(str(path), number, "", f"not JSON in UTF-8: {error}") from error
            if not isinstance(raw, dict):
                raise BadRecord(str(path), number, "", "expected an object")
            yield Row(str(path), number, raw)


def _record(row: Row) -> Record:
    row.require(
        row.kind in _KINDS,
        "kind",
        f"expected initiative, need, solution or organization, not {row.kind!r:.60}",
    )
    return Record(
        id=row.id(),
        kind=Kind(row.kind),
        country=row.country(),
        title=row.text("title", needed=True),
        summary=row.text("summary"),
        language=row.language(),
        city=row.text("city") or row.text("city_native") or None,
        status=row.choice("status", Status),
        horizon=row.choice("horizon", Horizon),
        priority=row.choice("priority", Priority),
        start_year=row.year("start_year"),
        end_year=row.year("end_year"),
        organizations=tuple(_participant(each) for each in row.objects("organizations")),
        provider=_provider(row),
        deployments=tuple(_deployment(each) for each in row.objects("deployments")),
        terms=terms_of(row),
    )


def _participant(row: Row) -> Participant:
    return Participant(
        row.text("name", needed=True), row.text("role") or "partner", row.text("name_en") or None
    )


def _provider(row: Row) -> Participant | None:
    value = row.raw.get("provider")
    if value is None:
        return None
    row.require(isinstance(value, dict), "provider", "expected an object with a name")
    inner = Row(row.file, row.line, value if isinstance(value, dict) else {})
    return Participant(inner.text("name", needed=True), "provider", inner.text("name_en") or None)


def _deployment(row: Row) -> Deployment:
    return Deployment(row.text("city") or None, row.country(), row.year("year"))


def _organization(row: Row) -> Organization:
    return Organization(
        id=row.id(),
        country=row.country(),
        type=row.text("type") or "other",
        name=row.text("name", needed=True),
        role=row.text("role_summary"),
        language=row.language(),
        name_en=row.text("name_en") or None,
    )
