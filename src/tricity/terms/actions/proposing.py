"""The termbase grows: members propose, curators of the language approve or return."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tricity.accounts.rules import is_curator
from tricity.activity.actions import record
from tricity.language import LANGUAGES, false_friend, fold, sort_key
from tricity.terms.actions import structure
from tricity.terms.errors import (
    BadSection,
    ChangedMeanwhile,
    LabelTaken,
    MergedAlready,
    NothingChanged,
    NotTheirLanguage,
    OwnProposal,
    TooManyProposals,
    WrongState,
)
from tricity.terms.models import Concept, Proposal
from tricity.terms.notices import tell_proposer
from tricity.terms.queries import concepts_by_slug, slugs_of, successor_of, version_seen
from tricity.terms.rules import decides_in, may_decide, may_withdraw
from tricity.terms.sections import Section, checked, section, section_of

Kind, State = Proposal.Kind, Proposal.State
MOST_OPEN = 50


@transaction.atomic
def propose_section(
    slug: str,
    language: str,
    wanted: Section,
    *,
    by: Any,
    reason: str,
    reason_language: str,
    source: str,
    broader: Sequence[str] = (),
) -> Proposal:
    """Propose what the termbase is to say of a concept, new or known, in one language.

    Raises BadSection, NothingChanged, LabelTaken, MergedAlready, TooManyProposals.
    """
    concept = Concept.objects.filter(slug=slug).first()
    if concept is None:
        _refuse_retired(slug)
    present = section_of(concept, language)
    if checked(wanted) == present:
        raise NothingChanged
    _refuse_taken(slug, language, wanted, present)
    refuse_too_many(by)
    return kept(
        Proposal(
            slug=slug,
            broader=[] if concept else list(broader),
            language=language,
            base=present.as_dict(),
            values=wanted.as_dict(),
            reason=reason,
            reason_language=reason_language,
            source=source,
            by=by,
        )
    )


@transaction.atomic
def propose_friend(
    concept: Concept, entry: Mapping[str, Any], *, by: Any, reason: str, reason_language: str, source: str
) -> Proposal:
    """Propose a misleading word of a concept; curators of the language it is written in first decide.

    Raises BadSection for an entry that cannot be read, NothingChanged, TooManyProposals.
    """
    try:
        friend = false_friend(entry)
    except ValueError:
        raise BadSection(_("Give a word for each of two different languages, without a slash.")) from None
    if any(raw.get("form") == friend.form for raw in concept.false_friends):
        raise NothingChanged
    refuse_too_many(by)
    return kept(
        Proposal(
            kind=Kind.FRIEND,
            slug=concept.slug,
            language=friend.languages[0],
            values=dict(entry),
            reason=reason,
            reason_language=reason_language,
            source=source,
            by=by,
        )
    )


@transaction.atomic
def approve_proposal(proposal: Proposal, *, by: Any, version: int) -> Concept:
    """Write it into the termbase; `version` is that of what the person saw (`queries.version_seen`).

    Raises NotTheirLanguage, OwnProposal, WrongState, ChangedMeanwhile, LabelTaken, MergedAlready, NotAPlace, BadSection.
    """
    proposal = opened(proposal, by=by)
    concept = Concept.objects.select_for_update().filter(slug=proposal.slug).first()
    if version_seen(proposal, concepts_by_slug(slugs_of(proposal))) != version:
        raise ChangedMeanwhile
    if concept is None:
        _refuse_retired(proposal.slug)
    if proposal.is_structural:
        concept = structure.apply(proposal, by=by)
    elif proposal.kind == Kind.FRIEND:
        concept = _add_friend(concept, proposal, by=by)
    else:
        wanted, present = section(proposal.values), section_of(concept, proposal.language)
        _refuse_taken(proposal.slug, proposal.language, wanted, present)
        # What is replaced may have moved on since it was proposed; the history says what was really there.
        proposal.base = present.as_dict()
        concept = set_section(
            proposal.slug, proposal.language, wanted, by=by, broader=proposal.broader, concept=concept
        )
    settle(proposal, State.APPROVED, by=by)
    tell_proposer(proposal, "term.approved", by=by)
    return concept


@transaction.atomic
def return_proposal(proposal: Proposal, *, by: Any, remark: str, language: str) -> Proposal:
    """Leave the termbase as it is and say why. Raises NotTheirLanguage, OwnProposal, WrongState."""
    proposal = opened(proposal, by=by)
    proposal.remark, proposal.remark_language = remark, language
    settle(proposal, State.RETURNED, by=by)
    tell_proposer(proposal, "term.returned", by=by)
    return proposal


@transaction.atomic
def withdraw_proposal(proposal: Proposal, *, by: Any) -> Proposal:
    """Take back one's own. Raises WrongState."""
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if not may_withdraw(by, proposal):
        raise WrongState
    return settle(proposal, State.WITHDRAWN, by=by)


