"""Which objects have texts to render. Apps register theirs; this app knows none of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model


@dataclass(frozen=True, slots=True)
class Renderable:
    """A kind of object with texts to render; `kind` is a word of its address.

    `texts` gives field → the author's words, `label` how a field is called in the active language. What is not
    public is never sent to an engine. `changed` is called in the transaction that publishes a rendering.
    """

    kind: str
    model: type[Model]
    texts: Callable[[Any], Mapping[str, str]]
    label: Callable[[str], str]
    may_read: Callable[[Any, Any], bool]
    may_edit: Callable[[Any, Any], bool]
    is_public: Callable[[Any], bool]
    changed: Callable[[Any], None]

    @property
    def subject_kind(self) -> str:
        """As `Translation` and `Draft` name it."""
        return self.model._meta.label_lower

    def find(self, code: str) -> Any:
        """The object with this code, or None."""
        return self.model._default_manager.filter(code=code).first()


_by_kind: dict[str, Renderable] = {}


def register(renderable: Renderable) -> None:
    _by_kind[renderable.kind] = renderable


def renderables() -> list[Renderable]:
    return list(_by_kind.values())


def renderable(kind: str) -> Renderable | None:
    return _by_kind.get(kind)


def renderable_of(subject_kind: str) -> Renderable | None:
    return next((each for each in _by_kind.values() if each.subject_kind == subject_kind), None)
