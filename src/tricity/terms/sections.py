"""What the termbase says of one concept in one language: a value to propose, compare, import and export."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from tricity.language import clean, fold
from tricity.terms.errors import BadSection
from tricity.terms.models import Concept

LONGEST_LABEL = 200
LONGEST_DEFINITION = 2000
MOST_LABELS = 60


class Status(StrEnum):
    """How a word stands for its concept; the administrative status of TBX (ISO 30042)."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"


@dataclass(frozen=True, slots=True)
class Section:
    """The words for a concept in one language, by status, and its definition there."""

    preferred: str = ""
    admitted: tuple[str, ...] = ()
    deprecated: tuple[str, ...] = ()
    definition: str = ""

    def __bool__(self) -> bool:
        return bool(self.preferred or self.admitted or self.deprecated or self.definition)

    @property
    def labels(self) -> list[tuple[str, Status]]:
        """Every word with its status, the preferred first."""
        first = [(self.preferred, Status.PREFERRED)] if self.preferred else []
        rest = [(text, Status.ADMITTED) for text in self.admitted]
        return [*first, *rest, *((text, Status.DEPRECATED) for text in self.deprecated)]

    def as_dict(self) -> dict[str, Any]:
        return {
            "preferred": self.preferred,
            "admitted": list(self.admitted),
            "deprecated": list(self.deprecated),
            "definition": self.definition,
        }


def section(raw: Mapping[str, Any]) -> Section:
    """A section from its stored form, or from what somebody wrote: texts cleaned, repeated words once."""
    preferred = tidy(raw.get("preferred"))
    admitted = _labels(raw.get("admitted", ()), besides=[preferred])
    deprecated = _labels(raw.get("deprecated", ()), besides=[preferred, *admitted])
    return Section(preferred, admitted, deprecated, tidy(raw.get("definition")))


def section_of(concept: Concept | None, language: str) -> Section:
    """What the termbase says now; empty for a concept there is not yet."""
    if concept is None:
        return Section()
    return Section(
        preferred=concept.names.get(language, ""),
        admitted=tuple(concept.alternatives.get(language, ())),
        deprecated=tuple(concept.deprecated.get(language, ())),
        definition=concept.definitions.get(language, ""),
    )


def merged(present: Section, given: Section) -> Section:
    """`given` laid over `present`: nothing is lost. A preferred word that is replaced is admitted from then on."""
    status = {fold(text): (text, each) for text, each in present.labels}
    if given.preferred and present.preferred and fold(given.preferred) != fold(present.preferred):
        status[fold(present.preferred)] = (present.preferred, Status.ADMITTED)
    status.update({fold(text): (text, each) for text, each in given.labels})
    preferred = given.preferred or present.preferred
    own = [(text, each) for text, each in status.values() if fold(text) != fold(preferred)]
    return Section(
        preferred=preferred,
        admitted=tuple(text for text, each in own if each != Status.DEPRECATED),
        deprecated=tuple(text for text, each in own if each == Status.DEPRECATED),
        definition=given.definition or present.definition,
    )


def checked(wanted: Section) -> Section:
    """The section as it may be stored. Raises BadSection saying what is wrong with it."""
    if not wanted.preferred:
        raise BadSection(_("Give the preferred word; the others stand beside it."))
    labels = [text for text, _status in wanted.labels]
    if len(labels) > MOST_LABELS:
        raise BadSection(
            _("%(number)d words are too many for one topic; %(most)d may be given.")
            % {"number": len(labels), "most": MOST_LABELS}
        )
    for text in labels:
        if len(text) > LONGEST_LABEL:
            raise BadSection(
                _("“%(start)s…” is too long for a word: %(most)d characters at most.")
                % {"start": text[:20], "most": LONGEST_LABEL}
            )
    if len(wanted.definition) > LONGEST_DEFINITION:
        raise BadSection(
            _("The definition is too long: %(most)d characters at most.") % {"most": LONGEST_DEFINITION}
        )
    return wanted


def tidy(text: Any) -> str:
    """A text without control characters, in NFC, on one line."""
    return " ".join(clean(str(text or "")).split())


def _labels(texts: Iterable[Any], *, besides: Iterable[str]) -> tuple[str, ...]:
    seen = {fold(text) for text in besides if text}
    kept: list[str] = []
    for text in map(tidy, texts):
        if text and fold(text) not in seen:
            seen.add(fold(text))
            kept.append(text)
    return tuple(kept)
