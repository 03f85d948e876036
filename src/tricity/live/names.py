"""Names both sides of the hub agree on: environment variables, rooms."""

from __future__ import annotations

import hmac
import os
import re

# Path of the Unix socket at which the hub takes announcements and viewers. The supervisor chooses it at each start.
SOCKET_VARIABLE = "TRICITY_LIVE_SOCKET"
# The secret of hub and site, hexadecimal; `tricity serve` derives it from the site's own, so that it outlives restarts.
KEY_VARIABLE = "TRICITY_LIVE_KEY"
# host:port at which the hub asks the site for events.
SITE_VARIABLE = "TRICITY_LIVE_SITE"
# Where the hub notes how it does.
NOTE_VARIABLE = "TRICITY_LIVE_NOTE"
# Viewers from one address.
PER_ADDRESS_VARIABLE = "TRICITY_LIVE_PER_ADDRESS"

STREAM_PREFIX = "/live/"
EVENTS_PREFIX = "/live-events/"
_ROOM = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}\Z")


def is_room(name: str) -> bool:
    """Letters, digits and `. _ : -`, at most 64, beginning with a letter or digit."""
    return _ROOM.match(name) is not None


def key() -> bytes | None:
    """The secret this process shares with the hub; None where no hub runs."""
    text = os.environ.get(KEY_VARIABLE)
    return bytes.fromhex(text) if text else None


def derived(secret: bytes, purpose: str) -> bytes:
    """A key of its own for each purpose, so that what is made for one is worth nothing for another."""
    return hmac.digest(secret, purpose.encode(), "sha256")
