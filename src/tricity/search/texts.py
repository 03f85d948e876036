"""Texts of indexed documents, packed small, by which hits are explained and quoted."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from tricity.language import Analysis, Feature, FeatureKind, IndexDocument, TextTerms, pair_features
from tricity.search.models import IndexedText

_LEAST_WEIGHT = 0.2  # below it no reason is given, so nothing is kept
_LEAST_GLOSS = 0.35  # of a word's meaning: further senses would explain nothing
_GLOSS, _GRAM = f"{FeatureKind.GLOSS}:", f"{FeatureKind.GRAM}:"
_COMPRESSION = 1  # a third of the time of level 6, a tenth larger


@dataclass(frozen=True, slots=True)
class Text:
    """Title and body of a document, with the features (not the words) of each."""

    title: Analysis
    body: Analysis


def packed(document: IndexDocument) -> IndexedText:
    """The row that keeps the document's texts; some 1.5 kB for a record."""
    content = json.dumps([_plain(document.title), _plain(document.body)], ensure_ascii=False)
    return IndexedText(
        document_id=document.id, content=zlib.compress(content.encode("utf-8", "replace"), _COMPRESSION)
    )


def texts(document_ids: list[str]) -> dict[str, Text]:
    """Document id → its texts; one query. Documents the indexer has not kept are left out."""
    rows = IndexedText.objects.filter(document_id__in=document_ids)
    return {row.document_id: _unpacked(bytes(row.content)) for row in rows}


def _plain(text: Analysis | TextTerms) -> list[object]:
    """Text, language, then term, weight in hundredths, start and end of each feature: a list each, which packs best."""
    places = text.places if isinstance(text, TextTerms) else _places(text)
    kept = [
        (term, int(100 * weight + 0.5), start, end)
        for term, (weight, start, end) in places.items()
        if weight >= (_LEAST_GLOSS if term.startswith(_GLOSS) else _LEAST_WEIGHT)
        and not (term.startswith(_GRAM) and _has_its_pairs(text.language))
    ]
    columns: list[Sequence[object]] = list(zip(*kept, strict=True)) if kept else [(), (), (), ()]
    return [text.text, text.language, *columns]


def _has_its_pairs(language: str) -> bool:
    """Whether pairs of Han characters can be had from the text again; those of a Korean one are of its words' Han forms."""
    return language != "ko"


def _places(analysis: Analysis) -> dict[str, tuple[float, int, int]]:
    best: dict[str, tuple[float, int, int]] = {}
    for feature in analysis.features:
        term = feature.term
        known = best.get(term)
        if known is None or feature.weight > known[0]:
            best[term] = (feature.weight, feature.start, feature.end)
    return best


def _unpacked(content: bytes) -> Text:
    title, body = json.loads(zlib.decompress(content))
    return Text(_analysis(*title), _analysis(*body))


def _analysis(
    text: str, language: str, terms: list[str], weights: list[int], starts: list[int], ends: list[int]
) -> Analysis:
    features = [
        Feature(_KINDS[kind], key, weight / 100, start, end)
        for term, weight, start, end in zip(terms, weights, starts, ends, strict=True)
        for kind, _, key in [term.partition(":")]
    ]
    if _has_its_pairs(language):
        features += pair_features(text)
    return Analysis(text, language, (), tuple(features))


_KINDS = {kind.value: kind for kind in FeatureKind}
