"""A body's services from a file: CSV or JSON Lines with the columns of the download; all of it or nothing."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tricity.directory.errors import ChangedMeanwhile
from tricity.directory.models import Organization
from tricity.directory.statements import actions, queries
from tricity.directory.statements.forms import ServiceForm
from tricity.directory.statements.models import Service
from tricity.directory.statements.values import fields_of
from tricity.language import UnknownLanguage, parse_code

MOST_BYTES, MOST_ROWS = 1_000_000, 500


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one place; `field` is empty where it is the whole line, `line` 0 where it is the file."""

    line: int
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of a file: nothing was written where there are problems."""

    made: int
    changed: int
    problems: tuple[Problem, ...]


class Unreadable(ValueError):
    """The file is no such file; the message may be shown, `line` says where."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


def load_services(content: bytes, body: Organization, *, by: Any) -> Loaded:
    """New services as drafts; a row with the `code` and `version` of one of the body's changes that one."""
    try:
        rows = list(_rows(content))
    except Unreadable as error:
        return Loaded(0, 0, (Problem(error.line, "", str(error)),))
    known = {row.code: row for row in queries.services().filter(organization=body)}
    forms = [(line, row, _form(row, body, known.get(row.get("code", "")))) for line, row in rows]
    problems = [problem for line, row, form in forms for problem in _problems(line, row, form, known)]
    if problems:
        return Loaded(0, 0, tuple(problems))
    return _write(forms, body, by)


@transaction.atomic
def _write(forms: list[tuple[int, dict[str, str], ServiceForm]], body: Organization, by: Any) -> Loaded:
    made = 0
    for line, _row, form in forms:
        if form.row is None:
            actions.write(body, form.plain_values(), by=by)
            made += 1
            continue
        try:
            actions.change(form.row, form.plain_values(), by=by, seen=form.cleaned_data["version"])
        except ChangedMeanwhile:
            transaction.set_rollback(True)
            message = _("It was changed after this file was made. Download it anew and repeat your changes.")
            return Loaded(0, 0, (Problem(line, "version", message),))
    return Loaded(made, len(forms) - made, ())


def _form(row: dict[str, str], body: Organization, known: Service | None) -> ServiceForm:
    given = {
        **row,
        "language": _language(row.get("language", "")),
        "version": row.get("version") or "0",
    }
    return ServiceForm(given, owner=body, row=known, speaks=False)


def _language(tag: str) -> str:
    """Our code; empty for what is no language of ours, which the form then misses."""
    try:
        return parse_code(tag)
    except UnknownLanguage:
        return ""


def _problems(
    line: int, row: dict[str, str], form: ServiceForm, known: dict[str, Service]
) -> Iterator[Problem]:
    code = row.get("code", "")
    if code and code not in known:
        yield Problem(
            line, "code", _("The body has no service with this code. Leave it empty for a new one.")
        )
    for name, errors in form.errors.items():
        for error in errors:
            yield Problem(line, name if name in fields_of(Service) else "", str(error))


def _rows(content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    """(line, column → text). Raises Unreadable."""
    if len(content) > MOST_BYTES:
        raise Unreadable(_("The file is too large: at most %(size)d kB.") % {"size": MOST_BYTES // 1000})
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(_("The file is not UTF-8. Save it as “CSV UTF-8” and try again.")) from None
    if not text.strip():
        raise Unreadable(_("The file has no rows."))
    rows = _objects(text) if text.lstrip().startswith("{") else _table(text)
    number = 0
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise Unreadable(_("The file has too many rows: at most %(rows)d.") % {"rows": MOST_ROWS})
        yield row
    if not number:
        raise Unreadable(_("The file has no rows."))


def _objects(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    for line, part in enumerate(text.split("\n"), start=1):
        if not part.strip():
            continue
        try:
            row = json.loads(part)
        except (ValueError, RecursionError):
            row = None
        if not isinstance(row, dict) or any(isinstance(value, (dict, list)) for value in row.values()):
            raise Unreadable(_("This line is not a JSON object of texts."), line)
        yield line, {str(name): "" if value is None else str(value) for name, value in row.items()}


def _table(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(text, newline=""), restval="")
    if not {"title", "kind"} <= set(reader.fieldnames or ()):
        raise Unreadable(_("The first line must name the columns, as in the file one can download here."), 1)
    try:
        for row in reader:
            yield (
                reader.line_num,
                {name: _bare(value) for name, value in row.items() if isinstance(name, str)},
            )
    except csv.Error:
        raise Unreadable(_("This line cannot be read as CSV."), reader.line_num) from None


def _bare(cell: str) -> str:
    """Without the apostrophe that keeps spreadsheets from taking a text for a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in "=+-@\t\r" and len(cell) > 1 else cell
