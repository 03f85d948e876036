"""Pure predicates: who may read, write, review and claim a record; `user` may be anonymous."""

from __future__ import annotations

from typing import Any

from tricity.accounts.rules import is_operator
from tricity.directory.models import Membership, Organization
from tricity.directory.rules import edits_for, memberships
from tricity.knowledge.models import Claim, Kind, Participation, Record, ReviewingBody
from tricity.knowledge.publication.reviewers import is_overdue, national_reviews, reviews_for, stands_in
from tricity.web.identity import PublicationState

OPEN_STATES = (PublicationState.DRAFT, PublicationState.RETURNED)


def may_read(user: Any, record: Record) -> bool:
    """The public reads what is published; editors of the owner and curators of the country read the rest."""
    if record.deleted_at is not None:
        return False
    return record.is_public or may_review(user, record) or edits_for(user, record.owner)


def may_review(user: Any, record: Record) -> bool:
    """Reviewers of the record's country publish, return and archive it; a secretariat those of all."""
    return record.deleted_at is None and reviews_for(user, record.country_id)


def may_publish(user: Any, record: Record) -> bool:
    """A secretariat leaves it to the reviewing bodies of a country until the operator's period is over."""
    return may_review(user, record) and (not stands_in(user, record) or is_overdue(record))


def may_approve(user: Any, record: Record) -> bool:
    """Only the country's own reviewers take the mark “not yet reviewed” away."""
    return (
        record.is_public
        and record.unreviewed_since is not None
        and record.country_id in national_reviews(user)
    )


def may_see_versions(user: Any, record: Record) -> bool:
    """Editors of the owner and reviewers of the country, while the record waits as well."""
    return record.deleted_at is None and (may_review(user, record) or edits_for(user, record.owner))


def may_appoint(user: Any, body: ReviewingBody) -> bool:
    """Administrators of the body, and operators."""
    role = memberships(user).get(body.organization_id)
    return is_operator(user) or role == Membership.Role.ADMINISTRATOR


def may_edit(user: Any, record: Record) -> bool:
    """Curators always; editors of the owner, but not what waits for a curator or was withdrawn."""
    if may_review(user, record):
        return True
    waiting = (PublicationState.SUBMITTED, PublicationState.ARCHIVED)
    return (
        record.deleted_at is None
        and record.publication_state not in waiting
        and edits_for(user, record.owner)
    )


def may_submit(user: Any, record: Record) -> bool:
    return (
        record.deleted_at is None
        and record.publication_state in OPEN_STATES
        and (may_review(user, record) or edits_for(user, record.owner))
    )


def may_reconfirm(user: Any, record: Record) -> bool:
    """The owner's editors, and reviewers, say that a public need still stands."""
    return record.is_public and record.kind == Kind.NEED and may_see_versions(user, record)


def may_delete(user: Any, record: Record) -> bool:
    """Operators only: everybody else archives."""
    return is_operator(user)


def is_named_in(body: Organization, record: Record) -> bool:
    """Whether a record says something of the body: it administers the city, owns the record or takes part."""
    if body.deleted_at is not None:
        return False
    if body.pk == record.owner_id or (record.city_id is not None and body.city_id == record.city_id):
        return True
    return Participation.objects.filter(record=record, organization=body).exists()


def may_claim(user: Any, record: Record, body: Organization) -> bool:
    """Editors of a body may confirm, correct or withdraw what a public record says of it."""
    return record.is_public and edits_for(user, body) and is_named_in(body, record)


def may_decide(user: Any, claim: Claim) -> bool:
    return claim.record.deleted_at is None and reviews_for(user, claim.record.country_id)
