"""Errors of the synthesis core.

SynthesisError
└── BadRecord          (also ValueError)  a line of an input file that is not a record; carries file, line and field
"""


class SynthesisError(Exception):
    """Base of every error this package raises on purpose."""


class BadRecord(SynthesisError, ValueError):
    """Line `line` (from 1) of `file` cannot be used; `field` is the field at fault ("" = the whole line)."""

    def __init__(self, file: str, line: int, field: str, problem: str) -> None:
        super().__init__(f"{file}:{line}: {field + ': ' if field else ''}{problem}")
        self.file, self.line, self.field, self.problem = file, line, field, problem
