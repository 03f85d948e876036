"""Tantivy queries from analyses and filters."""

from collections.abc import Mapping, Sequence
from typing import Final

import tantivy

from tricity.language.features import KIND_WEIGHTS, Analysis, FeatureKind
from tricity.language.index.layout import TERMS, VISIBILITY, facet_field, held_term

MOST_TERMS: Final = 80  # of a query; the heaviest are kept
STRONG_GLOSS: Final = 0.45  # of a word's sense that makes a match by itself
_WEAK: Final = frozenset({FeatureKind.GRAM, FeatureKind.GLOSS})
_MOST_WEIGHT: Final = 2.0  # of a repeated term
MUST, SHOULD = tantivy.Occur.Must, tantivy.Occur.Should


def text_query(schema: tantivy.Schema, query: Analysis, language: str) -> tantivy.Query | None:
    """Return a weighted query for documents in a language with any of the text's terms, or None when it has none.

    Pairs of Han characters and further senses of a word add to the score; alone they make a match only where
    the query has nothing better.
    """
    strong, weak = _weighted_terms(query)
    strong_clauses = [_clause(schema, held_term(language, term), weight) for term, weight in strong]
    weak_clauses = [_clause(schema, held_term(language, term), weight) for term, weight in weak]
    if not strong_clauses and not weak_clauses:
        return None
    if not strong_clauses or not weak_clauses:
        return tantivy.Query.boolean_query(strong_clauses or weak_clauses)
    return tantivy.Query.boolean_query([(MUST, tantivy.Query.boolean_query(strong_clauses)), *weak_clauses])


def query_weights(query: Analysis) -> dict[str, float]:
    """Return the weight of each term that `text_query` asks for."""
    strong, weak = _weighted_terms(query)
    return dict([*strong, *weak])


def _weighted_terms(query: Analysis) -> tuple[list[tuple[str, float]], list[tuple[str, float]]]:
    weights: dict[str, float] = {}
    weak_terms: set[str] = set()
    strong_glosses: set[str] = set()
    for feature in query.features:
        weights[feature.term] = weights.get(feature.term, 0.0) + KIND_WEIGHTS[feature.kind] * feature.weight
        if feature.kind is FeatureKind.GLOSS and feature.weight >= STRONG_GLOSS:
            strong_glosses.add(feature.term)
        elif feature.kind in _WEAK:
            weak_terms.add(feature.term)
    weak_terms -= strong_glosses
    heaviest = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:MOST_TERMS]
    strong = [(term, min(weight, _MOST_WEIGHT)) for term, weight in heaviest if term not in weak_terms]
    weak = [(term, min(weight, _MOST_WEIGHT)) for term, weight in heaviest if term in weak_terms]
    return strong, weak


def _clause(schema: tantivy.Schema, term: str, weight: float) -> tuple[tantivy.Occur, tantivy.Query]:
    query = tantivy.Query.term_query(schema, TERMS, term, index_option="freq")
    return (SHOULD, tantivy.Query.boost_query(query, weight))


def filter_clauses(
    schema: tantivy.Schema, filters: Mapping[str, Sequence[str]], visibility: Sequence[str]
) -> dict[str, tuple[tantivy.Occur, tantivy.Query]]:
    """Return one scoreless clause per filtered facet, and "" for visibility; empty filters are left out."""
    clauses = {"": _any_of(schema, VISIBILITY, visibility)}
    for facet, values in filters.items():
        if values:
            clauses[facet] = _any_of(schema, facet_field(facet), values)
    return clauses


def _any_of(schema: tantivy.Schema, field: str, values: Sequence[str]) -> tuple[tantivy.Occur, tantivy.Query]:
    if not values:
        return (MUST, tantivy.Query.empty_query())
    terms = [
        (SHOULD, tantivy.Query.term_query(schema, field, value, index_option="basic")) for value in values
    ]
    either = terms[0][1] if len(terms) == 1 else tantivy.Query.boolean_query(terms)
    return (MUST, tantivy.Query.const_score_query(either, 0.0))
