"""The web server of `tricity serve`: uvicorn on a socket that the supervisor holds open."""

from __future__ import annotations

import os
import socket

import uvicorn

from tricity.site.supervised import follow_supervisor

SOCKET_VARIABLE = "TRICITY_SOCKET"
GRACE_SECONDS = 5


def main() -> None:
    """Serve until SIGTERM; requests under way are answered first."""
    listener = socket.socket(fileno=int(os.environ[SOCKET_VARIABLE]))
    follow_supervisor()
    config = uvicorn.Config(
        "tricity.site.asgi:application",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main()
