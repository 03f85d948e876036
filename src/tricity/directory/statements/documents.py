"""Public statements as documents of the search index: the author's words, found from any language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tricity.directory.statements import queries
from tricity.directory.statements.models import CardEntry, Service, Statement
from tricity.language import IndexDocument


def service_documents(ids: Sequence[int]) -> Iterator[IndexDocument]:
    """The documents of these services; none for one that is not public."""
    for row in queries.public_services().filter(pk__in=ids):
        facets = {
            "organization": [row.organization.code],
            "country": [row.country_id] if row.country_id else [],
        }
        yield _document(row, "service", facets)


def entry_documents(ids: Sequence[int]) -> Iterator[IndexDocument]:
    for row in queries.public_entries().filter(pk__in=ids):
        yield _document(row, "card-entry", {"country": [row.country_id]})


def _document(row: Service | CardEntry, kind: str, facets: dict[str, list[str]]) -> IndexDocument:
    from tricity.search.engine import engine

    words = engine()
    return IndexDocument(
        id=f"{kind}:{row.pk}",
        title=words.analyze(row.title, row.language),
        body=words.analyze(_body(row), row.language),
        facets={"kind": [kind], "language": [row.language], **facets},
        sort=int((row.published_at or row.created_at).timestamp()),
        language=row.language,
    )


def _body(row: Statement) -> str:
    """One text a line."""
    return "\n".join(filter(None, (getattr(row, name) for name in row.TEXTS if name != "title")))