def set_section(
    slug: str,
    language: str,
    wanted: Section,
    *,
    by: Any,
    broader: Sequence[str] = (),
    concept: Concept | None = None,
) -> Concept:
    """Write what the termbase says of a concept in one language, creating it if need be; call it in a transaction."""
    is_new = concept is None
    concept = concept or Concept(slug=slug, version=0, is_top=not broader)
    concept.names = _with(concept.names, language, wanted.preferred)
    concept.alternatives = _with(concept.alternatives, language, list(wanted.admitted))
    concept.deprecated = _with(concept.deprecated, language, list(wanted.deprecated))
    concept.definitions = _with(concept.definitions, language, wanted.definition)
    concept.sort_keys = {**concept.sort_keys, language: sort_key(wanted.preferred, "", language)}
    try:
        with transaction.atomic():
            _store(concept)
    except IntegrityError:  # somebody else created it in this very moment
        raise ChangedMeanwhile from None
    if is_new:
        concept.broader.set(Concept.objects.filter(slug__in=broader))
    record(
        "term.created" if is_new else "term.changed",
        concept,
        by=by,
        language=language,
        version=concept.version,
    )
    return concept


def _add_friend(concept: Concept | None, proposal: Proposal, *, by: Any) -> Concept:
    if concept is None:
        raise ChangedMeanwhile
    concept.false_friends = [*concept.false_friends, proposal.values]
    _store(concept)
    record("term.misleading-word", concept, by=by, language=proposal.language, version=concept.version)
    return concept


def _store(concept: Concept) -> None:
    concept.version += 1
    concept.edited_at = timezone.now()
    concept.save()


def _with(texts: Mapping[str, Any], language: str, value: Any) -> dict[str, Any]:
    """A copy with the value of one language set, or left out where it is empty; languages in their fixed order."""
    changed = {**texts, language: value}
    return {code: changed[code] for code in LANGUAGES if changed.get(code)}


def _refuse_taken(slug: str, language: str, wanted: Section, present: Section) -> None:
    """Two topics under one preferred word could not be told apart in a list."""
    if fold(wanted.preferred) == fold(present.preferred):
        return
    same = Concept.objects.exclude(slug=slug).filter(**{f"names__{language}__iexact": wanted.preferred})
    taken = same.values_list("slug", flat=True).first()
    if taken:
        raise LabelTaken(wanted.preferred, taken)


def _refuse_retired(slug: str) -> None:
    if into := successor_of(slug):
        raise MergedAlready(slug, into)


def refuse_too_many(by: Any) -> None:
    if not is_curator(by) and Proposal.objects.filter(by=by, state=State.OPEN).count() >= MOST_OPEN:
        raise TooManyProposals(MOST_OPEN)


def kept(proposal: Proposal) -> Proposal:
    proposal.save()
    record(
        "term.proposed",
        proposal,
        by=proposal.by,
        topic=proposal.slug,
        language=proposal.language,
        kind=proposal.kind,
    )
    return proposal


def opened(proposal: Proposal, *, by: Any) -> Proposal:
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if not decides_in(by, proposal.language):
        raise NotTheirLanguage
    if not may_decide(by, proposal):
        raise OwnProposal
    if proposal.state != State.OPEN:
        raise WrongState
    return proposal


def settle(proposal: Proposal, state: str, *, by: Any) -> Proposal:
    proposal.state, proposal.decided_by, proposal.decided_at = state, by, timezone.now()
    proposal.save()
    record(f"term.proposal-{state}", proposal, by=by, topic=proposal.slug, language=proposal.language)
    return proposal
