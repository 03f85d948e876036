"""Server time, queries and size of every kind of page on a large site.

    python benchmarks/synthetic.py --records 100000 --data /tmp/large-site
    python benchmarks/pages.py --data /tmp/large-site

Each page is asked for by many different addresses, in four languages, in five runs; the figure is the median of the
runs' 95th percentiles. Time is that of the server (Django's test client): the network is not in it.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from results import keep

LANGUAGES = ("en", "ja", "ko", "zh-hans")
BUDGET_MS = {"detail": 50, "list": 80, "search": 80, "overlap": 80}
QUERIES_ALLOWED, KILOBYTES_ALLOWED = 12, 150
QUESTIONS = {
    "en": [
        "parking",
        "on-demand bus",
        "flood warning",
        "elderly living alone",
        "carbon neutral",
        "digital twin",
    ],
    "ja": ["駐車場", "オンデマンド交通", "浸水対策", "高齢者の見守り", "脱炭素", "自動運転バス"],
    "ko": ["주차", "수요응답형 버스", "침수 예방", "독거노인 돌봄", "탄소중립", "자율주행"],
    "zh-hans": ["停车", "网约公交", "内涝预警", "独居老人", "碳中和", "数字孪生"],
}


def pages(draw: random.Random) -> dict[str, tuple[str, Callable[[str], str]]]:
    """Name of a page → (kind of budget, address for a language)."""
    from tricity.cooperation.models import Opportunity
    from tricity.directory.models import City, Organization
    from tricity.knowledge.models import Record
    from tricity.terms.models import Concept

    kinds = ("initiative", "need", "solution")
    codes = {
        kind: list(Record.objects.filter(kind=kind).values_list("code", flat=True)[:3000]) for kind in kinds
    }
    cities = list(City.objects.values_list("code", flat=True))
    bodies = list(Organization.objects.values_list("code", flat=True))
    topics = list(Concept.objects.filter(is_top=False).values_list("slug", flat=True))
    candidates = list(
        Opportunity.objects.filter(publication_state="published").values_list("code", flat=True)
    )
    pick = draw.choice
    found: dict[str, tuple[str, Callable[[str], str]]] = {
        "home": ("list", lambda language: f"/{language}/"),
        "initiative": ("detail", lambda language: f"/{language}/initiatives/{pick(codes['initiative'])}/"),
        "need": ("detail", lambda language: f"/{language}/needs/{pick(codes['need'])}/"),
        "solution": ("detail", lambda language: f"/{language}/solutions/{pick(codes['solution'])}/"),
        "city": ("detail", lambda language: f"/{language}/cities/{pick(cities)}/"),
        "organization": ("detail", lambda language: f"/{language}/organizations/{pick(bodies)}/"),
        "country": ("detail", lambda language: f"/{language}/countries/{pick(['cn', 'jp', 'kr'])}/"),
        "topic": ("detail", lambda language: f"/{language}/topics/{pick(topics)}/"),
        "initiatives": ("list", lambda language: f"/{language}/initiatives/?page={draw.randint(1, 50)}"),
        "initiatives, 3 facets": (
            "list",
            lambda language: (
                f"/{language}/initiatives/?country={pick(['CN', 'JP', 'KR'])}&status=operating&topic={pick(topics)}"
            ),
        ),
        "needs by title": (
            "list",
            lambda language: f"/{language}/needs/?sort=title&page={draw.randint(1, 50)}",
        ),
        "cities": ("list", lambda language: f"/{language}/cities/?page={draw.randint(1, 50)}"),
        "organizations": ("list", lambda language: f"/{language}/organizations/?page={draw.randint(1, 20)}"),
        "countries": ("list", lambda language: f"/{language}/countries/"),
        "search": ("search", lambda language: f"/{language}/search/?q={pick(QUESTIONS[language])}"),
        "search, 2 facets": (
            "search",
            lambda language: (
                f"/{language}/search/?q={pick(QUESTIONS[language])}&kind=initiative&country={pick(['CN', 'JP', 'KR'])}"
            ),
        ),
        "overlap view": ("overlap", lambda language: f"/{language}/overlaps/"),
        "topic in a country": (
            "overlap",
            lambda language: f"/{language}/overlaps/{pick(topics)}/{pick(['cn', 'jp', 'kr'])}/",
        ),
        "candidates": ("list", lambda language: f"/{language}/opportunities/"),
        "events": ("list", lambda language: f"/{language}/events/"),
    }
    if candidates:
        found["candidate"] = ("detail", lambda language: f"/{language}/opportunities/{pick(candidates)}/")
    return found


def measure(client: Any, address: Callable[[str], str], times: int) -> tuple[list[float], int, int]:
    """Milliseconds of each request, most queries, most bytes compressed."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    elapsed, queries, size = [], 0, 0
    for number in range(times):
        path = address(LANGUAGES[number % len(LANGUAGES)])
        started = time.perf_counter()
        response = client.get(path)
        elapsed.append((time.perf_counter() - started) * 1000)
        if response.status_code not in (200, 404):
            raise SystemExit(f"{path}: {response.status_code}")
    for language in LANGUAGES:
        with CaptureQueriesContext(connection) as captured:
            body = client.get(address(language)).content
        queries, size = max(queries, len(captured)), max(size, len(gzip.compress(body, 6)))
    return elapsed, queries, size


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def rows(runs: int, times: int, only: str) -> Iterator[tuple[str, str, float, float, int, int]]:
    from django.test import Client

    client, draw = Client(), random.Random(7)
    for name, (kind, address) in pages(draw).items():
        if only and only not in name:
            continue
        measure(client, address, 4)
        medians, tails, queries, size = [], [], 0, 0
        for _run in range(runs):
            elapsed, most, largest = measure(client, address, times)
            medians.append(statistics.median(elapsed))
            tails.append(percentile(elapsed, 0.95))
            queries, size = max(queries, most), max(size, largest)
        row = (name, kind, statistics.median(medians), statistics.median(tails), queries, size)
        print(
            f"{name:<24} p50 {row[2]:6.1f} ms  p95 {row[3]:6.1f} ms  {queries:>3} queries  {size / 1000:6.1f} kB",
            flush=True,
        )
        yield row


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--requests", type=int, default=40, help="of each page in a run")
    parser.add_argument("--only", default="", help="pages whose name contains this; nothing is kept then")
    options = parser.parse_args()
    os.environ.update(
        TRICITY_DATA=str(options.data),
        DJANGO_SETTINGS_MODULE="tricity.site.settings",
        TRICITY_LOG_LEVEL="ERROR",
    )
    os.environ.setdefault("TRICITY_HOSTS", "testserver")
    import django

    django.setup()
    from django.db import connection

    from tricity.knowledge.models import Record
    from tricity.site.setup import collect_static

    collect_static()
    lines = [
        "| page | p50 ms | p95 ms | budget | queries | kB compressed | |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, kind, median, tail, queries, size in rows(options.runs, options.requests, options.only):
        kept = tail <= BUDGET_MS[kind] and queries <= QUERIES_ALLOWED and size <= KILOBYTES_ALLOWED * 1000
        lines.append(
            f"| {name} | {median:.1f} | {tail:.1f} | {BUDGET_MS[kind]} | {queries} | {size / 1000:.1f} | {'' if kept else 'missed'} |"
        )
    head = f"{Record.objects.count():,} records on {connection.vendor}; at most {QUERIES_ALLOWED} queries and {KILOBYTES_ALLOWED} kB.\n\n"
    if not options.only:
        keep(
            "Pages",
            "python benchmarks/synthetic.py --data DIR; python benchmarks/pages.py --data DIR",
            head + "\n".join(lines),
        )


if __name__ == "__main__":
    main()
