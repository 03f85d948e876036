"""The room of an event under load: questions and votes on SQLite while people read. No vote may be lost or count twice.

    python benchmarks/rooms.py --questions 2000 --votes 20000 --seconds 600 --kill

starts `tricity serve` on a new site with an event that is on now. People ask and vote at an even pace; each twentieth vote
is sent twice at once, as an impatient finger does; others read the room page five times a second. With `--kill` the web
process is killed in the middle, and who got no answer sends again. Afterwards the counters, the rows and what was
acknowledged must agree. The load goes to 127.0.0.1 only and ends by itself. With TRICITY_DATABASE_URL the site is
there instead of in SQLite.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import logging
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from editors import _children, figures
from plain_http import BROKEN, Client
from results import keep

READY_SECONDS = 120.0
REST_SECONDS = 180.0
READS_A_SECOND = 5
QUESTIONS_OF_ONE = 10  # as many as one person may ask in a quarter of an hour
SENT_TWICE = 20  # each so-manieth vote
ATTEMPTS = 30
TOKEN = "a" * 32  # of the forms; cookie and header must agree
TOPICS = ("駐車場", "주차 요금", "老年人服务", "自動運転バス", "재난 대응", "数据开放", "parking sensors")


@dataclass
class Tally:
    """What happened; times in seconds. `acknowledged` are (person, question) the site said it has counted."""

    asked: list[float] = field(default_factory=list)
    voted: list[float] = field(default_factory=list)
    read: list[float] = field(default_factory=list)
    acknowledged: set[tuple[int, str]] = field(default_factory=set)
    server_errors: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    broken: int = 0
    seconds: float = 0.0


def set_up(data: Path, people: int) -> tuple[str, list[tuple[int, str]]]:
    """The code of an event that is on, and (id, session key) of the people."""
    os.environ |= {"TRICITY_DATA": str(data), "DJANGO_SETTINGS_MODULE": "tricity.site.settings"}
    import django

    django.setup()
    logging.getLogger("httpx").setLevel(logging.WARNING)  # the site's own level would tell of each request
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command
    from django.utils import timezone

    from tricity.accounts.models import User
    from tricity.events.models import Event
    from tricity.rooms.models import Room
    from tricity.site.sample import load_sample
    from tricity.terms.actions import load_seed

    call_command("migrate", verbosity=0)
    load_seed()
    load_sample()
    now = timezone.now()
    event = Event.objects.create(
        titles={"en": "Forum"},
        starts_at=now,
        ends_at=now + timezone.timedelta(hours=3),
        publication_state="published",
        published_at=now,
        languages=["ja", "ko", "zh-hans"],
    )
    Room.objects.create(event=event, holds_questions=False)
    found = []
    for number in range(people):
        person = User.objects.create(username=f"person-{number}", language="en")
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = "tricity.accounts.backends.PeopleBackend"
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.save()
        found.append((person.pk, session.session_key))
    from django.db import connections

    connections.close_all()
    return event.code, found


@dataclass
class Load:
    """The people at work in one room."""

    client: Client
    event: str
    people: list[tuple[int, str]]
    tally: Tally = field(default_factory=Tally)
    codes: list[str] = field(default_factory=list)

    async def ask(self, number: int) -> None:
        _person, session = self.people[number % len(self.people)]
        text = f"{TOPICS[number % len(TOPICS)]} {number}?"
        await self._post(session, "ask/", {"text": text, "language": "ja"}, self.tally.asked)

    async def vote(self, number: int, person: int, code: str) -> None:
        pk, session = self.people[person]
        times = 2 if number % SENT_TWICE == 0 else 1
        path = f"questions/{code}/vote/"
        answers = await asyncio.gather(
            *(self._post(session, path, {"deed": "vote"}, self.tally.voted) for _each in range(times))
        )
        if any(answers):
            self.tally.acknowledged.add((pk, code))

    async def read(self, number: int) -> None:
        _person, session = self.people[number % len(self.people)]
        language = ("ja", "ko", "zh-hans", "en")[number % 4]
        started = time.monotonic()
        try:
            status = await self.client.get(
                f"/{language}/events/{self.event}/room/", {"Cookie": f"sessionid={session}"}
            )
        except BROKEN:
            self.tally.broken += 1
            return
        self.tally.read.append(time.monotonic() - started)
        if status != 200:
            self.tally.server_errors.append(f"GET {status}")

    async def _post(self, session: str, path: str, data: dict[str, str], times: list[float]) -> bool:
        for _attempt in range(ATTEMPTS):
            started = time.monotonic()
            try:
                status = await self.client.post(
                    f"/en/events/{self.event}/room/{path}",
                    data,
                    {
                        "X-CSRFToken": TOKEN,
                        "Accept": "application/json",
                        "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
                    },
                )
            except BROKEN:
                self.tally.broken += 1
                await asyncio.sleep(1)
                continue
            times.append(time.monotonic() - started)
            if status >= 500:
                self.tally.server_errors.append(f"POST {status}")
            elif status not in (200, 302):
                self.tally.refused.append(f"{path.partition('/')[0]} {status}")
            return status in (200, 302)
        return False


async def evenly(number: int, seconds: float, act: Callable[[int], Awaitable[None]]) -> None:
    """Do it so often, spread over the time, whether or not what was begun before has ended."""
    began, tasks = time.monotonic(), []
    for each in range(number):
        await asyncio.sleep(max(0.0, began + seconds * each / number - time.monotonic()))
        tasks.append(asyncio.create_task(act(each)))  # type: ignore[arg-type]
    await asyncio.gather(*tasks)


async def run(options: Any, base: str, event: str, people: list[tuple[int, str]], kill: Any) -> Tally:
    # One client for all people: it keeps the cookies of none of them.
    load = Load(Client(base), event, people)
    first = min(options.questions // 2, 50)
    await evenly(first, first / 20, load.ask)  # something to vote for
    load.tally.asked.clear()
    picks = itertools.cycle(random.sample(range(len(people)), len(people)))

    async def vote(number: int) -> None:
        codes = await known_questions(event, load.codes)
        await load.vote(number, next(picks), random.choice(codes))

    began = time.monotonic()
    jobs = [
        evenly(options.questions - first, options.seconds, lambda number: load.ask(first + number)),
        evenly(options.votes, options.seconds, vote),
        evenly(int(READS_A_SECOND * options.seconds), options.seconds, load.read),
    ]
    if kill is not None:
        jobs.append(_kill_later(kill, options.seconds / 2))
    await asyncio.gather(*jobs)
    load.tally.seconds = time.monotonic() - began
    return load.tally


async def _kill_later(kill: Callable[[str], None], seconds: float) -> None:
    await asyncio.sleep(seconds)
    kill("web")


_looked = 0.0


async def known_questions(event: str, codes: list[str]) -> list[str]:
    """Codes of the questions there are, looked up every five seconds."""
    global _looked
    if time.monotonic() - _looked > 5 or not codes:
        _looked = time.monotonic()
        codes[:] = await asyncio.to_thread(_codes, event)
    return codes


def _codes(event: str) -> list[str]:
    from django.db import connection

    from tricity.rooms.models import Question

    found = list(Question.objects.filter(event__code=event).values_list("code", flat=True))
    connection.close()
    return found


def at_rest() -> bool:
    """Whether the worker has done what a new site begins with: its index and its first analysis."""
    from django.db import connection
    from django.db.models import Q
    from django.utils import timezone

    from tricity.jobs.models import Job

    due = Q(state=Job.State.QUEUED, due_at__lte=timezone.now())
    is_busy = Job.objects.filter(due | Q(state=Job.State.RUNNING)).exists()
    connection.close()
    return not is_busy


def verify(tally: Tally, options: Any) -> list[str]:
    """What the database holds against what the people were told."""
    from django.db.models import Count, F

    from tricity.rooms.models import Question, RoomEvent, Vote

    rows = set(Vote.objects.values_list("user_id", "question__code"))
    counted = Question.objects.annotate(rows=Count("counted_votes"))
    wrong = counted.exclude(votes=F("rows")).count()
    seqs = list(RoomEvent.objects.order_by("seq").values_list("seq", flat=True))
    return [
        f"votes acknowledged: {len(tally.acknowledged)}; of them lost: {len(tally.acknowledged - rows)}",
        f"votes kept: {Vote.objects.count()} of {len(rows)} persons and questions; counters that differ: {wrong}",
        f"questions kept: {Question.objects.count()} of {options.questions}",
        f"entries of the stream: {len(seqs)}, twice or out of order: {len(seqs) - len(set(seqs))}",
        f"answers of 5xx: {len(tally.server_errors)} {sorted(set(tally.server_errors))}",
        f"refused: {len(tally.refused)} {sorted(set(tally.refused))}; connections broken by a kill: {tally.broken}",
    ]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--questions", type=int, default=2000)
    parser.add_argument("--votes", type=int, default=20_000)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--kill", action="store_true")
    parser.add_argument("--keep", default="", help="title of the section of RESULTS.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        people = max(2 * options.questions // QUESTIONS_OF_ONE, 20)
        event, sessions = set_up(Path(folder), people)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [
            sys.executable, "-c", "import sys; from tricity.site.cli.main import main; sys.exit(main())",
            "serve", "--port", str(port),
        ]  # fmt: skip
        with (
            (Path(folder) / "server.log").open("wb") as log,
            subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=log) as server,
        ):
            try:
                lines = _measure(options, server, f"http://127.0.0.1:{port}", event, sessions)
            finally:
                server.send_signal(signal.SIGTERM)
                server.wait()
    print("\n".join(lines))
    if options.keep:
        flags = " --kill" if options.kill else ""
        keep(
            options.keep,
            f"python benchmarks/rooms.py --questions {options.questions} --votes {options.votes}"
            f" --seconds {options.seconds:.0f}{flags}",
            "\n".join(f"    {line}" for line in lines),
        )


def _measure(
    options: Any, server: subprocess.Popen[bytes], base: str, event: str, people: list[tuple[int, str]]
) -> list[str]:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        try:
            if httpx.get(f"{base}/en/events/{event}/room/", timeout=30, trust_env=False).status_code == 200:
                break
        except httpx.TransportError:
            time.sleep(0.5)

    while time.monotonic() < deadline + REST_SECONDS and not at_rest():
        time.sleep(3)

    def kill(name: str) -> None:
        pids = [pid for role, pid in _children(server.pid) if role == name]
        print(f"killing the {name} processes: {pids}", flush=True)
        for pid in pids:
            os.kill(pid, signal.SIGKILL)

    tally = asyncio.run(run(options, base, event, people, kill if options.kill else None))
    return [
        f"{options.questions} questions and {options.votes} votes of {len(people)} people in {options.seconds:.0f} s,"
        f" {READS_A_SECOND} pages read a second; all of it had its answer after {tally.seconds:.0f} s",
        figures("room pages", tally.read),
        figures("votes", tally.voted),
        figures("questions", tally.asked),
        *verify(tally, options),
    ]


if __name__ == "__main__":
    main()
