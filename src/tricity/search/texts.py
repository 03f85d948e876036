"""Texts of indexed documents, packed small, by which hits are explained and quoted."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass

from tricity.language import Analysis, Feature, FeatureKind, IndexDocument
from tricity.search.models import IndexedText

_LEAST_WEIGHT = 0.2  # below it no reason is given, so nothing is kept
_LEAST_GLOSS = 0.35  # of a word's meaning: further senses would explain nothing


@dataclass(frozen=True, slots=True)
class Text:
    """Title and body of a document, with the features (not the words) of each."""

    title: Analysis
    body: Analysis


def packed(document: IndexDocument) -> IndexedText:
    """The row that keeps the document's texts; about 3 kB for a record. Raises ValueError for one of terms alone."""
    if not (isinstance(document.title, Analysis) and isinstance(document.body, Analysis)):
        raise ValueError(f"{document.id} has terms where its analyses are expected")
    content = [_plain(document.title), _plain(document.body)]
    return IndexedText(document_id=document.id, content=zlib.compress(json.dumps(content).encode(), 6))


def texts(document_ids: list[str]) -> dict[str, Text]:
    """Document id → its texts; one query. Documents the indexer has not kept are left out."""
    rows = IndexedText.objects.filter(document_id__in=document_ids)
    return {row.document_id: _unpacked(bytes(row.content)) for row in rows}


def _plain(analysis: Analysis) -> list[object]:
    best: dict[tuple[FeatureKind, str], Feature] = {}
    for feature in analysis.features:
        known = best.get((feature.kind, feature.key))
        least = _LEAST_GLOSS if feature.kind is FeatureKind.GLOSS else _LEAST_WEIGHT
        if feature.weight >= least and (known is None or feature.weight > known.weight):
            best[feature.kind, feature.key] = feature
    kept = [
        [each.kind.value, each.key, round(each.weight, 3), each.start, each.end] for each in best.values()
    ]
    return [analysis.text.encode("utf-8", "replace").decode(), analysis.language, kept]


def _unpacked(content: bytes) -> Text:
    title, body = json.loads(zlib.decompress(content))
    return Text(_analysis(*title), _analysis(*body))


def _analysis(text: str, language: str, features: list[tuple[str, str, float, int, int]]) -> Analysis:
    known = (Feature(_KINDS[kind], key, weight, start, end) for kind, key, weight, start, end in features)
    return Analysis(text, language, (), tuple(known))


_KINDS = {kind.value: kind for kind in FeatureKind}
