"""The desk of a person outside of a request of that person: for the page to print and for the e-mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tricity.accounts.desk import Reader
from tricity.translation.names import name_in
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class Body:
    """An organization the person acts for."""

    pk: int
    code: str
    name: LocalizedText


def bodies_of(user: Any, language: str) -> list[Body]:
    """The person's organizations, in the order of joining them; one query."""
    rows = user.memberships.select_related("organization").order_by("pk")
    return [
        Body(each.organization_id, each.organization.code, name_in(each.organization.names, language))
        for each in rows
    ]


def reader_for(user: Any, language: str, bodies: Sequence[Body], body: Body | None = None) -> Reader:
    return Reader(user, language, body.pk if body else None, {each.pk: each.code for each in bodies})
