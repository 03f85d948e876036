"""What the values of facets are called in a reader's language.

Labels come from an app's provider (`registry.register_labels`), else from the registered models themselves: a field
with choices has its labels, a foreign key leads to rows with names.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Field, Model
from django.utils.translation import gettext as _
from django.utils.translation import override

from tricity.search import registry
from tricity.search.engine import engine
from tricity.translation.names import name_in
from tricity.web.text import LocalizedText

# Facet → the foreign key that leads to its rows, and the column of theirs that is the facet's value.
_NAMED = {"country": ("country", "pk"), "city": ("city", "code"), "organization": ("owner", "code")}


def labels(facet: str, values: Sequence[str], language: str) -> dict[str, LocalizedText]:
    """Value → its label, in the order in which a reader of the language looks for it; at most one query.

    Values nobody can name are left out: they belong to nothing any more.
    """
    if not values:
        return {}
    provider = registry.label_provider(facet)
    if provider is not None:
        return _plain(provider(values, language), values, language)
    if facet == "topic":
        return _topics(values, language)
    if facet in _NAMED:
        return _named(facet, values, language)
    with override(language):
        known = (
            _languages()
            if facet == "language"
            else {**_kinds(), **_choices("kind")}
            if facet == "kind"
            else _choices(facet)
        )
    return _plain(known, [value for value in known if value in values], language)


def _plain(known: object, values: Iterable[str], language: str) -> dict[str, LocalizedText]:
    assert hasattr(known, "get")
    return {value: LocalizedText(known.get(value), language) for value in values if known.get(value)}


def _topics(values: Iterable[str], language: str) -> dict[str, LocalizedText]:
    concepts = engine().thesaurus.concepts
    return {
        slug: LocalizedText(concepts[slug].label(language), language) for slug in values if slug in concepts
    }


def _named(facet: str, values: Sequence[str], language: str) -> dict[str, LocalizedText]:
    field, column = _NAMED[facet]
    targets = (_target(model, field) for model in _models())
    model = next((target for target in targets if target is not None), None)
    if model is None:
        return {}
    rows = model._base_manager.filter(**{f"{column}__in": values}).values_list(column, "names", "sort_keys")
    ordered = sorted(rows, key=lambda row: (row[2].get(language) or name_in(row[1], language).text, row[0]))
    return {str(value): name_in(names, language) for value, names, _keys in ordered}


def _target(model: type[Model], name: str) -> type[Model] | None:
    field = _field(model, name)
    return field.related_model if field is not None and isinstance(field.related_model, type) else None


def _field(model: type[Model], name: str) -> Field[Any, Any] | None:
    return next((field for field in model._meta.concrete_fields if field.name == name), None)


def _models() -> list[type[Model]]:
    return list({indexed.model: None for indexed in registry.kinds().values()})


def _kinds() -> dict[str, str]:
    return {kind: str(indexed.model._meta.verbose_name) for kind, indexed in registry.kinds().items()}


def _choices(name: str) -> dict[str, str]:
    fields = [_field(model, name) for model in _models()]
    pairs = [pair for field in fields if field is not None for pair in field.flatchoices]
    return {str(value): str(label) for value, label in pairs}


def _languages() -> dict[str, str]:
    return {
        "en": _("English"),
        "ja": _("Japanese"),
        "ko": _("Korean"),
        "zh-hans": _("Simplified Chinese"),
        "zh-hant": _("Traditional Chinese"),
    }
