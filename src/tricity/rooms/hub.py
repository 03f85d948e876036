"""What rooms ask of the live hub: to be told of a change, and a pass for a viewer's stream."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from importlib import import_module
from typing import Any

logger = logging.getLogger(__name__)


def _live(name: str) -> Any:
    """A module of the hub, or None on a site that has none."""
    try:
        return import_module(f"tricity.live.{name}")
    except ModuleNotFoundError:
        return None


def announce(room: str, seq: int) -> None:
    """Wake the hub. What it does not hear it fetches later, for the rows are kept: no viewer's request fails for it."""
    client = _live("client")
    if client is None:
        return
    try:
        client.announce(room, seq)
    except OSError:
        logger.warning("the live hub was not reached; viewers get the change a little later")
