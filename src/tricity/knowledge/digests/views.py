"""What a reader of one language gets of a record, ready to show; nothing here reads the database."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tricity.web.text import LocalizedText, Origin


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A country or a city: its name for the reader, its name at home, its page (empty: none here)."""

    code: str
    name: LocalizedText
    native: LocalizedText
    url: str = ""


@dataclass(frozen=True, slots=True)
class TopicReason:
    """The words of the original for which a topic was given, at `start`–`end` of its `field`.

    `via` is "label" (a label of the topic stands there), "words" (words near it), "narrower", or "author" (no words:
    the author named the topic).
    """

    via: str
    words: LocalizedText
    field: str
    start: int
    end: int
    label: str = ""
    reading: str = ""


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic of a record in the reader's language, `weight` in 0–1, and why it was given."""

    slug: str
    name: LocalizedText
    weight: float
    url: str
    reasons: tuple[TopicReason, ...] = ()


@dataclass(frozen=True, slots=True)
class PartyView:
    """A body that takes part. `native` is its name at home, `reading` how that is said in Latin letters.

    Both are empty where the reader already reads the native name.
    """

    role: str
    role_label: str
    name: LocalizedText
    native: LocalizedText | None = None
    reading: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """A figure of a record. `name` is never missing: without a rendering it names its topic or its number.

    `is_named` is False where only the number says which figure it is.
    """

    name: LocalizedText
    value: str
    unit: LocalizedText | None = None
    year: int | None = None
    is_named: bool = True


@dataclass(frozen=True, slots=True)
class DeploymentView:
    """Where a solution is in use."""

    name: LocalizedText
    country: LocalizedText
    year: int | None = None
    url: str = ""
    native: LocalizedText | None = None


@dataclass(frozen=True, slots=True)
class SourceView:
    """A public page a record was compiled from, and when it was read (None: not noted)."""

    url: str
    domain: str
    read_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class StandingView:
    """Who speaks: `value` of `Standing`, and the whole sentence for the reader."""

    value: str
    sentence: str


@dataclass(frozen=True, slots=True)
class RecordView:
    """A record for a reader of `reader`; `language` is its author's.

    `title` and `summary` are the author's words, their rendering or a digest, and say which. The fields after
    `is_unreviewed` (public, not yet read by the country's reviewing bodies) are filled only by `present(..., whole=True)`.
    """

    pk: int
    code: str
    kind: str
    kind_label: str
    url: str
    language: str
    language_name: str
    reader: str
    title: LocalizedText
    summary: LocalizedText
    country: PlaceView
    city: PlaceView | None
    status: str
    status_label: str
    priority: str
    priority_label: str
    horizon: str
    horizon_label: str
    years: str
    topics: tuple[TopicView, ...]
    standing: StandingView
    version: int
    publication_state: str
    publication_label: str
    published_at: dt.datetime | None
    owner_id: int | None
    is_public: bool
    is_unreviewed: bool = False
    parties: tuple[PartyView, ...] = ()
    indicators: tuple[IndicatorView, ...] = ()
    deployments: tuple[DeploymentView, ...] = ()
    sources: tuple[SourceView, ...] = ()
    budget: str = ""
    engines: tuple[str, ...] = ()

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return self.url

    @property
    def original_title(self) -> str:
        """The author's words."""
        return self.title.source_text or self.title.text

    @property
    def original_summary(self) -> str:
        """The author's words."""
        return self.summary.source_text or self.summary.text

    @property
    def has_digest(self) -> bool:
        """No rendering of the title or the summary exists in the reader's language."""
        return Origin.DIGEST in (self.title.origin, self.summary.origin)

    @property
    def is_stale(self) -> bool:
        """A rendering shown was made from earlier words of the author."""
        return self.title.stale or self.summary.stale

    @property
    def place(self) -> PlaceView:
        """The city, or the country where no city is named."""
        return self.city or self.country
