"""Finding objects of all apps by words of any language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import lru_cache
from typing import Any

from tricity.language import Analysis, Engine, Hit, Reason, SearchIndex, clean, identify, strongest
from tricity.search import folder, registry
from tricity.search.audiences import audiences, readable
from tricity.search.engine import engine
from tricity.search.found import Found, FoundHit, Part, Quotation
from tricity.search.quoting import quote
from tricity.search.reasons import FoundReason
from tricity.search.texts import Text, texts

FACETS = folder.FACETS
LONGEST_QUERY = 400
MOST_REASONS = 3
_READING_HAN = ("zh-hans", "zh-hant", "ja")


def index_is_ready() -> bool:
    """There is an index of this version's layout to search in."""
    return folder.searchable() is not None


def visibilities(user: Any) -> list[str]:
    """The audiences of the index the person belongs to: “public”, “org:CODE”, “country:CC”, or “every”."""
    return audiences(user)


def find(
    text: str | None,
    *,
    language: str,
    kinds: Sequence[str] = (),
    filters: Mapping[str, Sequence[str]] | None = None,
    user: Any = None,
    page: int = 1,
    size: int = 20,
    counts: Sequence[str] = (),
) -> Found:
    """What answers `text` for this person, best first; without text everything, newest first.

    `language` is the reader's. Values of one filter are alternatives, filters narrow each other down; `counts` are
    those of the index for the facets named, each as if it had no filter of its own. Objects are loaded in a fixed
    number of queries and looked at once more for who may read them. Raises ValueError for an unknown facet or kind.
    """
    index = folder.searchable()
    if index is None:
        return Found(is_ready=False)
    wanted = {facet: list(values) for facet, values in (filters or {}).items()}
    if kinds:
        wanted["kind"] = [registry.of_kind(kind).kind for kind in kinds]
    asked = _analysis(engine(), query_text(text), language)
    results = index.search(
        asked,
        filters=wanted,
        visibility=visibilities(user),
        limit=size,
        offset=(max(1, page) - 1) * size,
        counts=counts,
    )
    hits = _load(results.hits, language=language, user=user)
    if asked is not None:
        hits = _explained(hits, asked, index)
    return Found(results.total, tuple(hits), results.counts)


def readable_now(document_ids: Sequence[str], *, language: str, user: Any) -> dict[str, FoundHit]:
    """Document id → what it is, of those that still are and that the person may read; as many queries as models."""
    hits = _load([Hit(each, 0.0) for each in document_ids], language=language, user=user)
    return {f"{hit.kind}:{hit.pk}": hit for hit in hits}


def query_text(text: str | None) -> str:
    """The question as it is searched: cleaned, spaces trimmed, cut at 400 characters."""
    return clean(text or "").strip()[:LONGEST_QUERY]


def query_language(text: str, reader: str) -> str:
    """In which language a question is asked; Han characters alone are read as the reader's own language."""
    return identify(text, reader if reader in _READING_HAN else "zh-hans") if text else reader


@lru_cache(maxsize=256)
def _analysis(words: Engine, text: str, reader: str) -> Analysis | None:
    return words.analyze_query(text, query_language(text, reader)) if text else None


def _load(found: Sequence[Hit], *, language: str, user: Any) -> list[FoundHit]:
    """The objects of these hits in their order; those gone or no longer readable are left out."""
    places = [(kind, int(pk), hit.score) for hit in found for kind, pk in [hit.id.split(":", 1)]]
    by_kind: dict[str, list[int]] = defaultdict(list)
    for kind, pk, _score in places:
        if kind in registry.kinds():
            by_kind[kind].append(pk)
    objects = _present(by_kind, language, user)
    return [
        FoundHit(kind, pk, objects[kind, pk], registry.of_kind(kind).template, score)
        for kind, pk, score in places
        if (kind, pk) in objects
    ]


def _present(by_kind: Mapping[str, Sequence[int]], language: str, user: Any) -> dict[tuple[str, int], Any]:
    """(kind, row id) → object. Kinds that share a model are loaded together."""
    together: dict[Any, list[str]] = defaultdict(list)
    for kind in by_kind:
        indexed = registry.of_kind(kind)
        together[indexed.model, indexed.present].append(kind)
    objects: dict[tuple[str, int], Any] = {}
    for (model, present), kinds in together.items():
        ids = [pk for kind in kinds for pk in by_kind[kind]]
        allowed = readable(model, ids, user)
        shown = present([pk for pk in ids if pk in allowed], language) if allowed else {}
        objects |= {
            (kind, pk): shown[pk] for kind in kinds for pk in by_kind[kind] if pk in shown and pk in allowed
        }
    return objects


def _explained(hits: Sequence[FoundHit], asked: Analysis, index: SearchIndex) -> list[FoundHit]:
    kept = texts([f"{hit.kind}:{hit.pk}" for hit in hits])
    words = engine()
    return [_explain(hit, asked, kept.get(f"{hit.kind}:{hit.pk}"), words, index) for hit in hits]


def _explain(
    hit: FoundHit, asked: Analysis, text: Text | None, words: Engine, index: SearchIndex
) -> FoundHit:
    if text is None:
        return hit
    in_title = words.explain(asked, text.title, MOST_REASONS, index.rarity)
    in_body = words.explain(asked, text.body, MOST_REASONS, index.rarity)
    kept = strongest([*in_title, *in_body], MOST_REASONS)
    language = text.title.language
    body_spans = [reason.document_span for reason in in_body]
    title_spans = [reason.document_span for reason in in_title]
    parts: tuple[Part, ...] = ()
    if registry.of_kind(hit.kind).is_quotable:
        parts = quote(text.body.text, body_spans, language) or quote(text.title.text, title_spans, language)
    return FoundHit(
        hit.kind,
        hit.pk,
        hit.object,
        hit.template,
        hit.score,
        tuple(_found_reason(reason, asked.language, language) for reason in kept),
        Quotation(parts, language) if parts else None,
    )


def _found_reason(reason: Reason, query_language: str, document_language: str) -> FoundReason:
    known = {field.name: getattr(reason, field.name) for field in fields(Reason)}
    return FoundReason(**known, query_language=query_language, document_language=document_language)
