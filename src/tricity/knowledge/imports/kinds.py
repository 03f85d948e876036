"""What a file or a row holds: said by `kind`, else by the fields it has, else by the file's name."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any, Final

from tricity.knowledge.imports.fields import RowKind

_KINDS: Final = frozenset(kind.value for kind in RowKind)
# Words of file and sheet names, in the languages the files are made in.
_NAMES: Final = {
    RowKind.CITY: r"cit(y|ies)|城市|都市|도시",
    RowKind.ORGANIZATION: r"organi[sz]ations?|机构|組織|团体|団体|기관",
    RowKind.INITIATIVE: r"initiatives?|举措|取組|取り組み|사업",
    RowKind.NEED: r"needs?|需求|ニーズ|수요",
    RowKind.SOLUTION: r"solutions?|解决方案|ソリューション|솔루션",
}
# A field that only one kind has, the most telling first.
_TELLING: Final = (
    (RowKind.ORGANIZATION, {"role_summary", "for_cities", "is_national_body", "type"}),
    (RowKind.CITY, {"lat", "lon", "admin_level", "population", "official_code"}),
    (RowKind.SOLUTION, {"provider", "deployments"}),
    (RowKind.NEED, {"priority", "horizon"}),
    (RowKind.INITIATIVE, {"status", "start_year", "indicators", "budget", "budget_amount"}),
)


def kind_from_name(name: str) -> RowKind | None:
    """The kind a file or sheet is named after; a name that fits several says nothing."""
    stem = name.rsplit("/", 1)[-1].lower()
    fitting = [kind for kind, words in _NAMES.items() if re.search(rf"(?<![a-z])({words})(?![a-z])", stem)]
    return fitting[0] if len(fitting) == 1 else None


def kind_of_columns(columns: Collection[str]) -> RowKind | None:
    """The kind of a table from its headings; records share theirs, so only cities and organizations show."""
    present = set(columns)
    telling = [kind for kind, names in _TELLING[:2] if len(names & present) >= 2]
    return telling[0] if telling else None


def kind_of_row(data: Mapping[str, Any], otherwise: RowKind | None) -> RowKind | None:
    """The kind one row states, else the one of its file, else the one its filled fields tell."""
    stated = data.get("kind")
    if isinstance(stated, str) and stated.strip().lower() in _KINDS:
        return RowKind(stated.strip().lower())
    if otherwise is not None:
        return otherwise
    return next((kind for kind, names in _TELLING if names & data.keys()), None)
