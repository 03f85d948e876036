"""What the synthesis works on: records and organizations, as plain values."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tricity.synthesis.finance.terms import Terms


class Kind(StrEnum):
    """What a record is."""

    INITIATIVE = "initiative"
    NEED = "need"
    SOLUTION = "solution"


class Status(StrEnum):
    """How far an initiative is; needs and solutions have none."""

    PLANNED = "planned"
    PILOT = "pilot"
    OPERATING = "operating"
    COMPLETED = "completed"


class Horizon(StrEnum):
    """Whether a need is to be met soon or over years."""

    SHORT = "short"
    LONG = "long"


class Priority(StrEnum):
    """How much a city says a need matters."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


PLANS: Final = frozenset({Status.PLANNED, Status.PILOT})
NOTHING_STATED: Final = Terms()
RUNNING: Final = frozenset({Status.OPERATING, Status.COMPLETED})


@dataclass(frozen=True, slots=True)
class Participant:
    """An organization's part in a record; `role` is lead, partner, provider or association."""

    name: str
    role: str = "partner"
    name_en: str | None = None
    organization_id: str | None = None


@dataclass(frozen=True, slots=True)
class Deployment:
    """Where a solution is in use."""

    city: str | None
    country: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """An initiative, need or solution. None and "" mean "not known", never zero.

    `country` is ISO 3166 alpha-2 in capitals, `city` any name or id that is the same for the same
    city of a country, `language` one of `tricity.language.LANGUAGES` ("" = to be identified).
    """

    id: str
    kind: Kind
    country: str
    title: str
    summary: str = ""
    language: str = ""
    city: str | None = None
    status: Status | None = None
    horizon: Horizon | None = None
    priority: Priority | None = None
    start_year: int | None = None
    end_year: int | None = None
    organizations: tuple[Participant, ...] = ()
    provider: Participant | None = None
    deployments: tuple[Deployment, ...] = ()
    terms: Terms = NOTHING_STATED

    @property
    def is_plan(self) -> bool:
        """Whether it is an initiative that has not yet become regular work."""
        return self.kind is Kind.INITIATIVE and self.status in PLANS

    @property
    def is_running(self) -> bool:
        """Whether it is an initiative that runs or has run."""
        return self.kind is Kind.INITIATIVE and self.status in RUNNING


@dataclass(frozen=True, slots=True)
class Organization:
    """A body; `type` is association, government, city, company, university or other; `role` says what it does."""

    id: str
    country: str
    type: str
    name: str
    role: str = ""
    language: str = ""
    name_en: str | None = None
