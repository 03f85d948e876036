"""The fields of the index, and the stamp by which an outdated folder is recognised."""

import json
import os
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import tantivy

from tricity.language.errors import IndexOutdated
from tricity.language.index.documents import IndexDocument
from tricity.language.index.exact import pack

LAYOUT_VERSION: Final = 3  # raise whenever fields, term keys or the analysis change
STAMP: Final = "tricity-index.json"
ID, TERMS, VISIBILITY, SORT, LANGUAGE = "id", "terms", "visibility", "sort", "written_in"
EXACT = "exact"  # what hits are scored anew by, see exact.py
TITLE_WEIGHT: Final = 2.0
LEAST_WEIGHT: Final = 0.12  # of a term in a document; less certain readings are not indexed
MOST_REPEATS: Final = 8
_SORT_BITS: Final = 46
_TIE_BITS: Final = 16


def facet_field(facet: str) -> str:
    """Return the field a facet is kept in."""
    return f"facet_{facet}"


def held_term(language: str, term: str) -> str:
    """Return the term as documents of a language hold it: so that asking one language reads nothing of the others."""
    return f"{language}|{term}"


def build_schema(facets: Sequence[str]) -> tantivy.Schema:
    """Return the schema for these facets."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(ID, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(TERMS, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field(VISIBILITY, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(LANGUAGE, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_integer_field(SORT, fast=True)
    builder.add_bytes_field(EXACT, stored=True, indexed=False)
    for facet in facets:
        builder.add_text_field(facet_field(facet), tokenizer_name="raw", index_option="basic", fast=True)
    return builder.build()


def to_tantivy(
    document: IndexDocument, facets: Sequence[str], vector: npt.NDArray[np.float32]
) -> tantivy.Document:
    """Return the document as fields. Raises ValueError for an unknown facet or a sort out of range."""
    unknown = set(document.facets) - set(facets)
    if unknown:
        raise ValueError(f"document {document.id!r} has facets the index does not: {sorted(unknown)}")
    target = tantivy.Document()
    target.add_text(ID, document.id)
    weights = document_weights(document)
    language = document.written_in
    target.add_text(TERMS, " ".join([held_term(language, term) for term in repeated_terms(weights)]))
    target.add_bytes(EXACT, pack(weights, vector))
    target.add_text(LANGUAGE, language)
    target.add_integer(SORT, sort_value(document.sort, document.id))
    for audience in document.visibility:
        target.add_text(VISIBILITY, audience)
    for facet in facets:
        values = document.facets.get(facet, (document.written_in,) if facet == "language" else ())
        for value in dict.fromkeys(values):
            target.add_text(facet_field(facet), value)
    return target


def document_weights(document: IndexDocument) -> dict[str, float]:
    """Return the weight of each indexed term in the document, the title's counting twice."""
    weights = dict(document.body.terms())
    for term, weight in document.title.terms().items():
        weights[term] = weights.get(term, 0.0) + TITLE_WEIGHT * weight
    return {term: weight for term, weight in weights.items() if weight >= LEAST_WEIGHT}


def repeated_terms(weights: Mapping[str, float]) -> list[str]:
    """Return the terms, each repeated by its rounded weight, so that Tantivy's BM25 sees it as frequency."""
    repeated: list[str] = []
    for term, weight in weights.items():
        repeated += [term] * min(MOST_REPEATS, max(1, round(weight)))
    return repeated


def sort_value(sort: int, document_id: str) -> int:
    """Return `sort` with a checksum of the id as last bits, so that equal sorts have one order everywhere."""
    if abs(sort) >= 1 << _SORT_BITS:
        raise ValueError(f"sort must be below 2**{_SORT_BITS} in size, not {sort}")
    tie = zlib.crc32(document_id.encode("utf-8", "replace")) & ((1 << _TIE_BITS) - 1)
    return (sort << _TIE_BITS) | tie


def check_stamp(folder: Path, facets: Sequence[str], vectors: str) -> None:
    """Stamp a new folder; raise IndexOutdated when an index there has another layout, other facets or vectors."""
    stamp = folder / STAMP
    expected = {"layout": LAYOUT_VERSION, "facets": sorted(facets), "vectors": vectors}
    if (folder / "meta.json").exists():
        try:
            found = json.loads(stamp.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            found = None
        if found != expected:
            raise IndexOutdated(
                f"the index in {folder} was written with another layout or other vectors: rebuild it"
            )
        return
    temporary = stamp.with_suffix(f".{os.getpid()}")
    temporary.write_text(json.dumps(expected), encoding="utf-8")
    os.replace(temporary, stamp)
