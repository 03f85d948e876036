"""Who may find what: the audiences a person belongs to, and the second look at the objects themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from tricity.accounts.models import RoleGrant
from tricity.accounts.rules import grants, is_operator
from tricity.web.identity import PublicationState, Published

PUBLIC = "public"
# Every document is for this audience as well: operators, and curators who serve all countries (a secretariat).
EVERY = "every"
_EDITING = ("editor", "administrator")


def audiences(user: Any) -> list[str]:
    """Audiences of the index that the person belongs to; at most two queries, none for a visitor."""
    if user is None or not user.is_authenticated:
        return [PUBLIC]
    curated = {country for role, country in grants(user) if role == RoleGrant.Role.CURATOR}
    if is_operator(user) or "" in curated:
        return [EVERY]
    return [
        PUBLIC,
        *(f"org:{code}" for code in _bodies(user)),
        *(f"country:{code}" for code in sorted(curated)),
    ]


def _bodies(user: Any) -> list[str]:
    """Codes of the organizations the person edits for; `directory` gives people their memberships."""
    if not hasattr(user, "_edited_codes"):
        held = user.memberships.filter(role__in=_EDITING).order_by("pk")
        user._edited_codes = list(held.values_list("organization__code", flat=True))
    codes: list[str] = user._edited_codes
    return codes


def readable(model: type[Model], ids: Iterable[int], user: Any) -> set[int]:
    """Those of these rows the person may read now, whatever the index remembers; one query.

    Objects that pass no review (cities, say) are left to what presents them, and cost none.
    """
    wanted = set(ids)
    if not issubclass(model, Published) or not wanted:
        return wanted
    mine = set(audiences(user))
    columns = ["pk", "publication_state", "owner__code", *_country_columns(model)]
    rows = model._base_manager.filter(pk__in=wanted, deleted_at=None).values_list(*columns)
    return {
        pk
        for pk, state, owner, *countries in rows
        if state == PublicationState.PUBLISHED or EVERY in mine or _is_for(mine, owner, countries)
    }


def _country_columns(model: type[Model]) -> list[str]:
    """A model says of which country its objects are in `country`, or of which several in `countries`."""
    names = {field.name for field in model._meta.concrete_fields}
    return [
        column for name, column in (("country", "country_id"), ("countries", "countries")) if name in names
    ]


def _is_for(mine: set[str], owner: str | None, countries: list[str | list[str]]) -> bool:
    codes = [code for each in countries for code in (each if isinstance(each, list) else [each])]
    return f"org:{owner}" in mine or any(f"country:{code}" in mine for code in codes)
