"""Ideas: written, submitted, published or returned, joined, taken on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from tricity.activity.actions import record
from tricity.cooperation import rules
from tricity.cooperation.errors import ChangedMeanwhile, NoOrganization, TooFewCountries, WrongState
from tricity.cooperation.ideas.notices import tell_writers
from tricity.cooperation.models import Idea, IdeaSupport, Opportunity
from tricity.cooperation.queries.ideas import joined_countries
from tricity.directory.models import Organization
from tricity.knowledge.models import Record
from tricity.search.actions import touch
from tricity.terms.models import Concept
from tricity.web.errors import Refused
from tricity.web.identity import PublicationState

State = PublicationState


@dataclass(frozen=True, slots=True)
class IdeaWords:
    """What somebody writes of an idea, in `language` (our code); `countries` are codes."""

    kind: str
    title: str
    summary: str
    partners: str
    language: str
    horizon: str
    countries: Sequence[str]
    topics: Sequence[Concept]
    records: Sequence[Record]
    opportunities: Sequence[Opportunity]


@transaction.atomic
def write_idea(words: IdeaWords, *, by: Any, owner: Organization) -> Idea:
    """Begin an idea for an organization, as a draft. Raises NoOrganization."""
    if not rules.may_express(by, owner):
        raise NoOrganization
    idea = Idea(owner=owner, country_id=owner.country_id, by=by)
    _store(idea, words)
    record("idea.written", idea, by=by)
    touch(idea)
    return idea


@transaction.atomic
def change_idea(idea: Idea, words: IdeaWords, *, by: Any, version: int) -> Idea:
    """Give it other words. A public idea that its writers change waits for a curator again.

    `version` is the one the person saw. Raises Refused, ChangedMeanwhile.
    """
    idea = _locked(idea)
    if not rules.may_edit_idea(by, idea):
        raise _not_allowed()
    if idea.version != version:
        raise ChangedMeanwhile
    if idea.is_public and not rules.may_judge_idea(by, idea):
        idea.publication_state, idea.submitted_at = State.SUBMITTED, timezone.now()
    idea.version += 1
    _store(idea, words)
    record("idea.changed", idea, by=by, version=idea.version)
    touch(idea)
    return idea


@transaction.atomic
def submit_idea(idea: Idea, *, by: Any) -> Idea:
    """Ask the curators of the owner's country to publish it. Raises WrongState, Refused."""
    idea = _in_state(idea, State.DRAFT, State.RETURNED)
    if not rules.may_submit_idea(by, idea):
        raise _not_allowed()
    idea.submitted_at = timezone.now()
    return _move(idea, State.SUBMITTED, "idea.submitted", by=by)


@transaction.atomic
def publish_idea(idea: Idea, *, by: Any) -> Idea:
    """Show it to everybody. Raises WrongState, Refused."""
    idea = _in_state(idea, State.SUBMITTED, State.ARCHIVED)
    if not rules.may_judge_idea(by, idea):
        raise _not_allowed()
    idea.published_at = idea.published_at or timezone.now()
    idea.review_note = idea.review_note_language = ""
    idea = _move(idea, State.PUBLISHED, "idea.published", by=by)
    tell_writers(idea, "idea.published", by=by)
    return idea


@transaction.atomic
def return_idea(idea: Idea, *, by: Any, text: str, language: str) -> Idea:
    """Give it back to its writers with what is to be changed. Raises WrongState, Refused."""
    idea = _in_state(idea, State.SUBMITTED)
    if not rules.may_judge_idea(by, idea):
        raise _not_allowed()
    idea.review_note, idea.review_note_language = text, language
    idea = _move(idea, State.RETURNED, "idea.returned", by=by)
    tell_writers(idea, "idea.returned", by=by)
    return idea


