"""Reading records: who sees which, lists by title, related records, what waits for curators."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from tricity.accounts.models import RoleGrant
from tricity.accounts.rules import grants, is_operator
from tricity.directory.models import Membership
from tricity.directory.rules import memberships
from tricity.knowledge.models import Record
from tricity.web.identity import PublicationState

EDITING_ROLES = (Membership.Role.EDITOR, Membership.Role.ADMINISTRATOR)


def public_records() -> QuerySet[Record]:
    """What everybody may read."""
    return Record.objects.filter(publication_state=PublicationState.PUBLISHED, deleted_at=None)


def visible_records(user: Any) -> QuerySet[Record]:
    """What `user` may read: the public, drafts of the bodies edited for, all of the countries curated."""
    return Record.objects.filter(visible_to(user), deleted_at=None)


def visible_to(user: Any) -> Q:
    """The condition behind `visible_records`, without the one on deletion."""
    public = Q(publication_state=PublicationState.PUBLISHED)
    countries = curated_countries(user)
    if countries is None:
        return Q()
    return public | Q(owner__in=edited_bodies(user)) | Q(country__in=countries)


def curated_countries(user: Any) -> list[str] | None:
    """Codes of the countries the person reviews for; None means all of them."""
    held = [country for role, country in grants(user) if role == RoleGrant.Role.CURATOR]
    return None if is_operator(user) or "" in held else sorted(held)


def edited_bodies(user: Any) -> list[int]:
    """Ids of the organizations the person edits for."""
    return sorted(pk for pk, role in memberships(user).items() if role in EDITING_ROLES)
