"""Pure predicates: who writes statements; `user` may be anonymous."""

from __future__ import annotations

from typing import Any

from tricity.accounts.rules import is_curator
from tricity.directory.models import Country, Organization
from tricity.directory.rules import edits_for, may_edit_organization
from tricity.directory.statements.models import CardEntry, Service, Statement

Owner = Organization | Country


def owner_of(row: Statement) -> Owner:
    """Whose statement it is: a body's, or a country's."""
    if isinstance(row, Service):
        return row.organization
    assert isinstance(row, CardEntry)
    return row.country


def may_write_for(user: Any, owner: Owner) -> bool:
    """A body's editors and the curators of its country; of a country's card its curators alone."""
    if isinstance(owner, Organization):
        return may_edit_organization(user, owner)
    return is_curator(user, owner.code)


def may_edit(user: Any, row: Statement) -> bool:
    return may_write_for(user, owner_of(row))


def speaks_for(user: Any, owner: Owner) -> bool:
    """Whether what the person saves is said by those it is about: a body's own editors, a country's curators."""
    if isinstance(owner, Organization):
        return edits_for(user, owner)
    return is_curator(user, owner.code)


def may_read(user: Any, row: Statement) -> bool:
    return row.is_public or may_edit(user, row)
