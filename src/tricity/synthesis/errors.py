"""Errors of the synthesis core.

SynthesisError
├── BadRecord          (also ValueError)  a line of an input file that is not a record; carries file, line and field
└── EngineUnavailable  the engine that was to carry the analysis cannot be used, or broke off
    ├── EngineMissing       its packages are not installed
    └── ClusterUnreachable  there is no Ray cluster at the address, or it refuses us
"""


class SynthesisError(Exception):
    """Base of every error this package raises on purpose."""


class BadRecord(SynthesisError, ValueError):
    """Line `line` (from 1) of `file` cannot be used; `field` is the field at fault ("" = the whole line)."""

    def __init__(self, file: str, line: int, field: str, problem: str) -> None:
        super().__init__(f"{file}:{line}: {field + ': ' if field else ''}{problem}")
        self.file, self.line, self.field, self.problem = file, line, field, problem


class EngineUnavailable(SynthesisError):
    """The engine `engine` cannot be used, or broke off; `problem` says why."""

    def __init__(self, engine: str, problem: str) -> None:
        super().__init__(f"{engine}: {problem}")
        self.engine, self.problem = engine, problem


class EngineMissing(EngineUnavailable):
    """The package `package`, which the engine needs, is not installed."""

    def __init__(self, engine: str, package: str) -> None:
        super().__init__(engine, f"{package} is not installed: pip install 'tricity[ray]'")
        self.package = package


class ClusterUnreachable(EngineUnavailable):
    """The cluster at `address` cannot be used."""

    def __init__(self, address: str, problem: str) -> None:
        super().__init__("ray", f"the cluster at {address} cannot be reached: {problem}")
        self.address, self.problem = address, problem
