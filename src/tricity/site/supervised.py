"""What the children of `tricity serve` share: they end when their supervisor does, even if it was killed."""

from __future__ import annotations

import os
import signal
import threading

# Number of a pipe whose other end only the supervisor holds: its end is the supervisor's end.
PIPE_VARIABLE = "TRICITY_SUPERVISOR_PIPE"
# Number of the socket on which the supervisor listens, for the web server to accept from.
SOCKET_VARIABLE = "TRICITY_SOCKET"


def follow_supervisor() -> None:
    """Have this process told to stop when the supervisor is gone; nothing happens without one."""
    number = os.environ.get(PIPE_VARIABLE)
    if number:
        threading.Thread(target=_wait_for_end, args=(int(number),), name="supervisor", daemon=True).start()


def _wait_for_end(pipe: int) -> None:
    while os.read(pipe, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
