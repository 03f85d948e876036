"""The CKAN action API: package_search, page by page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

from tricity.harvest.problems import Problem
from tricity.harvest.reading.dates import moment
from tricity.harvest.reading.texts import one_line, plain, web_address
from tricity.harvest.reading.values import Asked, Batch, Flaw, Item, Resource

ROWS: Final = 50
_SEARCH: Final = "/api/3/action/package_search"


def first_address(asked: Asked) -> str:
    """`address` is the start page of the catalogue, or its package_search itself."""
    parts = urlsplit(asked.address)
    path = parts.path if parts.path.endswith("package_search") else parts.path.rstrip("/") + _SEARCH
    query: dict[str, Any] = {name: values[0] for name, values in parse_qs(parts.query).items()}
    filters = [
        each
        for each in (asked.filter, f"metadata_modified:[{asked.since} TO *]" if asked.since else "")
        if each
    ]
    query |= {"rows": ROWS, "start": 0, "sort": "metadata_modified asc, id asc" if asked.since else "id asc"}
    if filters:
        query["fq"] = " ".join(f"+({each})" for each in filters) if len(filters) > 1 else filters[0]
    return urlunsplit((parts.scheme, parts.netloc, path, urlencode(query), ""))


def following(address: str, total: int = 0, got: int | None = None) -> str:
    """The page after the one at this address, "" after the last of `total`; how a broken page is stepped over.

    `got` is how many came: some catalogues give fewer than are asked for, and are then asked for so many.
    """
    parts = urlsplit(address)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    rows = got or int(query.get("rows", ROWS))
    start = int(query.get("start", 0)) + rows
    if start >= total:
        return ""
    return urlunsplit((*parts[:3], urlencode({**query, "rows": rows, "start": start}), ""))


def read(text: str, address: str, asked: Asked) -> Batch:
    """The packages of one answer. Raises Problem (json, not-ckan)."""
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Problem("json", line=getattr(error, "lineno", 0)) from None
    result = answer.get("result") if isinstance(answer, dict) else None
    if not isinstance(result, dict) or not isinstance(result.get("results"), list):
        raise Problem("not-ckan")
    count = result.get("count")
    total = count if isinstance(count, int) else 0
    items: list[Item] = []
    flaws: list[Flaw] = []
    for number, row in enumerate(result["results"], 1):
        read_row = _item(row, number, asked)
        (items if isinstance(read_row, Item) else flaws).append(read_row)  # type: ignore[arg-type]
    got = len(result["results"])
    # An empty page before the end would repeat for ever.
    return Batch(tuple(items), tuple(flaws), following(address, total, got) if got else "", total)


def _item(row: Any, number: int, asked: Asked) -> Item | Flaw:
    if not isinstance(row, dict) or not row.get("id"):
        return Flaw(str(number), "no-id")
    title = _field(row, asked.title or "title", asked.language) or str(row.get("name") or "")
    if not title.strip():
        return Flaw(str(row["id"])[:100], "no-title")
    site = urlsplit(asked.address)
    start = urlunsplit((site.scheme, site.netloc, site.path.partition("/api/")[0].rstrip("/"), "", ""))
    publisher = row.get("organization")
    return Item(
        external_id=str(row["id"]),
        title=one_line(title),
        text=plain(_field(row, asked.text or "notes", asked.language)),
        url=web_address(row.get("url")) or f"{start}/dataset/{row.get('name') or row['id']}",
        modified=moment(row.get("metadata_modified")),
        licence=one_line(str(row.get("license_title") or row.get("license_id") or "")),
        language=str(row.get("language") or "") if isinstance(row.get("language"), str) else "",
        publisher=one_line(str(publisher.get("title") or "")) if isinstance(publisher, dict) else "",
        resources=tuple(_resources(row.get("resources"))),
    )


def _resources(rows: Any) -> list[Resource]:
    found = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return [
        Resource(
            one_line(str(row.get("name") or row.get("description") or url)),
            url,
            str(row.get("format") or "")[:20],
        )
        for row in found[:50]
        if (url := web_address(row.get("url")))
    ]


def _field(row: Mapping[str, Any], name: str, language: str) -> str:
    """A value by its name; of one given in several languages the preferred, else the first."""
    value: Any = row
    for part in name.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    if isinstance(value, dict):
        chosen = [each for code, each in value.items() if str(code).lower().startswith(language[:2] or "?")]
        value = next(iter([*chosen, *value.values()]), "")
    return str(value) if isinstance(value, (str, int, float)) else ""
