"""Live streams: how soon does everybody have an event, is anybody left without one, what does it cost.

    python benchmarks/live.py --viewers 10000 --seconds 30

Our hub, with uvicorn before it on the one port as in `tricity serve` (the events lie in memory instead of a database),
then the same crowd on a StreamingHttpResponse of Django under uvicorn. A delay is from the moment an event is stored
until a viewer has read its last byte; the viewers are one process on the same machine, whose own time is part of it.
Phases: one event of about 300 bytes a second; three interim captions a second; the hub is killed (-9) and started again
half a second later, while events go on. `--nginx N` measures N viewers through nginx besides.
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from results import keep

from tricity.live import names
from tricity.live.descriptors import allow_many

HERE = Path(__file__).parent
NGINX = """
daemon off; worker_processes 1; worker_rlimit_nofile 20000; pid {folder}/pid; error_log stderr error;
events {{ worker_connections 19900; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    upstream site {{ server 127.0.0.1:{site}; keepalive 16; }}
    server {{
        listen 127.0.0.1:{port} backlog=4096;
        location /live/ {{
            proxy_pass http://site; proxy_http_version 1.1; proxy_set_header Connection "";
            proxy_set_header X-Forwarded-For $remote_addr; proxy_read_timeout 6h; proxy_buffering off;
        }}
    }}
}}
"""


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def process(*command: str, **more: Any) -> Iterator[subprocess.Popen[str]]:
    started = subprocess.Popen(command, text=True, **more)
    try:
        yield started
    finally:
        started.kill()
        started.wait()


class Crowd:
    """The viewers' process."""

    def __init__(self, port: int, number: int) -> None:
        command = [sys.executable, str(HERE / "live_viewers.py"), str(port), "/live/bench", str(number)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def hear(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the viewers ended"
        found: dict[str, Any] = json.loads(line)
        return found

    def tell(self, word: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(word + "\n")
        self._process.stdin.flush()

    def report(self) -> dict[str, Any]:
        self.tell("report")
        while "events" not in (found := self.hear()):
            pass
        return found

    def end(self) -> None:
        self._process.kill()
        self._process.communicate()


def get(port: int, path: str) -> bytes:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as answer:
        return bytes(answer.read())


def wait_for_site(port: int) -> None:
    for _each in range(300):
        try:
            get(port, "/ready")
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the site does not start")


def happen(port: int, path: str, seconds: float, per_second: float) -> None:
    """Let something happen at a steady pace."""
    began = time.monotonic()
    for number in range(int(seconds * per_second)):
        time.sleep(max(0.0, began + number / per_second - time.monotonic()))
        get(port, path)
    time.sleep(2.0)


def memory_mb(pid: int) -> int:
    fields = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    return int(fields["VmHWM"].split()[0]) // 1024


def seconds_of_cpu(pid: int) -> float:
    words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def measured(crowd: Crowd, pid: int, port: int, path: str, seconds: float, per_second: float) -> str:
    crowd.tell("measure")
    cpu, began = seconds_of_cpu(pid), time.monotonic()
    happen(port, path, seconds, per_second)
    found = crowd.report()
    share = 100 * (seconds_of_cpu(pid) - cpu) / (time.monotonic() - began)
    return (
        f"p50 {found['p50_ms']}, p95 {found['p95_ms']}, p99 {found['p99_ms']}, longest {found['max_ms']} ms;"
        f" {found['events']:,} of {int(seconds * per_second) * found['reading']:,} delivered,"
        f" {found['missed']} missed, {found['doubled']} doubled, {found['drops']} dropped;"
        f" {share:.0f} % of a core, memory at most {memory_mb(pid)} MB"
    )


def with_hub(arguments: argparse.Namespace) -> Iterator[str]:
    port, key = free_port(), secrets.token_hex(32)
    with tempfile.TemporaryDirectory(prefix="tricity-") as folder:
        environment = {
            **os.environ,
            "TRICITY_DATA": folder,
            names.SOCKET_VARIABLE: f"{folder}/live",
            names.KEY_VARIABLE: key,
            names.SITE_VARIABLE: f"127.0.0.1:{port}",
            names.PER_ADDRESS_VARIABLE: "0",
        }
        hub = (sys.executable, "-m", "tricity.site.child", "live")
        quiet = {"env": environment, "stderr": subprocess.DEVNULL}
        site = (sys.executable, str(HERE / "live_sites.py"), "hub", str(port))
        with process(*site, env=environment):
            wait_for_site(port)
            yield f"an event is {int(get(port, '/ready'))} bytes"
            with process(*hub, **quiet) as first:
                time.sleep(1)
                crowd = Crowd(port, arguments.viewers)
                yield f"{arguments.viewers:,} viewers there after {crowd.hear()['all_there_s']} s"
                get(port, "/publish")
                time.sleep(2)
                said = measured(crowd, first.pid, port, "/publish", arguments.seconds, 1)
                yield f"one event a second: {said}"
                said = measured(crowd, first.pid, port, "/flash", arguments.seconds / 3, 3)
                yield f"three interim captions a second: {said}"
                crowd.tell("measure")
                first.send_signal(signal.SIGKILL)
                first.wait()
            time.sleep(0.5)
            with process(*hub, **quiet) as second:
                happen(port, "/publish", 8, 1)
                back = crowd.hear()["all_there_s"]
                time.sleep(2)
                found = crowd.report()
                yield (
                    f"hub killed and started again: all {found['reading']:,} back {back} s after the first was"
                    f" dropped, {found['events']:,} of {8 * arguments.viewers:,} delivered, {found['missed']} missed,"
                    f" {found['doubled']} doubled, {found['resets']} told to reload;"
                    f" memory at most {memory_mb(second.pid)} MB"
                )
                crowd.end()
                if arguments.nginx:
                    yield from through_nginx(arguments, port, second.pid, folder)


def through_nginx(arguments: argparse.Namespace, site: int, hub: int, folder: str) -> Iterator[str]:
    port, configuration = free_port(), Path(folder) / "nginx.conf"
    configuration.write_text(NGINX.format(folder=folder, site=site, port=port))
    with process("nginx", "-p", folder, "-c", str(configuration)):
        time.sleep(1)
        crowd = Crowd(port, arguments.nginx)
        yield f"through nginx: {arguments.nginx:,} viewers there after {crowd.hear()['all_there_s']} s"
        get(site, "/publish")
        time.sleep(2)
        said = measured(crowd, hub, site, "/publish", arguments.seconds / 3, 1)
        yield f"through nginx, one event a second: {said}"
        crowd.end()


def with_django(arguments: argparse.Namespace) -> Iterator[str]:
    port = free_port()
    with process(sys.executable, str(HERE / "live_sites.py"), "django", str(port)) as site:
        wait_for_site(port)
        crowd = Crowd(port, arguments.viewers)
        yield f"{arguments.viewers:,} viewers there after {crowd.hear()['all_there_s']} s"
        get(port, "/publish")
        time.sleep(3)
        yield f"one event a second: {measured(crowd, site.pid, port, '/publish', arguments.seconds / 3, 1)}"
        crowd.end()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--viewers", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--nginx", type=int, default=0)
    parser.add_argument("--without-django", action="store_true", help="measure our hub alone")
    parser.add_argument("--keep", action="store_true", help="write the figures into RESULTS.md")
    arguments = parser.parse_args()
    allow_many()
    lines = []
    sites = [("hub", with_hub), ("Django's streaming response, uvicorn", with_django)]
    for name, figures in sites[: 1 if arguments.without_django else 2]:
        lines.append(f"{name}; load of the machine before: {os.getloadavg()[0]:.1f}")
        print(lines[-1], flush=True)
        for line in figures(arguments):
            lines.append(f"    {line}")
            print(lines[-1], flush=True)
    if arguments.keep:
        more = f" --nginx {arguments.nginx}" if arguments.nginx else ""
        command = (
            f"python benchmarks/live.py --viewers {arguments.viewers} --seconds {arguments.seconds:g}{more}"
        )
        keep("Live streams", command, "\n".join(lines))


if __name__ == "__main__":
    main()
