"""The web server of `tricity serve`: uvicorn on a socket that the supervisor holds open."""

from __future__ import annotations

import os
import socket
import threading
import warnings

import uvicorn

from tricity.live.descriptors import allow_many
from tricity.search.engine import warm_up
from tricity.site.protocol import HandsOverStreams
from tricity.site.supervised import SOCKET_VARIABLE

GRACE_SECONDS = 5
# Ten thousand viewers who lost their connection come back within seconds.
BACKLOG = 4096


def main() -> None:
    """Serve until SIGTERM; requests under way are answered first."""
    listener = socket.socket(fileno=int(os.environ[SOCKET_VARIABLE]))
    allow_many()  # connections of viewers pass through here
    threading.Thread(target=warm_up, name="warm-up", daemon=True).start()
    # 2026-11: whitenoise 6 hands Django files to stream in a way it warns about on ASGI; drop this with whitenoise 7.
    warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
    config = uvicorn.Config(
        "tricity.site.asgi:application",
        http=HandsOverStreams,
        backlog=BACKLOG,
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    uvicorn.Server(config).run(sockets=[listener])
