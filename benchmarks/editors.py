"""Many editors who save at the same time: is a saving lost, is any answer an error, what does `kill -9` take away.

    python benchmarks/editors.py --editors 200 --seconds 300 --kill

starts `tricity serve` on a new site with sample records and lets the editors work, two on each record: every ten seconds
each opens the form, changes a line of the summary and saves; where both changed the same, the one who came second opens
the form again. With `--kill` the web process, then the worker, is killed in the middle. Afterwards every saving that was
acknowledged must stand in the versions of its record, and the search must find the last words of each. The load goes to
127.0.0.1 only and ends by itself. With `--postgres` the site is on a PostgreSQL server made for it and removed
afterwards, with TRICITY_DATABASE_URL on an empty database there, else in SQLite. The processor time of each part tells what
a saving costs where the machine does other work as well.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import lxml.html
from results import keep

sys.path.append(str(Path(__file__).parent.parent / "tools"))
from with_postgres import postgres

PAUSE_SECONDS = 10.0  # between two savings of one editor
READY_SECONDS = 120.0


@dataclass
class Tally:
    """What the editors met; times in seconds."""

    acknowledged: list[tuple[str, str]] = field(default_factory=list)
    conflicts: int = 0
    server_errors: list[str] = field(default_factory=list)
    broken: int = 0
    opened: list[float] = field(default_factory=list)
    saved: list[float] = field(default_factory=list)


def set_up(data: Path, editors: int) -> list[tuple[str, str]]:
    """A site with a record for every two editors; returns (record code, session key) of each editor."""
    os.environ |= {"TRICITY_DATA": str(data), "DJANGO_SETTINGS_MODULE": "tricity.site.settings"}
    import django

    django.setup()
    # Two lines for every saving would be the work of the generator, not of the site.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command

    from tricity.accounts.models import User
    from tricity.directory.models import Membership
    from tricity.knowledge.models import Record
    from tricity.site.sample import load_sample
    from tricity.terms.actions import load_seed
    from tricity.web.identity import PublicationState

    call_command("migrate", verbosity=0)
    load_seed()
    load_sample()
    from tricity.directory.models import Organization

    bodies = list(Organization.objects.exclude(country=None).order_by("pk")[: editors // 2])
    samples = list(Record.objects.filter(kind="need").exclude(city=None).order_by("pk"))
    found = []
    for position in range(editors // 2):
        body, like = bodies[position % len(bodies)], samples[position % len(samples)]
        record = Record.objects.create(
            kind="need",
            node="here",
            language=like.language,
            title=f"{like.title} {position}",
            summary=like.summary,
            country=like.country,
            city=like.city,
            owner=body,
            publication_state=PublicationState.DRAFT,
        )
        for number in range(2):
            person = User.objects.create(username=f"editor-{position}-{number}", language="en")
            Membership.objects.create(user=person, organization=body, role="editor")
            session = SessionStore()
            session[SESSION_KEY] = str(person.pk)
            session[BACKEND_SESSION_KEY] = "tricity.accounts.backends.PeopleBackend"
            session[HASH_SESSION_KEY] = person.get_session_auth_hash()
            session.save()
            found.append((record.code, session.session_key))
    from django.db import connections

    connections.close_all()
    return found


async def work(client: httpx.AsyncClient, code: str, name: str, until: float, tally: Tally) -> None:
    """One editor: opens, changes, saves, waits."""
    await asyncio.sleep(random.random() * PAUSE_SECONDS)
    number = 0
    while time.monotonic() < until:
        began = time.monotonic()
        number += 1
        await _save_once(client, code, f"{name}x{number}x", tally)
        await asyncio.sleep(max(0.0, PAUSE_SECONDS - (time.monotonic() - began)))


async def _save_once(client: httpx.AsyncClient, code: str, mark: str, tally: Tally) -> None:
    address = f"/en/records/{code}/edit/"
    for _attempt in range(8):
        try:
            started = time.monotonic()
            page = await client.get(address)
            tally.opened.append(time.monotonic() - started)
            if page.status_code >= 500:
                tally.server_errors.append(f"GET {page.status_code}")
                return
            form = next(f for f in lxml.html.fromstring(page.content).forms if "summary" in f.fields)
            values = dict(form.form_values())
            lines = values["summary"].split("\n")
            values["summary"] = "\n".join(
                [*[line for line in lines if "editor" not in line], f"editor{mark}"]
            )
            started = time.monotonic()
            answer = await client.post(address, data={**values, "save": "1"})
            tally.saved.append(time.monotonic() - started)
        except (httpx.TransportError, httpx.RemoteProtocolError):
            # The server was killed: what was not acknowledged may or may not be there; the person tries again.
            tally.broken += 1
            await asyncio.sleep(1)
            continue
        if answer.status_code in (302, 303):
            tally.acknowledged.append((code, f"editor{mark}"))
            return
        if answer.status_code >= 500:
            tally.server_errors.append(f"POST {answer.status_code}")
            return
        tally.conflicts += 1


async def load(base: str, people: list[tuple[str, str]], seconds: float, kill: Any) -> Tally:
    tally = Tally()
    until = time.monotonic() + seconds
    clients = [
        httpx.AsyncClient(base_url=base, cookies={"sessionid": key}, timeout=60, trust_env=False)
        for _code, key in people
    ]
    tasks = [
        asyncio.create_task(work(client, code, f"{position}", until, tally))
        for position, (client, (code, _key)) in enumerate(zip(clients, people, strict=True))
    ]
    if kill is not None:
        for share, name in ((0.4, "web"), (0.7, "worker")):
            await asyncio.sleep(max(0.0, until - seconds * (1 - share) - time.monotonic()))
            kill(name)
    await asyncio.gather(*tasks)
    for client in clients:
        await client.aclose()
    return tally


def verify(tally: Tally, wait: float = 60.0) -> list[str]:
    """Every acknowledged mark stands in a version of its record; the index knows the last words of each record."""
    from tricity.knowledge.models import Snapshot
    from tricity.search.models import Outbox

    texts: dict[str, list[str]] = {}
    for code, values in Snapshot.objects.values_list("record__code", "values"):
        texts.setdefault(code, []).append(values["summary"])
    lost = [
        mark for code, mark in tally.acknowledged if not any(mark in text for text in texts.get(code, ()))
    ]
    deadline = time.monotonic() + wait
    while Outbox.objects.exists() and time.monotonic() < deadline:
        time.sleep(0.5)
    waiting = Outbox.objects.count()
    return [
        f"savings acknowledged: {len(tally.acknowledged)}; of them lost: {len(lost)}",
        f"answers of 5xx: {len(tally.server_errors)} {sorted(set(tally.server_errors))}",
        f"savings shown as a conflict, then made again: {tally.conflicts}; connections broken by a kill: {tally.broken}",
        f"waiting for the index {wait:.0f} s after the end: {waiting}",
    ]


def figures(name: str, seconds: list[float]) -> str:
    ordered = sorted(seconds)
    p = [ordered[int(share * (len(ordered) - 1))] * 1000 for share in (0.5, 0.95, 0.99)]
    mean = statistics.fmean(ordered) * 1000
    return (
        f"{name}: {len(ordered)}, p50 {p[0]:.0f} ms, p95 {p[1]:.0f} ms, p99 {p[2]:.0f} ms, mean {mean:.0f} ms"
    )


def _children(parent: int) -> list[tuple[str, int]]:
    """(role, process id) of the parts of the server, found below its supervisor."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                status = (entry / "stat").read_text().rsplit(")", 1)[1].split()
                words = (entry / "cmdline").read_bytes().decode().split("\0")
            except OSError:
                continue
            if int(status[1]) == parent and "tricity.site.child" in words:
                found.append((words[words.index("tricity.site.child") + 1], int(entry.name)))
    return sorted(found)


