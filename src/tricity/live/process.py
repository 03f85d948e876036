"""The hub as a process of its own: takes its settings from the environment, and works until SIGTERM."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import time
from pathlib import Path

from tricity.live import names
from tricity.live.asking import Site
from tricity.live.descriptors import allow_many
from tricity.live.door import Door
from tricity.live.hub import Hub, Limits

logger = logging.getLogger(__name__)

LOOK_SECONDS = 5.0
# Descriptors for everything that is no viewer.
KEPT_FREE = 200


def main() -> None:
    """Work until told to stop."""
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s", level=logging.INFO)
    asyncio.run(_work())


async def _work() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    key = names.key()
    if key is None:
        raise SystemExit(f"{names.KEY_VARIABLE} is not set: the hub is started by `tricity serve`")
    per_address = int(os.environ.get(names.PER_ADDRESS_VARIABLE, "0"))
    limits = Limits(viewers=max(1, allow_many() - KEPT_FREE), per_address=per_address)
    hub = Hub(Site(os.environ[names.SITE_VARIABLE], key).ask, limits)
    door = Door(Path(os.environ[names.SOCKET_VARIABLE]), hub)
    logger.info("the live hub %s is ready for %s viewers", os.getpid(), limits.viewers)
    try:
        await _look_after(hub, stop)
    finally:
        door.close()
        hub.end()


async def _look_after(hub: Hub, stop: asyncio.Event) -> None:
    while not stop.is_set():
        hub.look_after_rooms()
        _note(hub)
        try:
            await asyncio.wait_for(stop.wait(), LOOK_SECONDS)
        except TimeoutError:
            continue


def _note(hub: Hub) -> None:
    """Write down how the hub does, for the page on the site's health: whole or not at all."""
    path = os.environ.get(names.NOTE_VARIABLE)
    if not path:
        return
    temporary = Path(f"{path}.{os.getpid()}")
    try:
        temporary.write_text(json.dumps({**hub.figures(), "at": time.time()}), encoding="utf-8")
        temporary.replace(path)
    except OSError as error:
        logger.warning("the note on the hub cannot be written: %s", error)
