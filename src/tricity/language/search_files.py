"""Searching files of records without a site: what `tricity search` does."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
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
    analyses = {record.id: _analyze(engine, record) for record in read}
    index = SearchIndex.open(None, facets=("language",), vectors=vectors)
    index.update(IndexDocument(id=key, title=title, body=body) for key, (title, body) in analyses.items())
    for query in asked:
        yield from _rows(engine, index, query, analyses, top, explain)


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
    analyses: dict[str, tuple[Analysis, Analysis]],
    top: int,
    explain: bool,
) -> Iterable[RunRow]:
    asked = engine.analyze_query(query.text, query.language)
    for rank, hit in enumerate(index.search(asked, limit=top).hits, 1):
        reasons: list[Reason] = []
        if explain:
            title, body = analyses[hit.id]
            parts = (engine.explain(asked, part, rarity=index.rarity) for part in (title, body))
            reasons = strongest((reason for part in parts for reason in part), REASONS)
        yield RunRow(query.id, hit.id, rank, hit.score, tuple(reasons))


def _analyze(engine: Engine, record: Record) -> tuple[Analysis, Analysis]:
    title = engine.analyze(record_title(record.raw), record.language)
    return title, engine.analyze(record_body(record.raw), record.language or title.language)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _objects(value: object) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
