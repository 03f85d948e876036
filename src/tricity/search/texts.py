"""Texts of indexed documents, packed small, by which hits are explained and quoted."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from tricity.language import Analysis, Feature, FeatureKind, IndexDocument, TextTerms
from tricity.search.models import IndexedText

_LEAST_WEIGHT = 0.2  # below it no reason is given, so nothing is kept
_LEAST_GLOSS = 0.35  # of a word's meaning: further senses would explain nothing


@dataclass(frozen=True, slots=True)
class Text:
    """Title and body of a document, with the features (not the words) of each."""

    title: Analysis
    body: Analysis


def packed(document: IndexDocument) -> IndexedText:
    """The row that keeps the document's texts; about 3 kB for a record."""
    content = [_plain(document.title), _plain(document.body)]
    return IndexedText(document_id=document.id, content=zlib.compress(json.dumps(content).encode(), 6))


def texts(document_ids: list[str]) -> dict[str, Text]:
    """Document id → its texts; one query. Documents the indexer has not kept are left out."""
    rows = IndexedText.objects.filter(document_id__in=document_ids)
    return {row.document_id: _unpacked(bytes(row.content)) for row in rows}


def _plain(text: Analysis | TextTerms) -> list[object]:
    surest = text.surest() if isinstance(text, TextTerms) else _surest(text)
    kept = [
        [each.kind.value, each.key, round(each.weight, 3), each.start, each.end]
        for each in surest
        if each.weight >= (_LEAST_GLOSS if each.kind is FeatureKind.GLOSS else _LEAST_WEIGHT)
    ]
    return [text.text.encode("utf-8", "replace").decode(), text.language, kept]


def _surest(analysis: Analysis) -> Iterable[Feature]:
    best: dict[tuple[FeatureKind, str], Feature] = {}
    for feature in analysis.features:
        known = best.get((feature.kind, feature.key))
        if known is None or feature.weight > known.weight:
            best[feature.kind, feature.key] = feature
    return best.values()


def _unpacked(content: bytes) -> Text:
    title, body = json.loads(zlib.decompress(content))
    return Text(_analysis(*title), _analysis(*body))


def _analysis(text: str, language: str, features: list[tuple[str, str, float, int, int]]) -> Analysis:
    known = (Feature(_KINDS[kind], key, weight, start, end) for kind, key, weight, start, end in features)
    return Analysis(text, language, (), tuple(known))


_KINDS = {kind.value: kind for kind in FeatureKind}
