"""Daft and Ray, loaded with everything off by which they would call out or be watched."""

import importlib
import os
import secrets
import sys
from collections.abc import Mapping
from typing import Any, Final

from tricity.synthesis.errors import EngineMissing, EngineUnavailable

SILENCE: Final[Mapping[str, str]] = {
    "DO_NOT_TRACK": "1",
    "DAFT_ANALYTICS_ENABLED": "0",  # a request at the import, and one for each query
    "SCARF_NO_ANALYTICS": "1",
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_DISABLE_DASHBOARD": "1",
    "DAFT_PROGRESS_BAR": "0",
    "RAY_TQDM": "0",
}
"""For this process and every worker; it must be there before either library is loaded."""


def alone() -> dict[str, str]:
    """Return what keeps a cluster of this machine to itself; it must be there before Ray is loaded.

    The first makes Ray take 127.0.0.1 for this machine's address, so that its servers listen there alone; it is meant
    for systems whose firewall would ask, and without it Ray puts the network card's address in place of loopback.
    Whoever else is on this machine can reach the ports, but gets no answer without the token.
    """
    return {
        "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",
        "RAY_AUTH_MODE": "token",
        "RAY_AUTH_TOKEN": secrets.token_hex(32),
    }


def load_daft() -> Any:
    """Return the module `daft`."""
    return _load("daft")


def load_ray(*, local: bool) -> Any:
    """Return the module `ray`; where `local`, so that a cluster it starts is this process's alone."""
    if local and "ray" in sys.modules:
        raise EngineUnavailable("ray", "it was loaded before, open to the network; take another process")
    if local:
        os.environ.update(alone())
    return _load("ray")


def _load(name: str) -> Any:
    if name in sys.modules and any(os.environ.get(key) != value for key, value in SILENCE.items()):
        settings = " ".join(f"{key}={value}" for key, value in SILENCE.items())
        raise EngineUnavailable(name, f"it was loaded before; set {settings} at the start")
    os.environ.update(SILENCE)
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise EngineMissing(name, error.name or name) from error
