"""The search index: one inverted index for all languages, with facets and visibility (Tantivy, MIT)."""

from tricity.language.index.documents import Hit, IndexDocument, Results
from tricity.language.index.layout import IndexRow, pack_documents
from tricity.language.index.search_index import SearchIndex
from tricity.language.index.writer import IndexWriter

__all__ = ["Hit", "IndexDocument", "IndexRow", "IndexWriter", "Results", "SearchIndex", "pack_documents"]