def processor_seconds(parent: int) -> str:
    """What each part of the server and this generator have used so far; those killed meanwhile are not counted."""
    tick = os.sysconf("SC_CLK_TCK")
    used = []
    for role, pid in _children(parent):
        fields = (Path("/proc") / str(pid) / "stat").read_text().rsplit(")", 1)[1].split()
        used.append(f"{role} {(int(fields[11]) + int(fields[12])) / tick:.0f}")
    return f"processor seconds: {', '.join(used)}, generator {time.process_time():.0f}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--editors", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--kill", action="store_true")
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL server made for it")
    parser.add_argument("--keep", default="", help="title of the section of RESULTS.md")
    options = parser.parse_args()
    with contextlib.ExitStack() as stack:
        if options.postgres:
            os.environ["TRICITY_DATABASE_URL"] = stack.enter_context(postgres())
        lines = measure(Path(stack.enter_context(tempfile.TemporaryDirectory())), options)
    print("\n".join(lines))
    if options.keep:
        flags = (" --kill" if options.kill else "") + (" --postgres" if options.postgres else "")
        keep(
            options.keep,
            f"python benchmarks/editors.py --editors {options.editors} --seconds {options.seconds:.0f}{flags}",
            "\n".join(f"    {line}" for line in lines),
        )


def measure(folder: Path, options: argparse.Namespace) -> list[str]:
    people = set_up(folder, options.editors)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = "from tricity.site.cli import main; main()"
    command = [sys.executable, "-c", program, "serve", "--port", str(port)]
    # A pipe nobody reads would hold the server up once it is full.
    with (
        (folder / "server.log").open("wb") as log,
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=log) as server,
    ):
        base = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            try:
                if httpx.get(f"{base}/en/", timeout=30, trust_env=False).status_code == 200:
                    break
            except httpx.TransportError:
                time.sleep(0.5)

        def kill(name: str) -> None:
            pid = next((pid for role, pid in _children(server.pid) if role == name), None)
            print(f"killing a {name} process: {pid}", flush=True)
            if pid is not None:
                os.kill(pid, signal.SIGKILL)

        tally = asyncio.run(load(base, people, options.seconds, kill if options.kill else None))
        lines = [
            f"{options.editors} editors for {options.seconds:.0f} s, two on each record",
            figures("forms opened", tally.opened),
            figures("savings", tally.saved),
            processor_seconds(server.pid),
            *verify(tally),
        ]
        if tally.server_errors:
            told = (folder / "server.log").read_text(encoding="utf-8", errors="replace").splitlines()
            print("\n".join(line for line in told if "Error: " in line or "Error(" in line), flush=True)
        server.terminate()
        server.wait()
    return lines


if __name__ == "__main__":
    main()
