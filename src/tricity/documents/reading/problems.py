"""Why a document was not read.

Unreadable   `code` is a key of `documents.sentences.MESSAGES`; `values` fill its sentence
"""

from __future__ import annotations


class Unreadable(Exception):
    """The document cannot be read, or must not be; raised in the reading process, told to the person in theirs."""

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
