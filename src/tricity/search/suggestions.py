"""Topics to look at when a search found nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse
from django.utils.http import urlencode

from tricity.language import Concept, sort_key
from tricity.search.engine import engine, vocabulary
from tricity.search.queries import query_language

MOST_MEANT = 5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A topic by its label in the reader's language, and the search for what is about it."""

    label: str
    url: str


def meant_topics(question: str, language: str) -> list[Suggestion]:
    """The topics a question names, in order of its words."""
    if not question:
        return []
    thesaurus = engine().thesaurus
    slugs = _named(vocabulary(), question, query_language(question, language))
    return [_suggestion(thesaurus[slug], language) for slug in slugs if slug in thesaurus.concepts]


# What is asked in a room is shown to everybody there, again and again.
@lru_cache(maxsize=4096)
def _named(_vocabulary: str, question: str, language: str) -> tuple[str, ...]:
    mentions = engine().thesaurus.find(question, language)
    return tuple(dict.fromkeys(mention.concept_id for mention in mentions))[:MOST_MEANT]


def top_topics(language: str) -> list[Suggestion]:
    """The broadest topics, by their labels."""
    tops = [concept for concept in engine().thesaurus.concepts.values() if concept.top]
    found = [_suggestion(concept, language) for concept in tops]
    return sorted(found, key=lambda suggestion: sort_key(suggestion.label, "", language))


def _suggestion(concept: Concept, language: str) -> Suggestion:
    address = f"{reverse('search:search')}?{urlencode({'topic': concept.id})}"
    return Suggestion(concept.label(language), address)
