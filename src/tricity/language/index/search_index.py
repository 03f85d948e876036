"""Opening, writing and searching the index."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import tantivy

from tricity.language.errors import IndexBusy
from tricity.language.features import Analysis
from tricity.language.index.documents import Hit, IndexDocument, Results
from tricity.language.index.layout import (
    ID,
    LANGUAGE,
    SORT,
    TERMS,
    build_schema,
    check_stamp,
    facet_field,
    held_term,
)
from tricity.language.index.queries import MUST, filter_clauses, query_weights, text_query
from tricity.language.index.ranking import WINDOW, Candidate, balanced, rescored
from tricity.language.index.writer import IndexWriter
from tricity.language.text_vectors import TextVectors, token_averages

DEFAULT_FACETS: Final = ("country", "kind", "topic", "status", "horizon", "city", "organization", "language")
MOST_FACET_VALUES: Final = 10_000
_RARITIES_KEPT: Final = 50_000
_WRITER_BYTES: Final = 64_000_000
_Clause = tuple[tantivy.Occur, tantivy.Query]


class SearchIndex:
    """One index, in memory or in a folder; any number of readers beside one writer, across processes."""

    def __init__(
        self, index: tantivy.Index, schema: tantivy.Schema, facets: Sequence[str], vectors: TextVectors
    ) -> None:
        self._index, self._schema, self.facets, self._vectors = index, schema, tuple(facets), vectors
        index.config_reader(reload_policy="manual")  # no watching thread; see reload
        self.reload()

    @classmethod
    def open(
        cls,
        path: Path | str | None = None,
        facets: Sequence[str] = DEFAULT_FACETS,
        vectors: TextVectors | None = None,
    ) -> "SearchIndex":
        """Open the index in the folder, made when there is none; None is in memory.

        `vectors` are those of an encoder; without, those of the shipped lexicon. Raises IndexOutdated when
        the folder holds another layout or other vectors; ValueError for a facet's name that is no plain word.
        """
        vectors = vectors or token_averages()
        if not all(facet.isidentifier() for facet in facets) or len(set(facets)) != len(facets):
            raise ValueError(f"facets must be distinct plain words, not {facets!r}")
        schema = build_schema(facets)
        if path is None:
            return cls(tantivy.Index(schema), schema, facets, vectors)
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        check_stamp(folder, facets, vectors.stamp)
        return cls(tantivy.Index(schema, path=str(folder), reuse=True), schema, facets, vectors)

    @contextmanager
    def writer(self, threads: int = 1) -> Iterator[IndexWriter]:
        """Write in a block: committed and reloaded at its end, rolled back by an exception.

        Raises IndexBusy when another process is writing.
        """
        try:
            inner = self._index.writer(heap_size=_WRITER_BYTES * threads, num_threads=threads)
        except ValueError as error:
            raise IndexBusy(str(error)) from error
        try:
            yield IndexWriter(inner, self.facets, self._vectors)
            inner.commit()
        except BaseException:
            inner.rollback()
            raise
        finally:
            inner.wait_merging_threads()  # also gives the lock back
            self.reload()

    def update(self, documents: Iterable[IndexDocument]) -> int:
        """Add or replace documents and commit; returns how many. Raises IndexBusy."""
        with self.writer() as writer:
            return writer.update(documents)

    def delete(self, ids: Iterable[str]) -> None:
        """Remove documents and commit. Raises IndexBusy."""
        with self.writer() as writer:
            writer.delete(ids)

    def reload(self) -> None:
        """See what was committed since, by any process; cheap when nothing was."""
        self._index.reload()
        self._searcher = self._index.searcher()
        self._rarities: dict[str, float] = {}
        self._languages = self._count(tantivy.Query.all_query(), {LANGUAGE: LANGUAGE}).get(LANGUAGE, {})

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def rarity(self, term: str) -> float:
        """Return the idf of a term (`Feature.term`) as BM25 has it: ln(1 + (N - n + 0.5) / (n + 0.5))."""
        known = self._rarities.get(term)
        if known is None:
            held = (held_term(language, term) for language in self._languages)
            count, documents = sum(int(self._searcher.doc_freq(TERMS, each)) for each in held), len(self)
            known = math.log(1 + (max(documents, count) - count + 0.5) / (count + 0.5))
            if len(self._rarities) >= _RARITIES_KEPT:
                self._rarities.clear()
            self._rarities[term] = known
        return known

    def search(
        self,
        query: Analysis | None = None,
        *,
        filters: Mapping[str, Sequence[str]] | None = None,
        visibility: Sequence[str] = ("public",),
        limit: int = 20,
        offset: int = 0,
        counts: Sequence[str] = (),
    ) -> Results:
        """Return the page of documents that share something with the query, best first.

        Without a query all documents match, highest `sort` first. Values of one filter are
        alternatives, filters narrow each other down. `counts` names facets whose values are
        counted, each as if it had no filter of its own. A query without any feature finds nothing.
        Raises ValueError for an unknown facet.
        """
        filters = filters or {}
        unknown = (set(filters) | set(counts)) - set(self.facets)
        if unknown:
            raise ValueError(f"unknown facets {sorted(unknown)}; the index has {list(self.facets)}")
        clauses = filter_clauses(self._schema, filters, visibility)
        asked = None if query is None else self._asked(query)
        counted = self._facet_counts(asked, clauses, counts)
        if query is None or asked is None:
            total, hits = self._browse(list(clauses.values()), limit, offset)
        else:
            total, hits = self._ranked(query, asked, list(clauses.values()), limit, offset)
        return Results(total, tuple(hits), counted)

    def _asked(self, query: Analysis) -> dict[str, _Clause]:
        """Return what is asked of the documents of each language; empty for a query without any feature."""
        found = {language: text_query(self._schema, query, language) for language in sorted(self._languages)}
        return {language: (MUST, text) for language, text in found.items() if text is not None}

    def _browse(self, clauses: list[_Clause], limit: int, offset: int) -> tuple[int, list[Hit]]:
        query = tantivy.Query.boolean_query(clauses)
        total = self._total(query)
        if limit < 1:
            return total, []
        found = self._searcher.search(query, limit=limit, count=False, order_by_field=SORT, offset=offset)
        return total, [Hit(self._id(address), 0.0) for _, address in found.hits]

    def _ranked(
        self, query: Analysis, asked: Mapping[str, _Clause], clauses: list[_Clause], limit: int, offset: int
    ) -> tuple[int, list[Hit]]:
        by_language: dict[str, list[Candidate]] = {}
        # Always the same hits are scored anew, whatever page is asked for: so pages follow each other.
        total, depth = 0, max(WINDOW, offset + limit) if limit > 0 else 1
        for language, text in asked.items():
            found = self._searcher.search(
                tantivy.Query.boolean_query([text, *clauses]), limit=depth, count=True
            )
            total += _count_of(found)
            by_language[language] = [
                Candidate(float(score), language, rank, address)
                for rank, (score, address) in enumerate(found.hits)
            ]
        if limit < 1:
            return total, []
        merged = balanced(by_language)
        terms = {term: weight * self.rarity(term) for term, weight in query_weights(query).items()}
        best = rescored(self._searcher, merged[:WINDOW], query, terms, self._vectors)
        return total, [*best[offset : offset + limit], *self._after(best, merged, limit, offset)]

    def _after(
        self, best: Sequence[Hit], merged: Sequence[Candidate], limit: int, offset: int
    ) -> Iterator[Hit]:
        """Yield the page's hits beyond those scored anew, in Tantivy's order, with scores that go on from theirs."""
        if len(merged) <= WINDOW:
            return
        scale = best[-1].score / merged[WINDOW].score if merged[WINDOW].score > 0 else 0.0
        for each in merged[max(WINDOW, offset) : offset + limit]:
            yield Hit(self._id(each.address), each.score * scale)

    def _facet_counts(
        self, asked: Mapping[str, _Clause] | None, clauses: Mapping[str, _Clause], counts: Sequence[str]
    ) -> dict[str, dict[str, int]]:
        together = {facet: facet_field(facet) for facet in counts if facet not in clauses}
        rounds = [(clauses, together)] if together else []
        for facet in counts:
            if facet in clauses:
                others = {name: clause for name, clause in clauses.items() if name != facet}
                rounds.append((others, {facet: facet_field(facet)}))
        texts = [[]] if asked is None else [[text] for text in asked.values()]
        counted: dict[str, Counter[str]] = {facet: Counter() for facet in counts}
        for narrowed, fields in rounds:
            for text in texts:
                found = self._count(tantivy.Query.boolean_query([*text, *narrowed.values()]), fields)
                for facet, values in found.items():
                    counted[facet].update(values)
        return {facet: dict(values.most_common()) for facet, values in counted.items()}

    def _count(self, query: tantivy.Query, fields: Mapping[str, str]) -> dict[str, dict[str, int]]:
        if not self._searcher.num_docs:
            return {}
        asked = {
            name: {"terms": {"field": field, "size": MOST_FACET_VALUES}} for name, field in fields.items()
        }
        found = self._searcher.aggregate(query, asked)
        return {
            name: {str(bucket["key"]): int(bucket["doc_count"]) for bucket in found[name]["buckets"]}
            for name in asked
        }

    def _total(self, query: tantivy.Query) -> int:
        return _count_of(self._searcher.search(query, limit=1, count=True))

    def _id(self, address: tantivy.DocAddress) -> str:
        return str(self._searcher.doc(address)[ID][0])


def _count_of(found: Any) -> int:  # the stub lacks `count`
    return int(found.count or 0)
