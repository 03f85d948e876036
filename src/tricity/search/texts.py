"""Texts of indexed documents, packed small, by which hits are explained and quoted."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tricity.language import (
    Analysis,
    Feature,
    FeatureKind,
    IndexDocument,
    PieceTerms,
    TextTerms,
    kept_beside,
    pair_features,
)
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


def packed(document: IndexDocument) -> bytes:
    """What is kept of the document's texts; some 2 kB for a record, 10 kB for one with its whole template."""
    content = f"[{_written(document.title)},{_written(document.body)}]"
    return zlib.compress(content.encode("utf-8", "replace"), _COMPRESSION)


def texts(document_ids: list[str]) -> dict[str, Text]:
    """Document id → its texts; one query. Documents the indexer has not kept are left out."""
    rows = IndexedText.objects.filter(document_id__in=document_ids)
    return {row.document_id: _unpacked(bytes(row.content)) for row in rows}


def _written(text: Analysis | TextTerms) -> str:
    """Text, language, and for each piece that has any its start and its features, as JSON."""
    if isinstance(text, TextTerms):
        kept = [(start, _columns(piece)) for start, piece in text.pieces]
    else:
        kept = [(0, _written_columns(_places(text), text.language))]
    pieces = ",".join([f"[{start},{columns}]" for start, columns in kept if columns])
    return f"[{_json(text.text)},{_json(text.language)},[{pieces}]]"


# A sentence read once is in many texts, and is written once for all of them.
@kept_beside
def _columns(piece: PieceTerms) -> str:
    return _written_columns(
        zip(piece.terms, piece.surest, piece.starts, piece.ends, strict=True), piece.language
    )


def _written_columns(places: Iterable[tuple[str, float, int, int]], language: str) -> str:
    """Term, weight in hundredths, start and end of each feature: a list each, which packs best; empty for none."""
    has_pairs = _has_its_pairs(language)
    kept = [
        (term, int(100 * weight + 0.5), start, end)
        for term, weight, start, end in places
        if weight >= (_LEAST_GLOSS if term.startswith(_GLOSS) else _LEAST_WEIGHT)
        and not (has_pairs and term.startswith(_GRAM))
    ]
    return ",".join(_json(column) for column in zip(*kept, strict=True))


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _has_its_pairs(language: str) -> bool:
    """Whether pairs of Han characters can be had from the text again; those of a Korean one are of its words' Han forms."""
    return language != "ko"


def _places(analysis: Analysis) -> Iterator[tuple[str, float, int, int]]:
    best: dict[str, tuple[float, int, int]] = {}
    for feature in analysis.features:
        term = feature.term
        known = best.get(term)
        if known is None or feature.weight > known[0]:
            best[term] = (feature.weight, feature.start, feature.end)
    return ((term, *place) for term, place in best.items())


def _unpacked(content: bytes) -> Text:
    title, body = json.loads(zlib.decompress(content))
    return Text(_analysis(*title), _analysis(*body))


_Piece = tuple[int, list[str], list[int], list[int], list[int]]


def _analysis(text: str, language: str, pieces: list[_Piece]) -> Analysis:
    features = [
        Feature(_KINDS[kind], key, weight / 100, start, end)
        for term, (weight, start, end) in _surest(pieces).items()
        for kind, _, key in [term.partition(":")]
    ]
    if _has_its_pairs(language):
        features += pair_features(text)
    return Analysis(text, language, (), tuple(features))


def _surest(pieces: list[_Piece]) -> dict[str, tuple[int, int, int]]:
    """Weight, start and end of each term where it is surest, the first place of equals."""
    best: dict[str, tuple[int, int, int]] = {}
    for offset, *columns in pieces:
        for term, weight, start, end in zip(*columns, strict=True):
            known = best.get(term)
            if known is None or weight > known[0]:
                best[term] = (weight, offset + start, offset + end)
    return best


_KINDS = {kind.value: kind for kind in FeatureKind}
