"""What a document's text suggests for the fields of a record; each suggestion quotes the words that say so. PURE."""

from tricity.documents.suggestions.collect import from_text, suggest_names
from tricity.documents.suggestions.values import Field, Suggestion

__all__ = ["Field", "Suggestion", "from_text", "suggest_names"]
