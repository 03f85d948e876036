"""A Ray cluster for the length of one run: one that is there already, or one of this machine's own."""

import os
import re
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, redirect_stdout
from typing import Any, Final

from tricity.synthesis.engines.libraries import SILENCE, load_ray
from tricity.synthesis.errors import ClusterUnreachable, EngineUnavailable

SECONDS_TO_ANSWER: Final = 10
LONGEST_FOLDER: Final = 20


@contextmanager
def connected(address: str, workers: int | None) -> Iterator[int]:
    """Be connected to the cluster, and yield how many workers there are to be: no more than it has processors.

    `address` is `host:port`, or `ray://host:port` from outside; without one, a cluster is started on loopback, with a
    secret of its own and without a dashboard, and stopped at the end. Raises EngineMissing, ClusterUnreachable.
    """
    if address:
        _answers(address)  # Ray itself waits for minutes
    ray = load_ray(local=not address)
    if ray.is_initialized():
        raise EngineUnavailable("ray", "this process is connected to a cluster already")
    with ExitStack() as stack:
        # Ray says there what it noticed, such as a worker that died; what we print there is for machines.
        stack.enter_context(redirect_stdout(sys.stderr))
        if address:
            stack.callback(ray.shutdown)
            _join(ray, address)
        else:
            folder = tempfile.TemporaryDirectory(
                prefix="tricity-ray-", dir=_folder(), ignore_cleanup_errors=True
            )
            stack.enter_context(folder)
            stack.callback(ray.shutdown)  # before its folder goes
            _start(ray, folder.name, workers)
        processors = max(1, int(ray.cluster_resources().get("CPU", 1)))
        yield min(workers or processors, processors)


def _folder() -> str:
    """Return a folder for temporary files whose name leaves room for those of Ray's sockets, 107 bytes in all."""
    usual = tempfile.gettempdir()
    return usual if len(os.fsencode(usual)) <= LONGEST_FOLDER else "/tmp"  # noqa: S108 - a folder of its own in it


def _answers(address: str) -> None:
    found = re.fullmatch(r"(?:ray://)?\[?([^\[\]/]+?)\]?:(\d{1,5})", address)
    if not found:
        raise ClusterUnreachable(address, "an address is host:port or ray://host:port")
    try:
        socket.create_connection((found[1], int(found[2])), timeout=SECONDS_TO_ANSWER).close()
    except (OSError, OverflowError) as error:
        raise ClusterUnreachable(address, str(error)) from error


def _join(ray: Any, address: str) -> None:
    try:
        ray.init(
            address=address,
            runtime_env={"env_vars": dict(SILENCE)},
            log_to_driver=False,
            logging_level="ERROR",
        )
    except Exception as error:
        # Of whatever class: Ray raises its own, ConnectionError, RuntimeError and ValueError here.
        raise ClusterUnreachable(address, str(error)) from error


def _start(ray: Any, folder: str, workers: int | None) -> None:
    try:
        ray.init(
            address="local",
            num_cpus=workers or os.cpu_count(),
            include_dashboard=False,
            log_to_driver=False,
            logging_level="ERROR",
            _node_ip_address="127.0.0.1",
            _temp_dir=folder,
        )
    except Exception as error:
        raise EngineUnavailable("ray", f"no cluster could be started on this machine: {error}") from error
