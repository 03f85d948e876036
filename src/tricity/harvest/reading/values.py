from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Form(StrEnum):
    """How a source speaks."""

    CKAN = "ckan"
    DCAT = "dcat"
    FEED = "feed"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a source is asked for: `since` only what changed after it; `filter` a CKAN filter query.

    `title` and `text` name the CKAN fields to read (dots lead into objects: title_translated.ko); `language` is the
    one preferred where a text is given in several.
    """

    form: Form
    address: str
    filter: str = ""
    title: str = ""
    text: str = ""
    language: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True)
class Resource:
    """A file or service of an entry."""

    name: str
    url: str
    format: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a source, in its own words. `modified` is aware, or None where it cannot be read."""

    external_id: str
    title: str
    text: str = ""
    url: str = ""
    modified: dt.datetime | None = None
    licence: str = ""
    language: str = ""
    publisher: str = ""
    resources: tuple[Resource, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 of all that is taken over; the date alone is no change."""
        said = {name: value for name, value in asdict(self).items() if name != "modified"}
        return hashlib.sha256(
            json.dumps(said, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass")
        ).hexdigest()


@dataclass(frozen=True, slots=True)
class Flaw:
    """An entry that cannot be taken: where, and the code and values of its sentence."""

    place: str
    code: str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Batch:
    """What one page holds; `next` is the address of the following one, "" at the end. `total` is 0 where unknown."""

    items: tuple[Item, ...]
    flaws: tuple[Flaw, ...] = ()
    next: str = ""
    total: int = 0
