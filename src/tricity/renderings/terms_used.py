"""The termbase on a text to render: which of its terms stand there, and whether a rendering keeps to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tricity.language import Thesaurus, fold, fold_han
from tricity.terms.models import Concept


@dataclass(frozen=True, slots=True)
class TermHit:
    """`words` of the source name a concept; `preferred`, `admitted` and `deprecated` are its words in the target."""

    slug: str
    start: int
    end: int
    words: str
    preferred: str
    admitted: tuple[str, ...]
    deprecated: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """A piece of the source; `hit` where a term stands there."""

    text: str
    hit: TermHit | None = None


@dataclass(frozen=True, slots=True)
class TermWarning:
    """A rendering that does not keep to the termbase: a term is `missing`, or a word is used that should not be."""

    words: str
    wanted: tuple[str, ...]
    used: str = ""


def term_hits(
    thesaurus: Thesaurus, concepts: Mapping[str, Concept], source: str, language: str, target: str
) -> list[TermHit]:
    """The terms of a text that have a word in the target language, in order, where they overlap the first."""
    found: list[TermHit] = []
    for mention in thesaurus.find(source, language):
        concept = concepts.get(mention.concept_id)
        if concept is None or not concept.names.get(target) or (found and mention.start < found[-1].end):
            continue
        found.append(
            TermHit(
                slug=concept.slug,
                start=mention.start,
                end=mention.end,
                words=source[mention.start : mention.end],
                preferred=concept.names[target],
                admitted=tuple(concept.alternatives.get(target, ())),
                deprecated=tuple(concept.deprecated.get(target, ())),
                url=concept.get_absolute_url(),
            )
        )
    return found


def marked(source: str, hits: Sequence[TermHit]) -> list[MarkedPiece]:
    """The whole text in pieces, terms apart."""
    pieces, at = [], 0
    for hit in hits:
        pieces += [MarkedPiece(source[at : hit.start]), MarkedPiece(source[hit.start : hit.end], hit)]
        at = hit.end
    return [piece for piece in (*pieces, MarkedPiece(source[at:])) if piece.text]


def term_warnings(hits: Sequence[TermHit], rendering: str) -> list[TermWarning]:
    """Where a rendering says none of a concept's words, or one that is no longer to be used; each concept once."""
    key = _key(rendering)
    warnings: dict[str, TermWarning] = {}
    for hit in hits if key else ():
        wanted = (hit.preferred, *hit.admitted)
        used = next((word for word in hit.deprecated if _key(word) in key), "")
        if used or not any(_key(word) in key for word in wanted):
            warnings.setdefault(hit.slug, TermWarning(hit.words, wanted[:3], used))
    return list(warnings.values())


def _key(text: str) -> str:
    """Compared without regard to width, case, spaces and the form of Chinese characters."""
    return "".join(fold_han(fold(text)).split())
