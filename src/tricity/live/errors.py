"""Errors of the live hub.

LiveError
├── InvalidEvent   (also ValueError)  an event that no stream can carry; the message says why
├── InvalidLine    (also ValueError)  an answer of the site that cannot be read
├── TokenRefused   a token that is forged, cut short or has expired
├── Refused        a request that gets an answer other than a stream; carries the HTTP status
└── SiteAway       the site does not answer the hub, or with an error
"""


class LiveError(Exception):
    """Base of every error this package raises on purpose."""


class InvalidEvent(LiveError, ValueError):
    """The message names the field and what was expected."""


class InvalidLine(LiveError, ValueError):
    """The message says what was expected."""


class TokenRefused(LiveError):
    """The message says whether it was not ours or has expired."""


class Refused(LiveError):
    """`status` is the HTTP status of the answer; the message is its text."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


class SiteAway(LiveError):
    """The message says what happened instead of an answer."""
