"""The fields of the index, and the stamp by which an outdated folder is recognised."""

import json
import os
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import tantivy

from tricity.language.errors import IndexOutdated
from tricity.language.index.documents import IndexDocument
from tricity.language.index.exact import pack
from tricity.language.index.weights import repeated_terms, weigh
from tricity.language.text_vectors import TextVectors, token_averages

LAYOUT_VERSION: Final = 4  # raise whenever fields, term keys or the analysis change
STAMP: Final = "tricity-index.json"
ID, TERMS, VISIBILITY, SORT, LANGUAGE = "id", "terms", "visibility", "sort", "written_in"
EXACT = "exact"  # what hits are scored anew by, see exact.py
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


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A document as the index holds it, cheap to hand from one process to another."""

    id: str
    terms: str  # as often as they count, with spaces between
    exact: bytes
    language: str
    sort: int
    visibility: tuple[str, ...]
    facets: tuple[tuple[str, str], ...]  # name and value


def pack_documents(
    documents: Sequence[IndexDocument], facets: Sequence[str], vectors: TextVectors | None = None
) -> list[IndexRow]:
    """Return the documents as rows; `vectors` are those of an encoder, without it of the lexicon.

    Raises ValueError for an unknown facet or a sort out of range, EncoderUnavailable.
    """
    made = (vectors or token_averages()).of_documents([(each.title, each.body) for each in documents])
    return [_row(each, facets, vector) for each, vector in zip(documents, made, strict=True)]


def _row(document: IndexDocument, facets: Sequence[str], vector: npt.NDArray[np.float32]) -> IndexRow:
    unknown = set(document.facets) - set(facets)
    if unknown:
        raise ValueError(f"document {document.id!r} has facets the index does not: {sorted(unknown)}")
    weighed = weigh(document)
    language = document.written_in
    values = {"language": (language,)} | dict(document.facets)
    return IndexRow(
        id=document.id,
        terms=_held_terms(language, repeated_terms(weighed)),
        exact=pack(weighed.hashes, weighed.weights, vector),
        language=language,
        sort=sort_value(document.sort, document.id),
        visibility=tuple(document.visibility),
        facets=tuple((facet, value) for facet in facets for value in dict.fromkeys(values.get(facet, ()))),
    )


def _held_terms(language: str, terms: Sequence[str]) -> str:
    """Return `held_term` of each, with spaces between."""
    return held_term(language, held_term(f" {language}", "").join(terms)) if terms else ""


def to_tantivy(row: IndexRow) -> tantivy.Document:
    """Return the row as fields."""
    target = tantivy.Document()
    target.add_text(ID, row.id)
    target.add_text(TERMS, row.terms)
    target.add_bytes(EXACT, row.exact)
    target.add_text(LANGUAGE, row.language)
    target.add_integer(SORT, row.sort)
    for audience in row.visibility:
        target.add_text(VISIBILITY, audience)
    for facet, value in row.facets:
        target.add_text(facet_field(facet), value)
    return target


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
