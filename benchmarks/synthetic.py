"""A large site of made-up records, for measuring: sentences of the sample mixed anew, in the sample's languages.

    python benchmarks/synthetic.py --records 100000 --data /tmp/large-site

makes a SQLite site in that folder: cities and organizations beside the sample's, records with topics, renderings of
title and summary in the other three languages, and the search index. The same seed makes the same site.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

SAMPLE = Path(__file__).resolve().parent.parent / "src/tricity/site/sample"
BATCH = 5_000
LANGUAGES = ("zh-hans", "ja", "ko", "en")
HOME = {"CN": "zh-hans", "JP": "ja", "KR": "ko"}
END = re.compile(r"(?<=[。！？.!?])\s*")


def phrases() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Titles and sentences of the sample by language, originals and renderings alike."""
    titles: dict[str, list[str]] = defaultdict(list)
    sentences: dict[str, list[str]] = defaultdict(list)
    for path in sorted([*SAMPLE.glob("records/*.jsonl"), *SAMPLE.glob("renderings/*.jsonl")]):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row.get("title"):
                language = row.get("language") or row["lang"].lower()
                titles[language].append(row["title"])
                sentences[language] += [part for part in END.split(row["summary"]) if len(part) > 8]
    return titles, sentences


def make(records: int, *, cities: int, organizations: int, seed: int) -> None:
    """Fill the site that is set up: the sample first, then `records` made-up ones."""
    from tricity.directory.models import City, Organization
    from tricity.knowledge.models import Record
    from tricity.site.sample import load_sample
    from tricity.site.sample.event import load_sample_event
    from tricity.terms.actions import load_seed

    load_seed()
    load_sample()
    load_sample_event()
    _candidates()
    draw = random.Random(seed)
    _more_cities(cities, draw)
    _more_organizations(organizations, draw)
    places = {country: list(City.objects.filter(country=country)) for country in HOME}
    bodies = {country: list(Organization.objects.filter(country=country)) for country in HOME}
    titles, sentences = phrases()
    for start in range(0, records, BATCH):
        rows = [
            _record(number, draw, titles, sentences, places, bodies)
            for number in range(start, min(records, start + BATCH))
        ]
        made = Record.objects.bulk_create(rows)
        _topics(made, draw)
        _renderings(made, draw, titles, sentences)
        _order(made)
        print(f"{start + len(rows):>9} records", flush=True)


def _candidates() -> None:
    """The synthesis of the sample: overlaps and candidates, some published. (It is not run over the made-up records.)"""
    from tricity.accounts.models import User
    from tricity.cooperation.actions import publish, run_synthesis
    from tricity.cooperation.models import Opportunity

    secretary = User.objects.create_superuser("secretary", "a-long-password")
    run_synthesis()
    for opportunity in Opportunity.objects.filter(is_current=True)[:10]:
        publish(opportunity, by=secretary)


def _record(number, draw, titles, sentences, places, bodies):  # type: ignore[no-untyped-def]
    from django.utils import timezone

    from tricity.knowledge.models import Horizon, Kind, Priority, Record, Status

    country = draw.choice(sorted(HOME))
    language = HOME[country]
    kind = draw.choices([Kind.INITIATIVE, Kind.NEED, Kind.SOLUTION], [6, 2, 2])[0]
    facts = {
        Kind.INITIATIVE: {"status": draw.choice(Status.values), "start_year": draw.randint(2010, 2026)},
        Kind.NEED: {"priority": draw.choice(Priority.values), "horizon": draw.choice(Horizon.values)},
        Kind.SOLUTION: {},
    }[kind]
    return Record(
        source="synthetic",
        external_id=f"s{number}",
        node="local",
        kind=kind,
        language=language,
        title=f"{draw.choice(titles[language])} {number}",
        summary=_summary(draw, sentences[language]),
        country_id=country,
        city=None if kind == Kind.SOLUTION else draw.choice(places[country]),
        owner=draw.choice(bodies[country]) if draw.random() < 0.3 else None,
        publication_state="published",
        published_at=timezone.now() - timezone.timedelta(minutes=number),
        standing=draw.choice(["compiled", "submitted", "confirmed"]),
        sources=["https://example.org/"],
        **facts,
    )


