from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final

from tricity.documents.reading.values import Text
from tricity.documents.suggestions.figures import figures
from tricity.documents.suggestions.money import budgets
from tricity.documents.suggestions.values import Field, Suggestion, suggestion
from tricity.documents.suggestions.wording import languages, summaries, titles
from tricity.documents.suggestions.years import years
from tricity.language import Concept, Thesaurus

MOST_NAMES: Final = 5
LEAST_NAME: Final = 3  # characters; 大津 or 수원 alone are too often part of something else


def from_text(text: Text) -> list[Suggestion]:
    """All that the text says by itself: title, summary, language, budget, years, figures."""
    language = list(languages(text))
    return [
        *titles(text),
        *summaries(text),
        *language,
        *budgets(text, str(language[0].value)),
        *years(text),
        *figures(text),
    ]


def suggest_names(
    field: Field, text: Text, language: str, names: Mapping[str, Mapping[str, tuple[str, ...]]]
) -> Iterator[Suggestion]:
    """Of `names` (id → language → names) those the text has, the most frequent first, each where it stands first."""
    finder = Thesaurus(
        Concept(each, {code: long for code, given in by.items() if (long := _long(given))})
        for each, by in names.items()
    )
    seen: dict[str, tuple[int, int, int]] = {}
    counts: dict[str, int] = defaultdict(int)
    for number, block in enumerate(text.blocks):
        for mention in finder.find(block.text, language):
            counts[mention.concept_id] += 1
            seen.setdefault(mention.concept_id, (number, mention.start, mention.end))
    ranked = sorted(counts, key=lambda each: (-counts[each], seen[each]))
    for place, each in enumerate(ranked[:MOST_NAMES]):
        value: Any = each
        yield suggestion(field, value, text.blocks, *seen[each], is_likely=place == 0)


def _long(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if len(name) >= LEAST_NAME)
