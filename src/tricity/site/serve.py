"""`tricity serve`: one command that keeps the web server and the worker running."""

from __future__ import annotations

import logging
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from tricity.site import state
from tricity.site.analysis import ADDRESS_VARIABLE, KEY_VARIABLE
from tricity.site.child import CHILDREN
from tricity.site.live_hub import live_environment
from tricity.site.supervised import PIPE_VARIABLE, SOCKET_VARIABLE

logger = logging.getLogger(__name__)

LOOK_SECONDS = 0.2
GRACE_SECONDS = 8.0
FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0
# A child that lived this long was well; its next restart does not wait longer than the first.
WELL_SECONDS = 60.0


@dataclass(slots=True)
class _Child:
    """A process that is started again whenever it ends."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    pass_fds: tuple[int, ...]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    start_after: float = 0.0
    pause: float = FIRST_PAUSE_SECONDS

    def look(self) -> None:
        """Start it if it is not there; after a death it waits, longer each time it dies soon."""
        now = time.monotonic()
        if self.process is not None and self.process.poll() is not None:
            lived = now - self.started_at
            self.pause = (
                FIRST_PAUSE_SECONDS if lived > WELL_SECONDS else min(LONGEST_PAUSE_SECONDS, self.pause * 2)
            )
            logger.warning("%s ended with code %s and is started again", self.name, self.process.returncode)
            self.process, self.start_after = None, now + self.pause
        if self.process is None and now >= self.start_after:
            # A session of its own: Ctrl-C reaches the supervisor alone, which then stops its children in order.
            self.process = subprocess.Popen(  # noqa: S603  # our own interpreter and modules
                self.command, env=dict(self.environment), pass_fds=self.pass_fds, start_new_session=True
            )
            self.started_at = now

    def tell_to_stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def end(self, deadline: float) -> None:
        """Wait for its end until the deadline (monotonic seconds), then kill it."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            logger.warning("%s does not stop and is killed", self.name)
            self.process.kill()
            self.process.wait()


def serve(host: str, port: int) -> int:
    """Serve the site at this address until Ctrl-C or SIGTERM; port 0 takes a free one. Exit code 0, or 1 where the
    address cannot be used.

    The supervisor holds the socket, so that requests wait instead of failing while the web server is started again.
    """
    try:
        listener = _listen(host, port)
    except OSError as error:
        reason = error.strerror or str(error)
        message = _("%(host)s port %(port)s cannot be used: %(reason)s. Choose another with --port.")
        sys.stderr.write(message % {"host": host, "port": port, "reason": reason} + "\n")
        return 1
    stop = threading.Event()
    before = {
        number: signal.signal(number, lambda *_: stop.set()) for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        with state.locked(state.SERVE_LOCK, shared=True), listener:
            logger.info("serving on %s", _address(listener))
            _supervise(listener, stop)
    except state.Busy:
        sys.stderr.write(_("The data is being restored or upgraded. Try again when that is done.") + "\n")
        return 1
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return 0


def _listen(host: str, port: int) -> socket.socket:
    family, kind, protocol, _name, address = socket.getaddrinfo(
        host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    listener = socket.socket(family, kind, protocol)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
        listener.listen(4096)
    except OSError:
        listener.close()
        raise
    return listener


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _supervise(listener: socket.socket, stop: threading.Event) -> None:
    reading, writing = os.pipe()
    private = tempfile.TemporaryDirectory(prefix="tricity-")  # only this user may enter it
    environment = {
        **os.environ,
        PIPE_VARIABLE: str(reading),
        SOCKET_VARIABLE: str(listener.fileno()),
        ADDRESS_VARIABLE: str(Path(private.name) / "analysis"),
        KEY_VARIABLE: secrets.token_hex(32),
        **live_environment(listener, Path(private.name)),
        "PYTHONUNBUFFERED": "1",
    }
    children = [
        _Child(
            name,
            [sys.executable, "-m", "tricity.site.child", name],
            environment,
            (reading, listener.fileno()),
        )
        for name in CHILDREN
        for _number in range(settings.WEB_PROCESSES if name == "web" else 1)
    ]
    try:
        while not stop.is_set():
            for child in children:
                child.look()
            stop.wait(LOOK_SECONDS)
    finally:
        for child in children:
            child.tell_to_stop()
        deadline = time.monotonic() + GRACE_SECONDS
        for child in children:
            child.end(deadline)
        os.close(writing)
        os.close(reading)
        private.cleanup()
