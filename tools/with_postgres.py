"""Run a command with TRICITY_DATABASE_URL pointing at a PostgreSQL server made for it and removed afterwards."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def find_server() -> Path | None:
    """The folder of PostgreSQL's server programs, the newest version first; None where there is none."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -int(path.parent.name))
    folders += [Path(found).parent for found in [shutil.which("pg_ctl")] if found]
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def postgres() -> Iterator[str]:
    """A server on loopback with an empty database; gives its address."""
    server = find_server()
    if server is None:
        raise SystemExit("PostgreSQL's server is not installed (Debian: apt-get install postgresql).")
    folder = Path(tempfile.mkdtemp(prefix="tricity-postgres-"))
    # The server refuses to run as root, so root lends it to the account Debian made for it.
    as_owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_owner:
        shutil.chown(folder, "postgres", "postgres")
    port = _free_port()

    def run(*command: str | Path) -> None:
        subprocess.run([*as_owner, *map(str, command)], check=True, cwd="/", stdout=subprocess.DEVNULL)

    try:
        data = folder / "data"
        run(
            server / "initdb",
            "-D",
            data,
            "-U",
            "tricity",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        )
        quick = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        place = f"-c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
        options = f"-p {port} {place} {quick} -c max_connections=200"
        run(server / "pg_ctl", "-D", data, "-l", folder / "log", "-w", "-o", options, "start")
        run(server / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "tricity", "tricity")
        yield f"postgres://tricity@127.0.0.1:{port}/tricity"
    finally:
        subprocess.run(
            [*as_owner, str(server / "pg_ctl"), "-D", str(folder / "data"), "-m", "immediate", "stop"],
            check=False,
            cwd="/",
            stdout=subprocess.DEVNULL,
        )
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    with postgres() as address:
        return subprocess.run(
            sys.argv[1:], check=False, env={**os.environ, "TRICITY_DATABASE_URL": address}
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
