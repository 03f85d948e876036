"""The sample: real records of the three countries, their renderings, and names in every language.

Everything goes through the same import as any other file; loading it again changes nothing.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from tricity.directory.models import City, Country
from tricity.knowledge.imports import Importer, Report, import_rows
from tricity.knowledge.imports.fields import RowKind
from tricity.knowledge.imports.problems import Place
from tricity.knowledge.imports.readers import RawRow
from tricity.knowledge.models import ImportRun
from tricity.site.sample.statements import load_sample_statements
from tricity.web.text import Origin

FOLDER: Final = Path(__file__).resolve().parent
SOURCE: Final = "sample"
ENGINE: Final = "tricity-editorial-2026"
# Language and the zone of the capital in the tz database; the capital is a row of the cities.
COUNTRIES: Final = {
    "CN": ("zh-hans", "Asia/Shanghai", "北京"),
    "JP": ("ja", "Asia/Tokyo", "東京都"),
    "KR": ("ko", "Asia/Seoul", "서울특별시"),
}
INTERNATIONAL: Final = "en"  # what bodies of no country write in

Progress = Callable[[int, int], None]


def load_countries() -> None:
    """Create the countries, or bring their names up to date; any site needs them before it can import."""
    described = json.loads((FOLDER / "names/countries.json").read_text(encoding="utf-8"))
    cities = {(row["country"], row["city_native"]): row["names"] for row in _lines("names/*-cities.jsonl")}
    for code, (language, zone, capital) in COUNTRIES.items():
        Country.objects.update_or_create(
            code=code,
            defaults={
                "names": described[code]["names"],
                "language": language,
                "capital_names": cities[code, capital],
                "capital_time_zone": zone,
            },
        )


def load_sample(progress: Progress = lambda done, total: None) -> Report:
    """Create whatever of the sample is missing, and change what differs; (rows done, rows in all) are told."""
    load_countries()
    known = _known_cities()
    rows = list(sample_rows())
    importer = Importer(source=SOURCE)
    report = import_rows(rows, importer=importer, names=["sample"], total=len(rows), progress=progress)
    _mark_cities(rows, known)
    load_sample_statements(source=SOURCE, engine=ENGINE)
    return report


def _known_cities() -> set[tuple[str, str]]:
    """Cities that somebody else brought here, by country and native name."""
    rows = City.objects.exclude(source=SOURCE)
    if not ImportRun.objects.exclude(source=SOURCE).exists():
        # Loaded before cities were marked.
        rows = rows.exclude(pk__in=City.objects.filter(source="", external_id=None).values("pk"))
    return set(rows.values_list("country_id", "native_name"))


def _mark_cities(rows: list[RawRow], known: set[tuple[str, str]]) -> None:
    """Cities have no identifier in the sample; so that they can be removed with it, they say where they came from."""
    cities = [row.data for row in rows if row.kind == RowKind.CITY and row.data]
    ours = {(data["country"], data["city_native"]) for data in cities} - known
    unmarked = City.objects.filter(source="", external_id=None)
    pks = [pk for pk, *key in unmarked.values_list("pk", "country_id", "native_name") if tuple(key) in ours]
    City.objects.filter(pk__in=pks).update(source=SOURCE)


def sample_rows() -> Iterator[RawRow]:
    """Cities, organizations and records, each with its names and renderings."""
    renderings = _renderings()
    yield from _cities()
    yield from _organizations(renderings)
    for path, number, row in _numbered(
        "records/*-initiatives.jsonl", "records/*-needs.jsonl", "records/*-solutions.jsonl"
    ):
        yield _raw(path, number, {**row, "renderings": renderings[row["id"]]})


def _cities() -> Iterator[RawRow]:
    named = {(row["country"], row["city_native"]): row for row in _lines("names/*-cities.jsonl")}
    for path, number, row in _numbered("records/*-cities.jsonl"):
        key = (row["country"], row["city_native"])
        names = {name: named[key][name] for name in ("names", "readings")} if key in named else {}
        capital = COUNTRIES[row["country"]][2] == row["city_native"]
        yield _raw(path, number, {**row, **names, "kind": RowKind.CITY.value, "is_capital": capital})


def _organizations(renderings: dict[str, list[dict[str, Any]]]) -> Iterator[RawRow]:
    named = {row["id"]: row for row in _lines("names/*-organizations.jsonl")}
    described = json.loads((FOLDER / "names/countries.json").read_text(encoding="utf-8"))
    national = {
        body["id"]: body["for_cities"]
        for country in described.values()
        for body in country["national_bodies"]
    }
    for path, number, row in _numbered("records/*-organizations.jsonl"):
        names = named.get(row["id"], {})
        for_cities = dict(national.get(row["id"], {}))
        language = COUNTRIES[row["country"]][0] if row["country"] else INTERNATIONAL
        row |= {
            "lang": language,
            "names": names.get("names"),
            "readings": names.get("readings"),
            "name_basis": names.get("basis"),
            "is_national_body": row["id"] in national,
            "for_cities": for_cities.pop(language, None),
            "renderings": renderings[row["id"]]
            + [_rendering(code, "for_cities", text) for code, text in sorted(for_cities.items())],
        }
        yield _raw(path, number, row)


def _renderings() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in _lines("renderings/*.jsonl"):
        texts = {name: row.get(name) for name in ("title", "summary", "role_summary")}
        for position, indicator in enumerate(row.get("indicators") or ()):
            texts |= {f"indicators.{position}.{part}": indicator.get(part) for part in ("name", "unit")}
        found[row["id"]] += [
            _rendering(row["language"], field, text) for field, text in texts.items() if text
        ]
    return found


def _rendering(language: str, field: str, text: str) -> dict[str, Any]:
    return {
        "language": language,
        "field": field,
        "text": text,
        "origin": Origin.MACHINE.value,
        "engine": ENGINE,
    }


def _raw(path: Path, number: int, row: dict[str, Any]) -> RawRow:
    return RawRow(Place(path.name, number), RowKind(row["kind"]), row)


def _numbered(*patterns: str) -> Iterator[tuple[Path, int, dict[str, Any]]]:
    for pattern in patterns:
        for path in sorted(FOLDER.glob(pattern)):
            with path.open(encoding="utf-8") as file:
                for number, line in enumerate(file, start=1):
                    yield path, number, json.loads(line)


def _lines(pattern: str) -> Iterator[dict[str, Any]]:
    return (row for _path, _number, row in _numbered(pattern))
