"""What `tricity serve` tells its children about the live hub."""

from __future__ import annotations

import ipaddress
import socket
from pathlib import Path

from django.conf import settings

from tricity.live import names
from tricity.site import state

NOTE = "live"


def live_environment(listener: socket.socket, private: Path) -> dict[str, str]:
    """Variables of the hub and of those who speak with it; `private` is a folder of this account alone."""
    return {
        names.SOCKET_VARIABLE: str(private / "live"),
        # From the site's own secret, so that tokens outlive a restart.
        names.KEY_VARIABLE: names.derived(settings.SECRET_KEY.encode(), "tricity.live").hex(),
        names.SITE_VARIABLE: _from_here(listener),
        names.NOTE_VARIABLE: str(state.folder() / f"{NOTE}.json"),
        names.PER_ADDRESS_VARIABLE: str(settings.LIVE_PER_ADDRESS),
    }


def _from_here(listener: socket.socket) -> str:
    """host:port under which this machine reaches what listens."""
    host, port = listener.getsockname()[:2]
    address = ipaddress.ip_address(host.partition("%")[0])
    if address.is_unspecified:
        host = "127.0.0.1" if address.version == 4 else "::1"
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
