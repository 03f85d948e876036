"""Collecting changes of the index."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final

import tantivy

from tricity.language.index.documents import IndexDocument
from tricity.language.index.layout import ID, IndexRow, pack_documents, to_tantivy
from tricity.language.text_vectors import TextVectors

_BATCH: Final = 32  # documents whose vectors are made together


class IndexWriter:
    """Collects changes; they are seen by readers after `commit` and `SearchIndex.reload`."""

    def __init__(self, writer: tantivy.IndexWriter, facets: Sequence[str], vectors: TextVectors) -> None:
        self._writer, self._facets, self._vectors = writer, facets, vectors

    def update(self, documents: Iterable[IndexDocument]) -> int:
        """Add the documents, replacing those of the same id; returns how many. Raises EncoderUnavailable."""
        count, waiting = 0, iter(documents)
        while some := list(islice(waiting, _BATCH)):
            count += self.write(pack_documents(some, self._facets, self._vectors))
        return count

    def write(self, rows: Iterable[IndexRow]) -> int:
        """Add what `pack_documents` made of documents, perhaps in another process; returns how many."""
        count = 0
        for row in rows:
            self._writer.delete_documents_by_term(ID, row.id)
            self._writer.add_document(to_tantivy(row))
            count += 1
        return count

    def delete(self, ids: Iterable[str]) -> None:
        """Remove the documents of these ids; unknown ids are ignored."""
        for document_id in ids:
            self._writer.delete_documents_by_term(ID, document_id)

    def clear(self) -> None:
        """Remove all documents."""
        self._writer.delete_all_documents()

    def commit(self) -> None:
        """Make the changes durable; a crash before this leaves the index as it was."""
        self._writer.commit()
