"""What the apps tell the search: which objects are indexed, how they are shown, which names are known.

Filled by `AppConfig.ready()` of the apps; the search itself knows none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from tricity.language import IndexDocument
from tricity.search.errors import NotRegistered

Documents = Callable[[Sequence[int]], Iterable[IndexDocument]]
Present = Callable[[Sequence[int], str], Mapping[int, Any]]
Given = str | tuple[str, ...]
Names = Callable[[], Mapping[str, Mapping[str, Given]]]
Labels = Callable[[Sequence[str], str], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Indexed:
    """One kind of object that can be found. Kinds that share a model share `documents` and `present` too.

    `documents` yields the documents of the rows of these ids, and none for a row that must not be found;
    the id of a document is `kind:row id`. `present` gives the objects for readers of a language, in a fixed number of
    queries, without those deleted; who may read a draft the search itself looks up (see `search.audiences`). `template`
    shows one as a card: it gets `object` and, on the search page, `hit`.
    """

    kind: str
    model: type[Model]
    documents: Documents
    present: Present
    template: str

    @property
    def is_quotable(self) -> bool:
        """Whether its objects are texts somebody wrote in one language, so that their words can be quoted."""
        return {"title", "language"} <= {field.name for field in self.model._meta.concrete_fields}


_kinds: dict[str, Indexed] = {}
_names: list[Names] = []
_labels: dict[str, Labels] = {}


def register(indexed: Indexed) -> None:
    """Have a kind indexed and found; registering it again replaces it."""
    _kinds[indexed.kind] = indexed


def register_names(names: Names) -> None:
    """Add names to the vocabulary: id ("city:CODE") → language → name or names; asked for about once a minute."""
    if names not in _names:
        _names.append(names)


def register_labels(facet: str, labels: Labels) -> None:
    """Say how values of a facet are called: (values, language) → value → label. Values left out are shown as they are.

    Facets without this take their labels from the registered models (see `search.labels`).
    """
    _labels[facet] = labels


def kinds() -> dict[str, Indexed]:
    """Kind → what was registered for it."""
    return dict(_kinds)


def of_kind(kind: str) -> Indexed:
    """What was registered for the kind. Raises NotRegistered."""
    try:
        return _kinds[kind]
    except KeyError:
        raise NotRegistered(kind) from None


def of_model(label: str) -> list[Indexed]:
    """What was registered for the model of this label ("app.model"); empty for none."""
    return [indexed for indexed in _kinds.values() if indexed.model._meta.label_lower == label]


def names() -> dict[str, Mapping[str, Given]]:
    """All names of all providers."""
    return {name_id: by_language for provider in _names for name_id, by_language in provider().items()}


def label_provider(facet: str) -> Labels | None:
    """What was registered for the labels of a facet."""
    return _labels.get(facet)
