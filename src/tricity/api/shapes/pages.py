from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from django.utils.translation import gettext_noop
from ninja import Field, Schema
from pydantic import AfterValidator, AwareDatetime

from tricity.api.paging import MOST, PAGE

# Earlier and later instants cannot be counted in every zone, and nothing here happened then.
FIRST, LAST = dt.datetime(1970, 1, 1, tzinfo=dt.UTC), dt.datetime(2200, 1, 1, tzinfo=dt.UTC)
Instant = Annotated[AwareDatetime, AfterValidator(lambda moment: min(max(moment, FIRST), LAST))]


class PageOut(Schema):
    """One piece of a list."""

    next: str | None = Field(description="Address of the next piece; null at the end.")
    next_cursor: str | None = Field(description="The cursor in that address.")


class Paging(Schema):
    cursor: str = Field(
        "",
        max_length=400,
        pattern="^[A-Za-z0-9_-]*$",
        description=gettext_noop("`next_cursor` of the piece before."),
    )
    limit: int = Field(PAGE, ge=1, le=MOST, description=gettext_noop("How many items one answer holds."))


CountryCode = Literal["CN", "JP", "KR"]
