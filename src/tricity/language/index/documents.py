"""What goes into the index and what comes out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tricity.language.features import EMPTY_ANALYSIS, Analysis, TextTerms


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """A text to be found, by its analyses or just their terms.

    `facets` holds values for the index's facets; `visibility` the audiences that may see it
    (a search names the audiences it is for); `sort` orders browsing, highest first: an integer
    such as a time in seconds or milliseconds, below 2**46 in size.
    """

    id: str
    title: Analysis | TextTerms
    body: Analysis | TextTerms = EMPTY_ANALYSIS
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    visibility: Sequence[str] = ("public",)
    sort: int = 0
    language: str = ""

    @property
    def written_in(self) -> str:
        """`language`, or the title's when none is given."""
        return self.language or self.title.language


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found; `score` is comparable within one search only (0 when browsing)."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Results:
    """`total` documents match; `hits` is the page asked for; `counts` = {facet: {value: documents}}."""

    total: int
    hits: tuple[Hit, ...]
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
