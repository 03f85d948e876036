"""Import of many records with their whole template: time, memory, and how long an editor waits meanwhile.

    python benchmarks/imports.py --records 100000

makes a file of made-up records of about 4 kB each, imports it into a new site as `tricity import` does, and then builds
the search index as the worker does, with a helper for each processor. Meanwhile another process saves a record again and
again, as an editor would; the figure is the longest it had to wait. With TRICITY_DATABASE_URL the site is there instead
of in SQLite. The records are mixed of few sentences, which the index reads once each: real ones take longer. With
`--unlike` each sentence has a number of its own, so that none comes again. Memory is that of a process alone: pages of
files that are mapped (the index, the dictionaries, the database) are the system's, which takes them back when it needs to.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import resource
import tempfile
import threading
import time
from collections.abc import Iterator
from itertools import count as counting
from pathlib import Path
from typing import Any

from results import keep
from synthetic import HOME, phrases

TAGS = {"zh-hans": "zh-Hans", "ja": "ja", "ko": "ko", "en": "en"}
EDITOR_PAUSE = 0.25  # seconds between two savings


def rows(
    number: int, cities: dict[str, list[str]], seed: int, *, unlike: bool = False
) -> Iterator[dict[str, Any]]:
    """Initiatives, needs and solutions in turn, with every part of their template."""
    from tricity.knowledge.publication.template import PARTS_OF, Form

    titles, sentences = phrases()
    draw = random.Random(seed)
    numbers = counting(1)
    kinds = ("initiative", "need", "solution")
    for position in range(number):
        kind, country = kinds[position % 3], draw.choice(list(HOME))
        language = HOME[country]

        def words(count: int, language: str = language) -> str:
            chosen = [draw.choice(sentences[language]) for _ in range(count)]
            if unlike:
                chosen = [f"{next(numbers)} {sentence}" for sentence in chosen]
            return (" " if language == "ko" else "").join(chosen)

        parts = {part.name: words(2)[:900] for part in PARTS_OF[kind] if part.form is Form.TEXT}
        parts |= {part.name: words(1)[:200] for part in PARTS_OF[kind] if part.form is Form.LINE}
        yield {
            "kind": kind,
            "id": f"made-{position}",
            "country": country,
            "city_native": draw.choice(cities[country]) if kind != "solution" else None,
            "lang": TAGS[language],
            "title": f"{draw.choice(titles[language])[:200]} {position}",
            "summary": words(3),
            "organizations": [{"name": f"{draw.choice(titles[language])[:60]}", "role": "partner"}],
            "horizon": draw.choice(("short", "long")),
            "indicators": [{"name": words(1)[:60], "value": draw.randint(1, 900), "unit": "%", "year": 2025}],
            "sources": [{"url": f"https://example.org/{position}", "read_on": "2026-03-31"}],
            **parts,
        }


def make_file(path: Path, number: int, *, unlike: bool = False) -> float:
    """Write the file; returns kilobytes a row."""
    from tricity.directory.models import City

    cities = {
        country: list(City.objects.filter(country=country).values_list("native_name", flat=True))
        for country in HOME
    }
    with path.open("w", encoding="utf-8") as out:
        for row in rows(number, cities, seed=1, unlike=unlike):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path.stat().st_size / number / 1000


def edit(stop: Any, waits: Any) -> None:
    """Save one record again and again, as a person's page would, and note the seconds each saving took."""
    import django

    django.setup()
    from tricity.accounts.models import User
    from tricity.knowledge.actions import change_record
    from tricity.knowledge.models import Record
    from tricity.knowledge.values import values_of

    editor = User.objects.get(username="editor")
    first = Record.objects.order_by("pk").values_list("pk", flat=True)[0]
    number = 0
    while not stop.is_set():
        record = Record.objects.get(pk=first)
        number += 1
        started = time.perf_counter()
        change_record(
            record,
            by=editor,
            values={**values_of(record), "end_year": 2030 + number % 50},
            version=record.version,
        )
        waits.append(time.perf_counter() - started)
        time.sleep(EDITOR_PAUSE)


