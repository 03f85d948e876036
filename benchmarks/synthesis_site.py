"""Seconds from publishing a record in a large site to its topics, matches and candidates, with all jobs in between.

    python benchmarks/synthetic.py --records 99700 --data /tmp/large-site
    python benchmarks/synthesis_site.py --data /tmp/large-site [--updates 100]

The site gets a full run first. A record is published then as a curator does it, and this process does what the worker
does until nothing waits; the worker looks for jobs every half second, which is not counted here. On PostgreSQL: both
commands behind `tools/with_postgres.py`.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import synthetic


def drafts(count: int) -> Iterator[Any]:
    """Records like those of the site that nobody sees yet."""
    from tricity.directory.models import City, Organization
    from tricity.knowledge.models import Record

    draw = random.Random(7)
    places = {code: list(City.objects.filter(country=code)) for code in synthetic.HOME}
    bodies = {code: list(Organization.objects.filter(country=code)[:50]) for code in synthetic.HOME}
    titles, sentences = synthetic.phrases()
    first = Record.objects.count()
    for number in range(first, first + count):
        record = synthetic._record(number, draw, titles, sentences, places, bodies)
        record.publication_state, record.published_at = "draft", None
        record.save()
        yield record


@contextmanager
def clocked(seconds: dict[str, list[float]]) -> Iterator[None]:
    """Note how long each job takes, by its name."""
    from tricity.jobs import worker

    find = worker.function_of

    def function_of(name: str) -> Callable[..., None]:
        def do(**arguments: object) -> None:
            started = time.perf_counter()
            find(name)(**arguments)
            seconds[name].append(time.perf_counter() - started)

        return do

    worker.function_of = function_of
    try:
        yield
    finally:
        worker.function_of = find


def told(name: str, values: list[float]) -> str:
    ordered = sorted(values)
    middle, late = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
    return f"    {name}: p50 {middle:.3f} s, p95 {late:.3f} s, longest {ordered[-1]:.3f} s ({len(ordered)})"


def measure(updates: int) -> None:
    from django.db import connection

    from tricity.accounts.models import User
    from tricity.cooperation.actions.synthesis import do_synthesis
    from tricity.cooperation.models import Match, SynthesisRun
    from tricity.jobs import worker
    from tricity.jobs.models import Job
    from tricity.knowledge.actions import publish_record

    curator = User.objects.get(username="secretary")
    Job.objects.all().delete()
    started = time.perf_counter()
    do_synthesis()
    took = time.perf_counter() - started
    run = SynthesisRun.objects.exclude(finished_at=None).latest("finished_at")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{run.records} records on {connection.vendor}: full run with all it stores and keeps {took:.0f} s, "
        f"{memory:.0f} MB; {Match.objects.filter(run=run).count()} matches",
        flush=True,
    )
    seconds: dict[str, list[float]] = defaultdict(list)
    whole = []
    with clocked(seconds):
        for record in drafts(updates):
            started = time.perf_counter()
            publish_record(record, by=curator)
            worker.run_all()
            whole.append(time.perf_counter() - started)
    print(told("published, and all jobs done", whole))
    for name, values in sorted(seconds.items()):
        print(told(name, values))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--updates", type=int, default=100)
    options = parser.parse_args()
    os.environ["TRICITY_DATA"] = str(options.data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tricity.site.settings"
    import django

    django.setup()
    measure(options.updates)


if __name__ == "__main__":
    main()
