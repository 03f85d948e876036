"""What curators decide about topics that analysis found. The termbase is told by proposals of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from tricity.activity.actions import record
from tricity.cooperation.actions.emergent import UNDECIDED
from tricity.cooperation.errors import WrongState
from tricity.cooperation.models import TopicProposal
from tricity.cooperation.queries.emergent import proposals_made
from tricity.language import fold
from tricity.terms.actions import propose_section
from tricity.terms.errors import NothingChanged
from tricity.terms.models import Concept, Proposal
from tricity.terms.sections import Section, merged, section_of

State = TopicProposal.State
Words = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Why:
    """Why a curator decides so, in `language`, and what the words rest on."""

    reason: str
    language: str
    source: str = ""


@transaction.atomic
def accept_topic(
    topic: TopicProposal, words: Words, *, slug: str, broader: Sequence[str], by: Any, why: Why
) -> TopicProposal:
    """Propose it as a new concept, one proposal for each language; of its words the first is the preferred one.

    The curators of each language decide. Raises WrongState and what `terms.actions.propose_section` raises.
    """
    row = _opened(topic)
    wanted = {
        language: Section(preferred=texts[0], admitted=tuple(texts[1:]))
        for language, texts in words.items()
        if texts
    }
    made = _propose(slug, wanted, by=by, why=why, broader=broader)
    return _decide(row, State.ACCEPTED, by=by, why=why, slug=slug, made=made)


@transaction.atomic
def merge_topic(topic: TopicProposal, words: Words, *, concept: Concept, by: Any, why: Why) -> TopicProposal:
    """Propose its words as further ones of a concept there is; those that it has already are left out.

    Raises WrongState, NothingChanged where it has all of them, and what `terms.actions.propose_section` raises.
    """
    row = _opened(topic)
    wanted = {language: _with_words(concept, language, texts) for language, texts in words.items()}
    new = {
        language: section for language, section in wanted.items() if section != section_of(concept, language)
    }
    if not new:
        raise NothingChanged
    made = _propose(concept.slug, new, by=by, why=why)
    return _decide(row, State.MERGED, by=by, why=why, slug=concept.slug, made=made)


@transaction.atomic
def dismiss_topic(topic: TopicProposal, *, by: Any, why: Why) -> TopicProposal:
    """Leave it alone; it does not come back while its records are mostly the same. Raises WrongState."""
    return _decide(_opened(topic), State.DISMISSED, by=by, why=why)


@transaction.atomic
def reopen_topic(topic: TopicProposal, *, by: Any) -> TopicProposal:
    """Let it be decided anew. Raises WrongState while what was proposed waits or was approved."""
    row = TopicProposal.objects.select_for_update().get(pk=topic.pk)
    if not may_reopen(row, proposals_made(row)):
        raise WrongState
    for name, value in UNDECIDED.items():
        setattr(row, name, value)
    row.save()
    record("emergent-topic.reopened", row, by=by)
    return row


def may_reopen(topic: TopicProposal, made: Sequence[Proposal]) -> bool:
    """Whether nothing of the decision stands or waits in the termbase."""
    standing = (Proposal.State.OPEN, Proposal.State.APPROVED)
    return topic.state != State.OPEN and not any(each.state in standing for each in made)


def _with_words(concept: Concept, language: str, texts: Sequence[str]) -> Section:
    present = section_of(concept, language)
    # A word that is no longer to be used stays so: who wants it back proposes that on the page of the topic.
    known = {fold(text) for text, _status in present.labels}
    added = tuple(text for text in texts if fold(text) not in known)
    if not added:
        return present
    preferred = "" if present.preferred else added[0]
    return merged(present, Section(preferred=preferred, admitted=added))


def _propose(
    slug: str, wanted: Mapping[str, Section], *, by: Any, why: Why, broader: Sequence[str] = ()
) -> list[str]:
    return [
        propose_section(
            slug,
            language,
            section,
            by=by,
            reason=why.reason,
            reason_language=why.language,
            source=why.source,
            broader=broader,
        ).code
        for language, section in wanted.items()
    ]


def _opened(topic: TopicProposal) -> TopicProposal:
    row = TopicProposal.objects.select_for_update().get(pk=topic.pk)
    if row.state != State.OPEN:
        raise WrongState
    return row


def _decide(
    row: TopicProposal, state: State, *, by: Any, why: Why, slug: str = "", made: Sequence[str] = ()
) -> TopicProposal:
    row.state, row.slug, row.made = state, slug, list(made)
    row.decided_by, row.decided_at, row.decided_records = by, timezone.now(), row.records
    row.reason, row.reason_language = why.reason, why.language
    row.save()
    record(f"emergent-topic.{state}", row, by=by, **({"topic": slug} if slug else {}))
    return row
