"""Lists in pieces: a cursor names the last row seen, so that what is added meanwhile shifts nothing."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from tricity.api.problems import FieldError, Problem

PAGE, MOST = 25, 100
BY_AGE, BY_CHANGE = "created", "updated"


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows of one answer; `cursor` leads to the next, empty at the end."""

    rows: Sequence[Any]
    cursor: str


def encode(kind: str, *values: object) -> str:
    """Values as text nobody needs to read: URL-safe base64 without padding."""
    text = "|".join([kind, *map(str, values)])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode(cursor: str, kind: str, count: int) -> list[str]:
    """The values of a cursor of this kind. Raises Problem."""
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), b"-_", validate=True).decode()
    except (binascii.Error, ValueError):
        raise invalid_cursor() from None
    found, *values = text.split("|")
    if found != kind or len(values) != count:
        raise invalid_cursor()
    return values


def invalid_cursor() -> Problem:
    message = _("This cursor is not one of this list. Begin without a cursor.")
    return Problem(422, "invalid", message, [FieldError("invalid-cursor", message, parameter="cursor")])


def newest_first(rows: QuerySet[Any], cursor: str, limit: int) -> Piece:
    """By row id, the newest first: what is added later comes before the first piece."""
    if cursor:
        rows = rows.filter(pk__lt=_row_id(decode(cursor, BY_AGE, 1)[0]))
    return _cut(list(rows.order_by("-pk")[: limit + 1]), limit, lambda row: encode(BY_AGE, row.pk))


def by_change(rows: QuerySet[Any], cursor: str, limit: int) -> Piece:
    """By the time of the last change, the oldest first: who follows to the end has seen every change."""
    if cursor:
        moment, pk = decode(cursor, BY_CHANGE, 2)
        after, last = _moment(moment), _row_id(pk)
        rows = rows.filter(Q(updated_at__gt=after) | Q(updated_at=after, pk__gt=last))
    found = list(rows.order_by("updated_at", "pk")[: limit + 1])
    return _cut(found, limit, lambda row: encode(BY_CHANGE, row.updated_at.isoformat(), row.pk))


def _cut(rows: list[Any], limit: int, cursor_of: Callable[[Any], str]) -> Piece:
    return Piece(rows[:limit], cursor_of(rows[limit - 1]) if len(rows) > limit else "")


def _row_id(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise invalid_cursor()
    return int(text)


def _moment(text: str) -> dt.datetime:
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or not 1970 <= moment.year < 2200:
        raise invalid_cursor()
    return moment


def page(request: HttpRequest, items: Sequence[Any], cursor: str) -> dict[str, Any]:
    """The answer of a list: its items, and where the next ones are."""
    following = None
    if cursor:
        parameters = request.GET.copy()
        parameters["cursor"] = cursor
        following = request.build_absolute_uri(f"{request.path}?{parameters.urlencode()}")
    return {"items": list(items), "next": following, "next_cursor": cursor or None}