@transaction.atomic
def withdraw_idea(idea: Idea, *, by: Any) -> Idea:
    """Take it from the public; a curator may publish it again. Raises WrongState, Refused."""
    idea = _in_state(idea, State.DRAFT, State.SUBMITTED, State.RETURNED, State.PUBLISHED)
    if not rules.may_withdraw_idea(by, idea):
        raise _not_allowed()
    return _move(idea, State.ARCHIVED, "idea.withdrawn", by=by)


@transaction.atomic
def join_idea(idea: Idea, *, organization: Organization, by: Any, text: str, language: str) -> IdeaSupport:
    """Say for an organization that it would join; said again, only the words change. Raises NoOrganization."""
    idea = _locked(idea)
    if not rules.may_join(by, idea, organization):
        raise NoOrganization
    row, made = IdeaSupport.objects.update_or_create(
        idea=idea, organization=organization, defaults={"by": by, "text": text, "language": language}
    )
    if made:
        record("idea.supported", idea, by=by, organization=organization.code)
        tell_writers(idea, "idea.joined", by=by)
    return row


@transaction.atomic
def leave_idea(idea: Idea, *, organization: Organization, by: Any) -> None:
    """Take that back. Raises NoOrganization; WrongState once it is taken on."""
    idea = _locked(idea)
    if not rules.may_express(by, organization):
        raise NoOrganization
    if idea.stage != Idea.Stage.OPEN:
        raise WrongState
    deleted, _rows = IdeaSupport.objects.filter(idea=idea, organization=organization).delete()
    if deleted:
        record("idea.support-withdrawn", idea, by=by, organization=organization.code)


@transaction.atomic
def take_on(idea: Idea, *, by: Any) -> Idea:
    """Note that the bodies behind an idea carry it on together. Raises Refused, WrongState, TooFewCountries."""
    idea = _in_state(idea, State.PUBLISHED)
    if not rules.may_take_on(by, idea):
        raise _not_allowed()
    if idea.stage != Idea.Stage.OPEN:
        raise WrongState
    countries = joined_countries(idea)
    if len(countries) < 2:
        raise TooFewCountries
    idea.stage, idea.taken_on_at = Idea.Stage.TAKEN_ON, timezone.now()
    return _move(idea, State.PUBLISHED, "idea.taken-on", by=by, countries=sorted(countries))


@transaction.atomic
def reopen(idea: Idea, *, by: Any) -> Idea:
    """Look for partners again. Raises Refused, WrongState."""
    idea = _in_state(idea, State.PUBLISHED)
    if not rules.may_take_on(by, idea):
        raise _not_allowed()
    if idea.stage != Idea.Stage.TAKEN_ON:
        raise WrongState
    idea.stage, idea.taken_on_at = Idea.Stage.OPEN, None
    return _move(idea, State.PUBLISHED, "idea.reopened", by=by)


def _locked(idea: Idea) -> Idea:
    return Idea.objects.select_for_update(of=("self",)).select_related("owner").get(pk=idea.pk)


def _in_state(idea: Idea, *states: str) -> Idea:
    idea = _locked(idea)
    if idea.publication_state not in states or idea.deleted_at is not None:
        raise WrongState
    return idea


def _move(idea: Idea, state: str, verb: str, *, by: Any, **details: Any) -> Idea:
    idea.publication_state = state
    idea.version += 1
    idea.save()
    record(verb, idea, by=by, **details)
    touch(idea)
    return idea


def _store(idea: Idea, words: IdeaWords) -> None:
    idea.kind, idea.title, idea.summary, idea.partners = (
        words.kind,
        words.title,
        words.summary,
        words.partners,
    )
    idea.language, idea.horizon = words.language, words.horizon
    idea.wanted_countries = sorted(words.countries)
    idea.save()
    idea.topics.set(words.topics)
    idea.records.set(words.records)
    idea.opportunities.set(words.opportunities)


def _not_allowed() -> Refused:
    return Refused(gettext("Only its writers and the curators of its country can do this."))
