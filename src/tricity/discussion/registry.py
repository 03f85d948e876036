"""What can be discussed, and who people speak for. Apps above register both; this app knows none of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from tricity.accounts.models import RoleGrant
from tricity.accounts.rules import grants, is_operator
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class Discussable:
    """A kind of object people talk about; `kind` is a word of its address.

    `is_open` tells whether new posts are taken now, `countries` whose curators moderate (codes), `bodies` whom one
    may write to about it (codes of organizations). `title` is for a reader of a language.
    """

    kind: str
    model: type[Model]
    title: Callable[[Any, str], LocalizedText]
    may_read: Callable[[Any, Any], bool]
    is_public: Callable[[Any], bool]
    is_open: Callable[[Any], bool]
    countries: Callable[[Any], Sequence[str]]
    bodies: Callable[[Any], Sequence[str]]

    def find(self, code: str) -> Any:
        """The object with this code, or None."""
        return self.model._default_manager.filter(code=code).first()

    def of_row(self, pk: int) -> Any:
        return self.model._default_manager.filter(pk=pk).first()


@dataclass(frozen=True, slots=True)
class Body:
    """An organization as a reader knows it; `country` is a code, empty for an international one."""

    code: str
    name: LocalizedText
    url: str
    country: str


@dataclass(frozen=True, slots=True)
class Bodies:
    """What the directory knows: `spoken_for` the codes of a person's organizations, `described` code → Body for a
    reader of a language, `members` the ids of the people who act for an organization.
    """

    spoken_for: Callable[[Any], Sequence[str]]
    described: Callable[[Iterable[str], str], Mapping[str, Body]]
    members: Callable[[str], Sequence[int]]


_by_kind: dict[str, Discussable] = {}
_bodies = Bodies(lambda _user: (), lambda _codes, _language: {}, lambda _code: ())
_more_moderators: list[Callable[[Any], Sequence[str] | None]] = []


def register(discussable: Discussable) -> None:
    _by_kind[discussable.kind] = discussable


def discussable(kind: str) -> Discussable | None:
    return _by_kind.get(kind)


def register_bodies(bodies: Bodies) -> None:
    """Say how organizations are known; there is one directory."""
    global _bodies  # a registry of one
    _bodies = bodies


def bodies() -> Bodies:
    return _bodies


def register_moderators(countries: Callable[[Any], Sequence[str] | None]) -> None:
    """Add people who moderate: called with a user, gives codes of countries, None for all of them."""
    if countries not in _more_moderators:
        _more_moderators.append(countries)


def moderated_countries(user: Any) -> frozenset[str] | None:
    """Codes of the countries whose discussions the person moderates; None: all. Read once per request object."""
    if not user.is_authenticated:
        return frozenset()
    if not hasattr(user, "_moderated"):
        user._moderated = _moderated(user)
    return user._moderated


def _moderated(user: Any) -> frozenset[str] | None:
    """Curators those of their country, a secretariat and operators all."""
    curated = {country for role, country in grants(user) if role == RoleGrant.Role.CURATOR}
    if is_operator(user) or "" in curated:
        return None
    for more in _more_moderators:
        found = more(user)
        if found is None:
            return None
        curated |= set(found)
    return frozenset(curated)


def spoken_for(user: Any) -> list[str]:
    """Codes of the organizations the person writes for; read once per request object."""
    if not user.is_authenticated:
        return []
    if not hasattr(user, "_spoken_for"):
        user._spoken_for = list(_bodies.spoken_for(user))
    return user._spoken_for


def moderates(user: Any, countries: str) -> bool:
    """Whether the person moderates what belongs to any of these countries (`|JP|KR|`)."""
    own = moderated_countries(user)
    return own is None or any(f"|{code}|" in countries for code in own)


def listed(countries: Iterable[str]) -> str:
    """Codes of countries as threads and conversations keep them."""
    return "|" + "".join(f"{code}|" for code in sorted(set(filter(None, countries))))