def set_up(data: Path) -> None:
    os.environ |= {"TRICITY_DATA": str(data), "DJANGO_SETTINGS_MODULE": "tricity.site.settings"}
    import django

    django.setup()
    from django.core.management import call_command

    from tricity.accounts.models import RoleGrant, User
    from tricity.site.sample import load_sample
    from tricity.terms.actions import load_seed

    call_command("migrate", verbosity=0)
    load_seed()
    load_sample()
    person = User.objects.create_user("editor", "a long pass phrase")
    RoleGrant.objects.create(user=person, role="operator")


class Memory:
    """The most memory that this process and its helpers had each for themselves, in MB."""

    def __init__(self) -> None:
        self.own = self.helper = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Memory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(0.5):
            self.own = max(self.own, _anonymous(os.getpid()))
            helpers = (each.pid or 0 for each in multiprocessing.active_children())
            self.helper = max([self.helper, *map(_anonymous, helpers)])


def _anonymous(process: int) -> int:
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:  # it has ended
        return 0
    return int(status.partition("RssAnon:")[2].split()[0] or 0) // 1024


def measure(number: int, data: Path, *, with_index: bool, unlike: bool) -> list[str]:
    set_up(data)
    from django.db import connections

    from tricity.knowledge.imports import import_files
    from tricity.search import indexer
    from tricity.site.child import begin

    indexer.rebuild()  # of the sample: the worker of a site that is in use has an index already
    path = data / "records.jsonl"
    kilobytes = make_file(path, number, unlike=unlike)
    connections.close_all()
    context = multiprocessing.get_context("spawn")
    with context.Manager() as manager:
        stop, waits = manager.Event(), manager.list()
        editor = context.Process(target=edit, args=(stop, waits))
        editor.start()
        time.sleep(6)
        del waits[:]
        started = time.perf_counter()
        with Memory() as importing:
            report = import_files([path], source="made")
        imported = time.perf_counter() - started
        during = sorted(waits)
        started, used = time.perf_counter(), time.process_time()
        with Memory() as indexing:
            if with_index:
                indexer.catch_up(begin=begin)
        indexed, used = time.perf_counter() - started, time.process_time() - used
        helping = resource.getrusage(resource.RUSAGE_CHILDREN)
        stop.set()
        editor.join(30)
    lines = [
        f"{report.created:,} records of {kilobytes:.1f} kB",
        f"    import: {imported:.0f} s, {report.created / imported:,.0f} records/s, memory at most {importing.own} MB",
    ]
    if with_index:
        lines += [
            f"    index afterwards: {indexed:.0f} s; together {imported + indexed:.0f} s",
            f"    memory at most {indexing.own} MB, of a helper {indexing.helper} MB",
            f"    processor time of the helpers {helping.ru_utime + helping.ru_stime:.0f} s, of the writer {used:.0f} s",
        ]
    if during:
        middle, late, last = (during[int(share * (len(during) - 1))] * 1000 for share in (0.5, 0.99, 1.0))
        lines.append(f"    an editor saved {len(during)} times meanwhile, in ms:")
        lines.append(f"      p50 {middle:.0f}, p99 {late:.0f}, longest {last:.0f}")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--no-index", action="store_true", help="import alone")
    parser.add_argument("--unlike", action="store_true", help="no sentence twice")
    parser.add_argument("--keep", action="store_true", help="write the figures to RESULTS.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        lines = measure(options.records, Path(folder), with_index=not options.no_index, unlike=options.unlike)
    print("\n".join(lines))
    if options.keep:
        keep(
            "Import of many records" if options.no_index else "Import and index of records",
            f"python benchmarks/imports.py --records {options.records}{' --no-index' * options.no_index}"
            f"{' --unlike' * options.unlike}",
            "\n".join(lines),
        )


if __name__ == "__main__":
    main()
