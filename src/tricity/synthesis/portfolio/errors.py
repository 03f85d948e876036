"""Errors of the portfolio.

SynthesisError
├── BadLimits     (also ValueError)  a limit that cannot be meant: carries the field and a key that says what is wrong
├── TooMany       (also ValueError)  more candidates than a portfolio can be chosen from
└── Undecided     nothing was found within the effort allowed, and nothing was proven either
"""

from tricity.synthesis.errors import SynthesisError


class BadLimits(SynthesisError, ValueError):
    """`field` of the limits cannot be used; `key` says why (not_a_number, unknown_candidate, …), `value` what stood there."""

    def __init__(self, field: str, key: str, value: str = "") -> None:
        super().__init__(f"limits: {field}: {key.replace('_', ' ')}{f': {value}' if value else ''}")
        self.field, self.key, self.value = field, key, value


class TooMany(SynthesisError, ValueError):
    """There are `count` candidates, and `most` can be chosen from."""

    def __init__(self, count: int, most: int) -> None:
        super().__init__(f"{count} candidates; a portfolio can be chosen from at most {most}")
        self.count, self.most = count, most


class Undecided(SynthesisError):
    """The solver reached its limit of work or time before it had any set."""
