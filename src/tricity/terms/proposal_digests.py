"""Proposals as people read them: what was, what would be, who, why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tricity.language import FalseFriend, false_friend
from tricity.terms import queries, rules
from tricity.terms.digests import FalseFriendView, false_friend_view
from tricity.terms.models import Concept, Proposal, Retired
from tricity.terms.sections import Section, section, section_of
from tricity.translation.names import name_in
from tricity.web.languages import NATIVE_NAMES
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a section, before and after; lists of words are several texts."""

    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal for a reader; `moved_on` says that the termbase changed after it was made.

    Of a merge or a move `targets` are the topic it goes into, or those it is to stand below.
    """

    row: Proposal
    topic: LocalizedText
    topic_url: str
    language_name: str
    parts: tuple[Part, ...]
    friend: FalseFriendView | None
    reason: LocalizedText
    remark: LocalizedText
    version: int
    is_new_topic: bool
    moved_on: bool
    is_structural: bool = False
    targets: tuple[LocalizedText, ...] = ()


def proposal_views(rows: Sequence[Proposal], reader: str) -> list[ProposalView]:
    """One query whatever the number of rows; one more where a topic is not there (any more)."""
    concepts = queries.concepts_by_slug(slug for row in rows for slug in queries.slugs_of(row))
    structural = [row for row in rows if row.is_structural]
    gone = {slug for row in structural for slug in queries.slugs_of(row) if slug not in concepts}
    names = {slug: row.names for slug, row in concepts.items()}
    names |= dict(Retired.objects.filter(slug__in=gone).values_list("slug", "names")) if gone else {}
    return [
        _structural_view(row, concepts, names, reader)
        if row.is_structural
        else _view(row, concepts.get(row.slug), reader)
        for row in rows
    ]


def parts_of(before: Section, after: Section) -> tuple[Part, ...]:
    """The parts that differ, in a fixed order."""
    both = (
        (_("Preferred word"), _texts(before.preferred), _texts(after.preferred)),
        (_("Other words that may be used"), before.admitted, after.admitted),
        (_("Words no longer to be used"), before.deprecated, after.deprecated),
        (_("Definition"), _texts(before.definition), _texts(after.definition)),
    )
    return tuple(Part(label, was, becomes) for label, was, becomes in both if was != becomes)


def _view(row: Proposal, concept: Concept | None, reader: str) -> ProposalView:
    is_section = row.kind == Proposal.Kind.SECTION
    present = section_of(concept, row.language)
    base = section(row.base) if is_section else Section()
    is_open = row.state == Proposal.State.OPEN
    wanted = section(row.values) if is_section else Section()
    # While it waits, what counts is what the termbase says today; afterwards, what it said when it was decided.
    parts = parts_of(present if is_open else base, wanted) if is_section else ()
    topic = (
        name_in(concept.names, reader)
        if concept
        else LocalizedText(wanted.preferred or row.slug, row.language)
    )
    return ProposalView(
        row=row,
        topic=topic,
        topic_url=concept.get_absolute_url() if concept else "",
        language_name=NATIVE_NAMES.get(row.language, row.language),
        parts=parts,
        friend=None if is_section else _friend(row, reader),
        reason=LocalizedText(row.reason, row.reason_language or reader),
        remark=LocalizedText(row.remark, row.remark_language or reader),
        version=queries.version_seen(row, {row.slug: concept} if concept else {}),
        is_new_topic=is_section and concept is None,
        moved_on=is_section and is_open and present != base,
    )


def _structural_view(
    row: Proposal, concepts: Mapping[str, Concept], names: Mapping[str, Any], reader: str
) -> ProposalView:
    concept = concepts.get(row.slug)
    called = [
        name_in(names.get(slug, {}), reader) or LocalizedText(slug, "en") for slug in queries.slugs_of(row)
    ]
    return ProposalView(
        row=row,
        topic=called[0],
        topic_url=concept.get_absolute_url() if concept else "",
        language_name="",
        parts=(),
        friend=None,
        reason=LocalizedText(row.reason, row.reason_language or reader),
        remark=LocalizedText(row.remark, row.remark_language or reader),
        version=queries.version_seen(row, concepts),
        is_new_topic=False,
        moved_on=False,
        is_structural=True,
        targets=tuple(called[1:]),
    )


def _friend(row: Proposal, reader: str) -> FalseFriendView | None:
    try:
        friend: FalseFriend = false_friend(row.values)
    except ValueError:
        return None
    return false_friend_view(friend, reader)


def _texts(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def topic_choices(reader: str) -> list[tuple[str, str]]:
    """Every topic to choose from, in the reader's order; one query."""
    rows: Iterable[Any] = Concept.objects.only("slug", "names", "sort_keys")
    ordered = sorted(rows, key=lambda row: (row.sort_keys.get(reader, row.slug), row.slug))
    return [(row.slug, str(name_in(row.names, reader))) for row in ordered]


def may(user: Any, view: ProposalView) -> dict[str, bool]:
    """What the person may do with it now."""
    is_open = view.row.state == Proposal.State.OPEN
    return {
        "decide": is_open and rules.may_decide(user, view.row),
        "withdraw": rules.may_withdraw(user, view.row),
        "undo": rules.may_undo(user, view.row),
        "again": view.row.by_id == user.pk
        and view.row.state in (Proposal.State.RETURNED, Proposal.State.WITHDRAWN),
    }
