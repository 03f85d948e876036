"""Indicators as a reader of one language gets them. Countries stand in the order of their names, then what several use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import pgettext

from tricity.directory.digests import SourceView, source_view
from tricity.directory.models import Country
from tricity.directory.names import country_name
from tricity.indicators.reading import registry
from tricity.indicators.values import Framework, Indicator, Relation, Source, Texts, Theme, Words
from tricity.language import sort_key
from tricity.translation.names import name_in
from tricity.web.text import LocalizedText

LONGEST_FOREIGN = 40  # characters of another language that are shown without being asked for


@dataclass(frozen=True, slots=True)
class OriginalView:
    """Words in their own language; `is_long` where they are foreign to the reader and better folded away."""

    text: str
    language: str
    is_long: bool

    @property
    def localized(self) -> LocalizedText:
        return LocalizedText(self.text, self.language)


@dataclass(frozen=True, slots=True)
class FrameworkView:
    """`country` is None where several countries use it."""

    id: str
    name: LocalizedText
    country: LocalizedText | None
    country_code: str
    edition: str
    original: OriginalView
    publisher: LocalizedText
    purpose: LocalizedText
    comparing: LocalizedText
    source: SourceView
    url: str


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """One row of the crosswalk."""

    framework: FrameworkView
    edition: str
    name: OriginalView
    number: str
    definition: LocalizedText
    relation: str
    relation_label: str
    reasons: tuple[LocalizedText, ...]
    source: SourceView


@dataclass(frozen=True, slots=True)
class ThemeView:
    id: str
    name: LocalizedText
    measure: LocalizedText
    url: str
    topic: str
    indicators: tuple[IndicatorView, ...]


@dataclass(frozen=True, slots=True)
class CellView:
    """What one framework has on a theme."""

    framework: FrameworkView
    indicators: tuple[IndicatorView, ...]


def framework_views(countries: Sequence[Country], language: str) -> list[FrameworkView]:
    """Every framework: those of `countries`, which come in the reader's order, then those of several countries."""
    names: dict[str | None, LocalizedText | None] = {
        each.code: country_name(each, language) for each in countries
    }
    places = {code: place for place, code in enumerate([*names, None])}
    names[None] = None
    shown = [each for each in registry().frameworks.values() if each.country in places]
    ordered = sorted(shown, key=lambda each: (places[each.country], _by_name(each.names, language), each.id))
    return [_framework(each, names[each.country], language) for each in ordered]


def theme_views(frameworks: Sequence[FrameworkView], language: str) -> list[ThemeView]:
    """Every theme by its name, with the indicators of these frameworks in their order."""
    ordered = sorted(registry().themes.values(), key=lambda each: (_by_name(each.names, language), each.id))
    return [theme_view(each, frameworks, language) for each in ordered]


def theme_view(theme: Theme, frameworks: Sequence[FrameworkView], language: str) -> ThemeView:
    places = {each.id: place for place, each in enumerate(frameworks)}
    by_id = {each.id: each for each in frameworks}
    labels = relation_labels()
    shown = [each for each in theme.indicators if each.framework.id in places]
    shown.sort(key=lambda each: (places[each.framework.id], each.number, each.name.text))
    return ThemeView(
        theme.id,
        _text(theme.names, language),
        _text(theme.measure, language),
        reverse("indicators:theme", args=[theme.id]),
        theme.topic,
        tuple(_indicator(each, by_id[each.framework.id], labels, language) for each in shown),
    )


def cells(theme: ThemeView, frameworks: Iterable[FrameworkView]) -> list[CellView]:
    """What each framework has on the theme, nothing too."""
    return [
        CellView(each, tuple(one for one in theme.indicators if one.framework.id == each.id))
        for each in frameworks
    ]


def relation_labels() -> Mapping[Relation, str]:
    return {
        Relation.COMPARABLE: pgettext("indicator", "Comparable"),
        Relation.SIMILAR: pgettext("indicator", "Similar"),
        Relation.NOT_COMPARABLE: pgettext("indicator", "Not comparable"),
    }


def _framework(framework: Framework, country: LocalizedText | None, language: str) -> FrameworkView:
    return FrameworkView(
        framework.id,
        _text(framework.names, language),
        country,
        framework.country or "",
        framework.edition,
        _original(framework.original, language),
        _text(framework.publisher, language),
        _text(framework.purpose, language),
        _text(framework.comparing, language),
        _source(framework.source),
        f"{reverse('indicators:indicators')}#{framework.id}",
    )


def _indicator(
    indicator: Indicator, framework: FrameworkView, labels: Mapping[Relation, str], language: str
) -> IndicatorView:
    return IndicatorView(
        framework,
        indicator.edition,
        _original(indicator.name, language),
        indicator.number,
        _text(indicator.definition, language),
        indicator.relation.value,
        labels[indicator.relation],
        tuple(_text(each, language) for each in indicator.reasons),
        _source(indicator.source),
    )


def _original(words: Words, language: str) -> OriginalView:
    is_long = words.language != language and len(words.text) > LONGEST_FOREIGN
    return OriginalView(words.text, words.language, is_long)


def _source(source: Source) -> SourceView:
    """A day on which it was read says that it is verified."""
    return source_view({"url": source.url, "read_on": source.read_on.isoformat() if source.read_on else None})


def _text(texts: Texts, language: str) -> LocalizedText:
    return name_in(texts, language)


def _by_name(texts: Texts, language: str) -> str:
    name = name_in(texts, language)
    return sort_key(name.text, "", name.language)
