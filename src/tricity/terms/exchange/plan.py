"""What reading a file in would change, compared with the termbase as it is now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tricity.language import LANGUAGES, fold
from tricity.terms.errors import BadSection, LabelTaken, MergedAlready
from tricity.terms.exchange.entries import Entry, Problem
from tricity.terms.models import Concept
from tricity.terms.queries import successors
from tricity.terms.sections import Section, checked, merged, section_of


class Outcome(StrEnum):
    """What becomes of one language of one concept."""

    NEW_TOPIC = "new"
    NEW_LANGUAGE = "new-language"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Change:
    """One language of one concept: what the termbase says and what it would say."""

    slug: str
    place: str
    language: str
    outcome: Outcome
    before: Section
    after: Section
    broader: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Every change in the order of the file, and what is refused."""

    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]

    @property
    def effective(self) -> list[Change]:
        return [change for change in self.changes if change.outcome is not Outcome.UNCHANGED]

    def counts(self) -> dict[str, int]:
        """Numbers by outcome, and of what is refused."""
        counted = Counter(change.outcome.value for change in self.changes)
        return {**{each.value: counted[each.value] for each in Outcome}, "refused": len(self.problems)}


def make_plan(entries: Iterable[Entry], problems: Sequence[Problem] = ()) -> Plan:
    """Compare the entries with the termbase; one query, and one more where a concept is not there.

    Words of the file are laid over what is there (`sections.merged`): an import removes nothing. A preferred word that
    another concept has already is refused, and so is a concept that was merged into another here.
    """
    entries = list(entries)
    concepts = {row.slug: row for row in Concept.objects.all()}
    gone = successors() if any(entry.slug not in concepts for entry in entries) else {}
    taken = {(code, fold(name)): row.slug for row in concepts.values() for code, name in row.names.items()}
    changes: list[Change] = []
    refused = list(problems)
    for entry in entries:
        if entry.slug in gone:
            refused.append(Problem(entry.place, MergedAlready(entry.slug, gone[entry.slug]).message))
            continue
        for code in (code for code in LANGUAGES if code in entry.sections):
            try:
                changes.append(_change(entry, code, concepts, taken))
            except (BadSection, LabelTaken) as error:
                refused.append(Problem(f"{entry.place}, {code}", error.message))
    return Plan(tuple(changes), tuple(refused))


def _change(
    entry: Entry, code: str, concepts: Mapping[str, Concept], taken: dict[tuple[str, str], str]
) -> Change:
    concept = concepts.get(entry.slug)
    before = section_of(concept, code)
    after = checked(merged(before, entry.sections[code]))
    owner = taken.setdefault((code, fold(after.preferred)), entry.slug)
    if owner != entry.slug and fold(after.preferred) != fold(before.preferred):
        raise LabelTaken(after.preferred, owner)
    if concept is None:
        outcome = Outcome.NEW_TOPIC
    elif not before:
        outcome = Outcome.NEW_LANGUAGE
    else:
        outcome = Outcome.UNCHANGED if after == before else Outcome.CHANGED
    return Change(entry.slug, entry.place, code, outcome, before, after, entry.broader)
