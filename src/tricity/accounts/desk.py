"""What waits for a person. Apps register sources of items; this app knows none of them.

`tricity.accounts.waiting` asks them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Expression, F, Model, QuerySet
from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads the desk, in which language, and for which organization alone (its id; None: for all of them).

    `codes` are id and code of the person's organizations; `without` are groups of sources that are not wanted, and
    `by_mail` says that what is read goes out as an e-mail.
    """

    user: Any
    language: str
    body: int | None = None
    codes: Mapping[int, str] = field(default_factory=dict)
    without: frozenset[str] = frozenset()
    by_mail: bool = False

    def bodies(self, ids: Iterable[int]) -> list[int]:
        """Those of the organizations the desk is read for."""
        return [pk for pk in ids if self.body is None or pk == self.body]


@dataclass(frozen=True, slots=True)
class Action:
    """The one thing to do: a link, or with `posts` a form that does it at once with these `fields`."""

    label: Any
    url: str
    posts: bool = False
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DeskItem:
    """Something that waits: what, why and since when. `urgency` counts from 0 to 100; news ends once it was seen."""

    title: Any
    url: str
    remark: str
    action: Action
    section: str = ""
    pk: int = 0
    what: Any = ""
    urgency: int = 0
    since: dt.datetime | None = None
    is_news: bool = False

    @property
    def key(self) -> str:
        return f"{self.section}:{self.pk}"

    @property
    def lang(self) -> str:
        """Language of the title, in our code; empty where it is the page's."""
        return str(getattr(self.title, "language", ""))


# Objects whose names are wanted → (model label, id) → the name for the reader.
Names = Mapping[tuple[str, int], Any]
Name = Callable[[Sequence[Any], str], Mapping[int, Any]]


@dataclass(frozen=True, slots=True)
class Source:
    """Items of one kind. `waits` gives the rows, the first to be shown first; None where it does not concern the reader.

    `since` says since when, in columns of the row. `load` reads rows by id with all that `item` needs; sources that share
    it are read together. `subjects` are objects of a row whose names `item` is handed. `item` may return None for what
    turns out not to wait; without `item` only the number is said, and with `is_listed` off not even that to the reader.
    `url` leads to the whole list, if it has a page of its own; `group` is one of `notices.registry.GROUPS`.
    `is_exact`: every row of `waits` really waits.
    """

    section: str
    title: Any
    urgency: int
    waits: Callable[[Reader], QuerySet[Any] | None]
    since: Expression | F
    load: Callable[[Sequence[int]], Iterable[Any]] | None = None
    item: Callable[[Any, Names, Reader], DeskItem | None] | None = None
    subjects: Callable[[Any], Iterable[Model]] = field(default=lambda row: (row,))
    what: Any = ""
    url: Callable[[], str] | None = None
    group: str = ""
    is_news: bool = False
    is_exact: bool = True
    is_listed: bool = True


# The rows of a source without those the reader has put away.
Putting = Callable[[QuerySet[Any], Source, Reader], QuerySet[Any]]

_sources: dict[str, Source] = {}
_names: dict[str, Name] = {}
_puttings: list[Putting] = []


def register_source(source: Source) -> None:
    """Add items of one kind; a second source of the same section takes the place of the first."""
    _sources[source.section] = source


def register_names(model: type[Model], name: Name) -> None:
    """Say how objects of a model are called for a reader, many at once."""
    _names[model._meta.label_lower] = name


def register_put_away(putting: Putting) -> None:
    """Leave out of every source what the person has put away."""
    if putting not in _puttings:
        _puttings.append(putting)


def address_of(source: Source) -> str:
    """Where all that waits in a source is listed."""
    return source.url() if source.url else reverse("accounts:waiting", args=[source.section])


def source_of(section: str) -> Source | None:
    return _sources.get(section)


def sources() -> list[Source]:
    """In the order the apps registered them."""
    return list(_sources.values())


def without_put_away(rows: QuerySet[Any], source: Source, reader: Reader) -> QuerySet[Any]:
    for putting in _puttings:
        rows = putting(rows, source, reader)
    return rows


def names_of(subjects: Iterable[Any], language: str) -> dict[tuple[str, int], Any]:
    """What these objects are called, each model asked once; those nobody can name are left out."""
    by_model: dict[str, dict[int, Any]] = {}
    for each in subjects:
        by_model.setdefault(each._meta.label_lower, {})[each.pk] = each
    return {
        (label, pk): name
        for label, rows in by_model.items()
        if label in _names
        for pk, name in _names[label](list(rows.values()), language).items()
    }