def _summary(draw: random.Random, sentences: list[str]) -> str:
    return " ".join(draw.sample(sentences, 3))


def _topics(records, draw):  # type: ignore[no-untyped-def]
    from tricity.knowledge.models import RecordTopic
    from tricity.terms.models import Concept

    concepts = list(Concept.objects.filter(is_top=False).values_list("pk", flat=True))
    RecordTopic.objects.bulk_create(
        RecordTopic(record=record, concept_id=concept, weight=round(0.9 - 0.2 * place, 2), reasons=[])
        for record in records
        for place, concept in enumerate(draw.sample(concepts, draw.randint(1, 3)))
    )


def _renderings(records, draw, titles, sentences):  # type: ignore[no-untyped-def]
    from tricity.translation.models import Translation
    from tricity.web.text import digest

    def rows() -> Iterator[Translation]:
        for record in records:
            for language in LANGUAGES:
                if language == record.language:
                    continue
                for field, text in (
                    ("title", draw.choice(titles[language])),
                    ("summary", _summary(draw, sentences[language])),
                ):
                    yield Translation(
                        subject_kind="knowledge.record",
                        subject_id=record.pk,
                        field=field,
                        language=language,
                        text=text,
                        origin="machine",
                        source_language=record.language,
                        source_digest=digest(getattr(record, field)),
                    )

    Translation.objects.bulk_create(rows(), batch_size=BATCH)


def _order(records):  # type: ignore[no-untyped-def]
    from tricity.knowledge.models import RecordTitle

    RecordTitle.objects.bulk_create(
        (
            RecordTitle(record=record, kind=record.kind, language=language, key=record.title[:120])
            for record in records
            for language in LANGUAGES
        ),
        batch_size=BATCH,
    )


def _names(number: int, country: str) -> dict[str, str]:
    return {"en": f"City {number}", HOME[country]: f"市{number}"}


def _more_cities(count: int, draw: random.Random) -> None:
    from tricity.directory.models import City

    City.objects.bulk_create(
        City(
            source="synthetic",
            external_id=f"c{number}",
            node="local",
            country_id=(country := draw.choice(sorted(HOME))),
            native_name=f"市{number}",
            names=_names(number, country),
            sort_keys=dict.fromkeys(LANGUAGES, f"z{number:06}"),
            latitude=draw.uniform(24, 45),
            longitude=draw.uniform(100, 143),
        )
        for number in range(count)
    )


def _more_organizations(count: int, draw: random.Random) -> None:
    from tricity.directory.models import Organization

    Organization.objects.bulk_create(
        Organization(
            source="synthetic",
            external_id=f"o{number}",
            node="local",
            type=draw.choice(["company", "government", "university"]),
            country_id=(country := draw.choice(sorted(HOME))),
            names={"en": f"Organization {number}", HOME[country]: f"組織{number}"},
            sort_keys=dict.fromkeys(LANGUAGES, f"z{number:06}"),
            language=HOME[country],
            role_summary="…",
        )
        for number in range(count)
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--cities", type=int, default=3_000)
    parser.add_argument("--organizations", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args()
    os.environ["TRICITY_DATA"] = str(options.data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tricity.site.settings"
    import django

    django.setup()
    from django.core.management import call_command

    from tricity.search import indexer
    from tricity.site.child import begin
    from tricity.site.upkeep import refresh_statistics

    started = time.monotonic()
    call_command("migrate", verbosity=0)
    make(options.records, cities=options.cities, organizations=options.organizations, seed=options.seed)
    print(f"made in {time.monotonic() - started:.0f} s")
    started = time.monotonic()
    indexer.rebuild(begin=begin)
    print(f"indexed in {time.monotonic() - started:.0f} s")
    refresh_statistics()


if __name__ == "__main__":
    main()
