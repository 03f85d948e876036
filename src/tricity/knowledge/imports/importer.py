"""Who imports, and what that allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tricity.accounts.rules import is_curator
from tricity.directory.models import Organization
from tricity.directory.rules import memberships
from tricity.knowledge import rules
from tricity.knowledge.imports.fields import RowKind
from tricity.knowledge.models import Record
from tricity.knowledge.queries import EDITING_ROLES
from tricity.web.identity import PublicationState, Standing

OPERATORS_SOURCE = "file"


@dataclass(frozen=True, slots=True)
class Importer:
    """`by` is None for the command line, which is believed in what a file says of standing and review.

    With an `owner`, what is created belongs to that body and waits for it or for the curators.
    """

    source: str = OPERATORS_SOURCE
    by: Any = None
    owner: Organization | None = None
    state: PublicationState = PublicationState.PUBLISHED
    standing: Standing = Standing.COMPILED

    @property
    def is_trusted(self) -> bool:
        return self.by is None

    @property
    def is_editor(self) -> bool:
        return self.owner is not None


def for_body(user: Any, owner: Organization, *, submit: bool) -> Importer:
    """An editor's import: drafts, or handed to the curators at once."""
    state = PublicationState.SUBMITTED if submit else PublicationState.DRAFT
    return Importer(f"org-{owner.code}", user, owner, state, Standing.SUBMITTED)


def for_curator(user: Any, *, publish: bool, source: str = OPERATORS_SOURCE) -> Importer:
    state = PublicationState.PUBLISHED if publish else PublicationState.DRAFT
    return Importer(source or OPERATORS_SOURCE, user, None, state, Standing.COMPILED)


def may_import(user: Any) -> bool:
    """Curators, and editors of any body."""
    return is_curator(user) or any(role in EDITING_ROLES for role in memberships(user).values())


def may_change(importer: Importer, existing: Any) -> bool:
    """Whether an import may change the object at once; an editor's change of public words goes to the curators first."""
    if not importer.is_editor or not isinstance(existing, Record):
        return True
    return existing.publication_state in rules.OPEN_STATES and rules.may_edit(importer.by, existing)


def refusals(
    importer: Importer, kind: RowKind, country: str | None, source: str, existing: Any
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Why this person may not create or change this row: (code, field, values of the sentence)."""
    if importer.is_trusted:
        return
    if importer.is_editor:
        if not kind.is_record:
            yield "curators-only", "kind", {}
        if source != importer.source:
            yield "foreign-source", "source", {"source": importer.source}
        if isinstance(existing, Record) and existing.owner_id != importer.owner.pk:  # type: ignore[union-attr]
            yield "not-yours", "id", {}
        return
    countries = {country or ""} | ({existing.country_id or ""} if existing is not None else set())
    for code in sorted(countries):
        if not is_curator(importer.by, code):
            yield "not-your-country", "country", {"found": code or "–"}
