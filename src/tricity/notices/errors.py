"""Errors of the notices.

NoticeError
└── UnknownKind   (also ValueError) a kind nobody has registered
"""


class NoticeError(Exception):
    """Base of every error of this package."""


class UnknownKind(NoticeError, ValueError):  # the name says what is wrong
    """No kind of notice is registered under the name."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"no kind of notice is registered as {kind!r}")
