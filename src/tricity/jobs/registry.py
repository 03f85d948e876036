"""Names of jobs and the functions that do them; filled when the apps are loaded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from tricity.jobs.errors import UnknownJob

Function = TypeVar("Function", bound=Callable[..., Any])
_functions: dict[str, Callable[..., Any]] = {}


def job(name: str) -> Callable[[Function], Function]:
    """Register a function as the job `name`.

    It takes ids and other JSON values by keyword, and may run more than once: a worker that died in the middle is
    followed by another that starts over.
    """

    def register(function: Function) -> Function:
        _functions[name] = function
        return function

    return register


def function_of(name: str) -> Callable[..., Any]:
    """The function registered under the name. Raises UnknownJob."""
    try:
        return _functions[name]
    except KeyError:
        raise UnknownJob(name) from None
