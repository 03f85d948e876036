"""Searching files of records without a site: what `tricity search` does."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from tricity.language.concepts import Thesaurus
from tricity.language.engine import Engine
from tricity.language.features import Analysis
from tricity.language.index import IndexDocument, SearchIndex
from tricity.language.reasons import Reason, strongest
from tricity.language.text_vectors import TextVectors
from tricity.language.trec import TAG, Query, Record, read_queries, read_records, run_line

REASONS: Final = 5


@dataclass(frozen=True, slots=True)
class RunRow:
    """One line of a run; `rank` from 1; `reasons` empty unless asked for."""

    query_id: str
    document_id: str
    rank: int
    score: float
    reasons: tuple[Reason, ...] = ()

    def line(self, tag: str = TAG) -> str:
        """Return the row as a line of a TREC run."""
        return run_line(self.query_id, self.document_id, self.rank, self.score, tag)


@dataclass(frozen=True, slots=True)
class _Texts:
    title: str
    body: str
    language: str


def search_files(
    records: Sequence[Path | str],
    queries: Path | str,
    top: int = 100,
    thesaurus: Thesaurus | None = None,
    explain: bool = False,
    engine: Engine | None = None,
    vectors: TextVectors | None = None,
) -> Iterator[RunRow]:
    """Yield the `top` best records for each query, in the order of the query file.

    Records without title and summary (cities, say) are left out; of records with the same id the
    last counts. `engine`, when given, is used instead of one made from `thesaurus`, `vectors` instead
    of the shipped lexicon's. Raises BadLine, EncoderUnavailable and OSError.
    """
    engine = engine or Engine(thesaurus)
    asked = list(read_queries(queries))
    read = (record for path in records for record in read_records(path) if record_title(record.raw))
    index = SearchIndex.open(None, facets=("language",), vectors=vectors)
    texts: dict[str, _Texts] | None = {} if explain else None
    index.update(_documents(engine, read, texts))

    @cache  # a record is found by many queries
    def analyses(key: str) -> tuple[Analysis, Analysis]:
        found = (texts or {})[key]
        return engine.analyze(found.title, found.language), engine.analyze(found.body, found.language)

    for query in asked:
        yield from _rows(engine, index, query, top, analyses if explain else None)


def _documents(
    engine: Engine, records: Iterable[Record], texts: dict[str, _Texts] | None
) -> Iterator[IndexDocument]:
    """Yield the records as documents, keeping in `texts` what is needed to explain them."""
    for record in records:
        title, body = record_title(record.raw), record_body(record.raw)
        terms = engine.text_terms(title, record.language)
        language = record.language or terms.language
        if texts is not None:
            texts[record.id] = _Texts(title, body, language)
        yield IndexDocument(id=record.id, title=terms, body=engine.text_terms(body, language))


def record_title(raw: dict[str, Any]) -> str:
    """Return the record's title, or the name it goes by."""
    return _text(raw.get("title")) or (_text(raw.get("name")) if "kind" in raw else "")


def record_body(raw: dict[str, Any]) -> str:
    """Return the summary and the names of indicators as one text."""
    indicators = (_text(each.get("name")) for each in _objects(raw.get("indicators")))
    return "\n".join(filter(None, (_text(raw.get("summary")) or _text(raw.get("role_summary")), *indicators)))


def _rows(
    engine: Engine,
    index: SearchIndex,
    query: Query,
    top: int,
    analyses: Callable[[str], tuple[Analysis, Analysis]] | None,
) -> Iterable[RunRow]:
    asked = engine.analyze_query(query.text, query.language)
    for rank, hit in enumerate(index.search(asked, limit=top).hits, 1):
        reasons: list[Reason] = []
        if analyses is not None:
            parts = (engine.explain(asked, part, rarity=index.rarity) for part in analyses(hit.id))
            reasons = strongest((reason for part in parts for reason in part), REASONS)
        yield RunRow(query.id, hit.id, rank, hit.score, tuple(reasons))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _objects(value: object) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
