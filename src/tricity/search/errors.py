"""Errors of the search.

SearchError
└── NotRegistered   (also ValueError) an object of a model that no app has registered for search
"""


class SearchError(Exception):
    """Base of every error of this package."""


class NotRegistered(SearchError, ValueError):  # the name says what is wrong
    """`label` is a model or kind nobody has registered with `search.registry`."""

    def __init__(self, label: str) -> None:
        super().__init__(f"{label!r} is not registered with tricity.search.registry")
        self.label = label
