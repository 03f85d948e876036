"""The table of packages the lexicon is compiled from: `sources.toml`, beside this file."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

TABLE: Final = Path(__file__).with_name("sources.toml")


class Registry(StrEnum):
    PYPI = "pypi"
    NPM = "npm"
    DEBIAN = "debian"


@dataclass(frozen=True, slots=True)
class Package:
    """One row: `name` is also its folder; `sha256` is of the archive as published.

    `decompress` lists compressed files inside; `needs` what its format takes beside Python's own library.
    """

    name: str
    registry: Registry
    package: str
    version: str
    sha256: str
    licence: str
    attribution: str
    use: str
    decompress: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


def read_packages(table: Path = TABLE) -> tuple[Package, ...]:
    """Return the rows in the order of the table."""
    rows = tomllib.loads(table.read_text(encoding="utf-8"))["package"]
    return tuple(_package(row) for row in rows)


def _package(row: dict[str, str | list[str]]) -> Package:
    words = {key: value for key, value in row.items() if isinstance(value, str)}
    lists = {key: tuple(value) for key, value in row.items() if isinstance(value, list)}
    registry = Registry(words.pop("registry"))
    return Package(
        **words, registry=registry, decompress=lists.get("decompress", ()), needs=lists.get("needs", ())
    )
