"""Pure predicates: who decides about candidates, who writes to whom; `user` may be anonymous."""

from __future__ import annotations

from typing import Any

from tricity.accounts.rules import is_curator, is_organizer
from tricity.cooperation.models import Idea, Interest, Opportunity, TopicProposal
from tricity.directory.models import Organization
from tricity.directory.rules import acts_for, edits_for, memberships
from tricity.knowledge.models import Record
from tricity.knowledge.publication.reviewers import reviews_for
from tricity.terms.rules import may_restructure
from tricity.web.identity import PublicationState


def may_review(user: Any, opportunity: Opportunity) -> bool:
    """Curators of any of its countries, a secretariat and operators publish and withdraw."""
    return any(is_curator(user, country) for country in opportunity.countries)


def may_read(user: Any, opportunity: Opportunity) -> bool:
    """Everybody what is published; curators of its countries the rest."""
    if opportunity.deleted_at is not None:
        return False
    return opportunity.is_public or may_review(user, opportunity)


def may_plan(user: Any) -> bool:
    """Curators and organizers weigh candidates against each other, each those they may read."""
    return is_curator(user) or is_organizer(user)


def decides_on_topics(user: Any) -> bool:
    """Those who decide how topics stand to each other: curators of any country, and operators."""
    return may_restructure(user)


def may_read_topic(user: Any, topic: TopicProposal) -> bool:
    """What analysis found is no statement of anybody: it is shown to those who decide on it alone, also afterwards."""
    return bool(topic.pk) and decides_on_topics(user)


def may_express(user: Any, body: Organization) -> bool:
    """Any member may say for the body that it is interested."""
    return body.deleted_at is None and body.pk in memberships(user)


def is_subject_of(body: Organization, record: Record) -> bool:
    """The record is the body's own: it owns it, administers its city or provides what it describes."""
    if body.pk == record.owner_id or (record.city_id is not None and body.city_id == record.city_id):
        return True
    return any(
        each.organization_id == body.pk and each.role in ("lead", "provider")
        for each in record.participations.all()
    )


def curates(user: Any, interest: Interest) -> bool:
    """Curators of the country of either side; of a candidate, of any of its countries."""
    countries = [interest.organization.country_id]
    countries += [interest.record.country_id] if interest.record else []
    countries += interest.opportunity.countries if interest.opportunity else []
    return any(is_curator(user, country or "") for country in countries)


def may_judge_idea(user: Any, idea: Idea) -> bool:
    """Reviewers of the owner's country; a secretariat all, and alone those of international bodies."""
    return idea.deleted_at is None and reviews_for(user, idea.country_id or "")


def writes_idea(user: Any, idea: Idea) -> bool:
    """Who proposed it, while they act for its owner, and the owner's editors."""
    if not user.is_authenticated or idea.deleted_at is not None:
        return False
    own = idea.by_id == user.pk and acts_for(user, idea.owner)
    return own or edits_for(user, idea.owner)


def may_read_idea(user: Any, idea: Idea) -> bool:
    if idea.deleted_at is not None:
        return False
    return idea.is_public or writes_idea(user, idea) or may_judge_idea(user, idea)


def may_edit_idea(user: Any, idea: Idea) -> bool:
    """Its writers unless it waits for a curator or was withdrawn; reviewers always."""
    waiting = (PublicationState.SUBMITTED, PublicationState.ARCHIVED)
    own = writes_idea(user, idea) and idea.publication_state not in waiting
    return own or may_judge_idea(user, idea)


def may_submit_idea(user: Any, idea: Idea) -> bool:
    return writes_idea(user, idea) and idea.publication_state in (
        PublicationState.DRAFT,
        PublicationState.RETURNED,
    )


def may_withdraw_idea(user: Any, idea: Idea) -> bool:
    """Its writers at any time, reviewers what is public."""
    if idea.publication_state == PublicationState.ARCHIVED:
        return False
    return writes_idea(user, idea) or (idea.is_public and may_judge_idea(user, idea))


def may_join(user: Any, idea: Idea, body: Organization) -> bool:
    """Any member says so for their body; the owner has said so by proposing it."""
    return idea.is_public and body.pk != idea.owner_id and may_express(user, body)


def may_take_on(user: Any, idea: Idea) -> bool:
    """Its writers, and reviewers of its country, once it is public."""
    return idea.is_public and (writes_idea(user, idea) or may_judge_idea(user, idea))
