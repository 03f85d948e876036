"""Telling the hub that something happened. Quick, and never an error for the caller.

What is told may be lost (the hub is started again, or too busy): the hub looks into open rooms by itself every few
seconds, and asks for everything it lacks with the next announcement. The rows are the truth, this is only a nudge.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Mapping
from typing import Any

from tricity.live.events import Event, to_line
from tricity.live.names import SOCKET_VARIABLE

# How long a request may wait for a hub that does not take what it is told.
PATIENCE_SECONDS = 0.1


def announce(room: str, seq: int) -> None:
    """Tell the hub that the events of a room up to `seq` are committed; nothing happens where no hub runs.

    Call it after the commit: `transaction.on_commit(partial(announce, room, seq))`.
    """
    _tell({"room": room, "seq": seq})


def flash(room: str, event: Event) -> None:
    """Show an event to those who watch now, and to nobody later: an interim caption, a sign that somebody types.

    It has no number of its own (`seq` is not used) and is lost to whoever is just reconnecting.
    """
    _tell({"room": room, "event": json.loads(to_line(event))})


def _tell(message: Mapping[str, Any]) -> None:
    path = os.environ.get(SOCKET_VARIABLE)
    if not path:
        return
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as hub:
            hub.settimeout(PATIENCE_SECONDS)
            hub.connect(path)
            hub.send(json.dumps(message, ensure_ascii=False).encode())
    except OSError:
        return  # it finds out by itself
