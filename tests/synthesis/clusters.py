"""A Ray cluster of several worker processes on this machine, started apart from the run that uses it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.site.processes import wait_for
from tricity.synthesis.engines.libraries import alone


@dataclass(frozen=True)
class Cluster:
    """Where it is, and what the environment of who uses it needs."""

    address: str
    environment: dict[str, str]

    def readers(self) -> list[tuple[int, set[str]]]:
        """Return the processes of this cluster that read a batch just now, each with its environment."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                name, environment = (folder / "cmdline").read_text(), (folder / "environ").read_text()
            except OSError:
                continue  # it has ended, or is not ours to see
            if (
                name.startswith("ray::UDFActor.eval_input")
                and self.environment["RAY_AUTH_TOKEN"] in environment
            ):
                found.append((int(folder.name), set(environment.split("\0"))))
        return sorted(found, key=lambda each: each[0])


@contextmanager
def cluster(workers: int, environment: dict[str, str]) -> Iterator[Cluster]:
    """Start a cluster on loopback, with a token of its own, and stop it."""
    # Not the test's own folder: its sockets lie in it, and their paths may have 107 characters.
    folder = tempfile.mkdtemp(prefix="tricity-ray-")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {**alone(), "RAY_USAGE_STATS_ENABLED": "0", "RAY_GRACEFUL_SHUTDOWN_DRAIN_TIMEOUT_S": "0"}
    process = subprocess.Popen(
        [
            sys.executable, "-m", "ray.scripts.scripts", "start", "--head", "--block", f"--port={port}",
            "--node-ip-address=127.0.0.1", f"--num-cpus={workers}", "--include-dashboard=false", f"--temp-dir={folder}",
        ],
        env={**environment, **own}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        # The port answers before the node is there; the file is written after that.
        wait_for(lambda: Path(folder, "ray_current_cluster").exists() and _answers(port), 60)
        yield Cluster(f"127.0.0.1:{port}", own)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(60)
        shutil.rmtree(folder, ignore_errors=True)


def _answers(port: int) -> bool:
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0
