"""Records as programs write them: the types; what the values mean is checked by the forms of the site (see `writing`)."""

from __future__ import annotations

from typing import Annotated, Literal

from django.utils.translation import gettext_noop
from ninja import Field, Schema

from tricity.api.shapes.records import Code, KindName
from tricity.knowledge.models import Horizon, Participation, Priority, Status
from tricity.knowledge.publication.details_form import DETAIL_LIMIT
from tricity.knowledge.publication.template import BUDGET, INDICATORS, PARTS, Visibility

PartName = Literal[tuple(PARTS)]  # type: ignore[valid-type]
LimitedName = Literal[(*PARTS, BUDGET, INDICATORS)]  # type: ignore[valid-type]
Reads = Literal[tuple(Visibility.values)]  # type: ignore[valid-type]


class Given(Schema):
    """What is not in the schema is refused, so that no slip of the pen is lost in silence."""

    model_config = {"extra": "forbid"}


class IndicatorIn(Given):
    name: str = Field(max_length=200)
    value: int | float | str
    unit: str | None = Field(None, max_length=40)
    year: int | None = None


class PartyIn(Given):
    name: str = Field(max_length=300)
    name_en: str = Field("", max_length=300)
    role: Literal[tuple(Participation.Role.values)]  # type: ignore[valid-type]


class DeploymentIn(Given):
    city_name: str = Field(max_length=120)
    country_code: str = Field(pattern="^[A-Z]{2}$")
    year: int | None = None


class RecordChange(Given):
    """Fields to change; those left out stay as they are. Lists are replaced as a whole."""

    title: str | None = Field(None, max_length=300)
    summary: str | None = Field(None, max_length=5000)
    language: str | None = Field(
        None, max_length=20, description=gettext_noop("Language of the texts, a BCP 47 tag.")
    )
    country: str | None = Field(None, max_length=2)
    city: str | None = Field(None, max_length=16, description=gettext_noop("Code of a city; empty: none."))
    status: Literal[("", *Status.values)] | None = None  # type: ignore[valid-type]
    priority: Literal[("", *Priority.values)] | None = None  # type: ignore[valid-type]
    horizon: Literal[("", *Horizon.values)] | None = None  # type: ignore[valid-type]
    start_year: int | None = None
    end_year: int | None = None
    budget_amount: str | None = Field(None, max_length=30, description=gettext_noop("Decimal digits."))
    budget_currency: str | None = Field(None, max_length=3)
    suggested_topics: list[Code] | None = Field(
        None, max_length=3, description=gettext_noop("Slugs of topics.")
    )
    sources: list[Annotated[str, Field(max_length=500)]] | None = Field(
        None, max_length=20, description=gettext_noop("Addresses of public pages.")
    )
    indicators: list[IndicatorIn] | None = Field(None, max_length=60)
    organizations: list[PartyIn] | None = Field(None, max_length=60)
    deployments: list[DeploymentIn] | None = Field(None, max_length=60)
    details: dict[PartName, Annotated[str, Field(max_length=DETAIL_LIMIT)]] | None = Field(  # type: ignore[valid-type]
        None,
        description=gettext_noop(
            "Parts of the template by name; those left out stay, empty ones are removed."
        ),
    )
    visibility: dict[LimitedName, Reads] | None = Field(  # type: ignore[valid-type]
        None, description=gettext_noop("Who reads which field; those left out stay.")
    )


class RecordIn(RecordChange):
    """A new record, kept as a draft until it is submitted."""

    kind: KindName
    owner: Code | None = Field(
        None,
        description=gettext_noop("Code of the body you write for; none: a curator, from public sources."),
    )
    title: str = Field(max_length=300)
    summary: str = Field(max_length=5000)
