"""Daft and Ray, loaded with everything off by which they would call out or be watched."""

import importlib
import os
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

LOOPBACK: Final = "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"
"""Set to 0, Ray takes 127.0.0.1 for this machine's address, and its servers listen there alone. It is meant for systems
whose firewall would ask; else Ray puts the address of the network card in place of one that is given as loopback."""


def load_daft() -> Any:
    """Return the module `daft`."""
    return _load("daft")


def load_ray(*, local: bool) -> Any:
    """Return the module `ray`; where `local`, a cluster that is started is for this machine alone."""
    if local and "ray" not in sys.modules:
        os.environ[LOOPBACK] = "0"
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
