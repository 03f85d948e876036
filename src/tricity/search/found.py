"""What a search gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tricity.search.reasons import FoundReason


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a quotation; marked where it is why the document was found."""

    text: str
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """The document's own words around what matched, in the language they were written in."""

    parts: tuple[Part, ...]
    language: str

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)

    def __bool__(self) -> bool:
        return bool(self.parts)


@dataclass(frozen=True, slots=True)
class FoundHit:
    """An object found: `object` is what its app presents, shown by `template`; `score` compares within one search."""

    kind: str
    pk: int
    object: Any
    template: str
    score: float = 0.0
    reasons: tuple[FoundReason, ...] = ()
    snippet: Quotation | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """`total` documents were found, `hits` are those of the page; `counts` = facet → value → number of documents.

    `is_ready` is False while there is no index to search in.
    """

    total: int = 0
    hits: tuple[FoundHit, ...] = ()
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    is_ready: bool = True
