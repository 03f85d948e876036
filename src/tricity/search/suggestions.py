"""Topics to look at when a search found nothing."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from tricity.language import Concept, sort_key
from tricity.search.engine import engine
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
    mentions = thesaurus.find(question, query_language(question, language))
    slugs = dict.fromkeys(mention.concept_id for mention in mentions)
    return [_suggestion(thesaurus[slug], language) for slug in list(slugs)[:MOST_MEANT]]


def top_topics(language: str) -> list[Suggestion]:
    """The broadest topics, by their labels."""
    tops = [concept for concept in engine().thesaurus.concepts.values() if concept.top]
    found = [_suggestion(concept, language) for concept in tops]
    return sorted(found, key=lambda suggestion: sort_key(suggestion.label, "", language))


def _suggestion(concept: Concept, language: str) -> Suggestion:
    address = f"{reverse('search:search')}?{urlencode({'topic': concept.id})}"
    return Suggestion(concept.label(language), address)
