"""Errors of the jobs.

JobError
└── UnknownJob   (also ValueError) a name nobody has registered with `jobs.registry`
"""


class JobError(Exception):
    """Base of every error of this package."""


class UnknownJob(JobError, ValueError):  # the name says what is wrong
    """No function is registered under `name`."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no job is registered as {name!r}")
        self.name = name
