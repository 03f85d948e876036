from __future__ import annotations


class PublishingError(Exception):
    """A document that cannot be written; the package's `__init__` draws the tree."""


class TooLarge(PublishingError):
    """`what` is "characters", "blocks", "cells" or "figures"; a document may hold `most` of them and has `count`."""

    def __init__(self, what: str, count: int, most: int) -> None:
        super().__init__(f"{count} {what}, at most {most}")
        self.what, self.count, self.most = what, count, most


class BadFigure(PublishingError):
    """A picture that is not SVG, or that would run or load something."""


class CannotPrint(PublishingError):
    """`reason` is "missing" (see `pdf.missing`), "too-slow", "too-heavy", "crashed" or "busy"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
