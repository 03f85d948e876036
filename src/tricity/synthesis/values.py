"""What the synthesis finds, as plain values. Scores and weights are rounded to `DIGITS` decimals."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from tricity.language import FeatureKind
from tricity.synthesis.analysis import Part
from tricity.synthesis.finance import Aspect, Contract, Cost, Fit
from tricity.synthesis.records import Horizon, Priority

DIGITS: Final = 4


@dataclass(frozen=True, slots=True)
class Quotation:
    """`text == original[start:end]`, where `original` is that part of the record in its author's words."""

    record_id: str
    part: Part
    start: int
    end: int
    text: str


class Via(StrEnum):
    """How a topic was recognised."""

    LABEL = "label"  # one of its labels stands in the text
    RELATED = "related"  # a topic of the engine's thesaurus that means the same or is near does
    WORDS = "words"  # words of its labels or definition do


@dataclass(frozen=True, slots=True)
class TopicReason:
    """`quotation` speaks for the topic; `label` is the label (of `label_language`) it was recognised by, if any."""

    via: Via
    quotation: Quotation
    score: float
    label: str | None = None
    label_language: str | None = None


@dataclass(frozen=True, slots=True)
class TopicAssignment:
    """The record is about the concept; `weight` in (0, 1]; `rank` 1 is its main topic.

    `share` is how much it is about it beside its main topic, in (0, 1]; weights are near each other, shares are not.
    """

    record_id: str
    concept_id: str
    weight: float
    rank: int
    share: float
    reasons: tuple[TopicReason, ...] = ()


class MatchKind(StrEnum):
    """What a need is matched with."""

    EXPERIENCE = "experience"  # an initiative elsewhere that runs, has run or is being tried
    SOLUTION = "solution"


@dataclass(frozen=True, slots=True)
class MatchReason:
    """Both records say the same: a shared topic (`concept_id` set) or a shared word (`kind`, `key` as in `Feature`).

    For a topic a quotation is the words by which it was recognised; `related_id` is set where the other record has
    not that topic but a related one. A word of kind `concept` is one that the engine's thesaurus knows in both.
    """

    kind: FeatureKind
    key: str
    need: Quotation
    other: Quotation
    score: float
    concept_id: str | None = None
    related_id: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """The other record may help with the need; `score` in (0, 1] is for ordering one need's matches, not a grade.

    `close` says that it is worth showing unasked; the others are for who wants to look further. `weight` is the score
    with what the need's stated priority and horizon add: it orders the needs of one experience or solution. What is
    known of money and supply beside it takes no part in either. `untold` names what an experience leaves unsaid,
    `undated` says that the need tells neither when it was stated nor until when it stands.
    """

    kind: MatchKind
    need_id: str
    other_id: str
    score: float
    close: bool
    same_country: bool
    reasons: tuple[MatchReason, ...] = ()
    weight: float = 0.0
    contract: Contract | None = None
    supply: Mapping[Aspect, Fit] | None = None
    cost: Cost | None = None
    untold: tuple[str, ...] = ()
    undated: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """What to say in the reader's language: a key for the phrase and the parameters it takes."""

    key: str
    parameters: Mapping[str, int | str | tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Cell:
    """A topic in a country: ids of its records by what they are, in order of id, and the cities they speak of."""

    country: str
    needs: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    running: tuple[str, ...] = ()
    solutions: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OverlapRow:
    """A topic across countries; one cell for each of `Overlaps.countries`, in that order.

    `shared` orders rows of a view: the demand that countries have in common, not how much there is; `equal` is the same
    with all countries weighing the same. `warnings` say what the row rests on, where that is too little.
    """

    concept_id: str
    cells: tuple[Cell, ...]
    shared: float
    sentence: Sentence
    equal: float = 0.0
    warnings: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Overlaps:
    """All topics that any record has (`grid`, by concept id) and the few to show first (`view`, most shared first).

    `countries` are in order of their code, which says nothing about them. `equal_view` is the view with the needs and
    plans of all countries weighing the same, for which each country's are multiplied by its one of `weights`.
    """

    countries: tuple[str, ...]
    grid: tuple[OverlapRow, ...]
    view: tuple[str, ...]
    choice: Sentence
    equal_view: tuple[str, ...] = ()
    weights: tuple[float, ...] = ()

    def row(self, concept_id: str) -> OverlapRow | None:
        """Return the concept's row, if any record has it."""
        return next((row for row in self.grid if row.concept_id == concept_id), None)

    @property
    def first_view(self) -> tuple[OverlapRow, ...]:
        """The rows of `view`, in its order."""
        rows = {row.concept_id: row for row in self.grid}
        return tuple(rows[concept_id] for concept_id in self.view)


class SupportReason(StrEnum):
    """Why a national body may support a joint project."""

    TOPIC = "topic"  # its role speaks of the topic
    CITIES = "cities"  # it acts for cities in general
    PARTICIPANT = "participant"  # it takes part in one of the records


@dataclass(frozen=True, slots=True)
class Supporter:
    """A body that could support; `start`, `end` and `text` are the words of its role that say so (empty if none)."""

    organization_id: str
    country: str
    reason: SupportReason
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """What a record of a candidate states that a portfolio goes by; `city` and `priority` are None where not known."""

    record_id: str
    country: str
    city: str | None = None
    priority: Priority | None = None


@dataclass(frozen=True, slots=True)
class Opportunity:
    """A candidate joint project of at least two countries.

    `needs`, `plans`, `experience` and `offers` are record ids, best evidence first; every one of them has at least
    one quotation in `evidence`. `reasons` are what speaks for it, `warnings` what its topic rests on, where that is too
    little. `key` stays the same while topic and countries do; `id` is that of the same candidate in the run before, if
    one was given, else the key. `facts` are of all its records, in order of id. `titles` are those that curators gave
    it, by language (our code).
    """

    key: str
    concept_id: str
    horizon: Horizon
    countries: tuple[str, ...]
    needs: tuple[str, ...]
    plans: tuple[str, ...]
    experience: tuple[str, ...]
    offers: tuple[str, ...]
    supporters: tuple[Supporter, ...]
    evidence: tuple[Quotation, ...]
    score: float
    reasons: tuple[Sentence, ...]
    is_cross_border: bool
    id: str = ""
    warnings: tuple[Sentence, ...] = ()
    facts: tuple[RecordFacts, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def record_ids(self) -> frozenset[str]:
        """The ids of all records named in it."""
        return frozenset((*self.needs, *self.plans, *self.experience, *self.offers))


@dataclass(frozen=True, slots=True)
class EmergentTopic:
    """Records on one thing that the thesaurus does not name, found across languages; a proposal, not a finding.

    `labels` are up to three words or short phrases for each language of the interface, the most telling first; those
    of the languages in `derived` are translated by the lexicon, because no record is in that language. `records` are
    in order of id; `evidence` quotes the words of the originals that hold them together, of every language at least
    one record. `near` are at most three concepts of the thesaurus that come nearest. `score` in (0, 1] says how well
    the records hold together. `id` is made of its records; where an earlier run is given, that of the topic there.
    """

    id: str
    labels: Mapping[str, tuple[str, ...]]
    derived: tuple[str, ...]
    countries: tuple[str, ...]
    languages: tuple[str, ...]
    records: tuple[str, ...]
    evidence: tuple[Quotation, ...]
    near: tuple[str, ...]
    score: float
