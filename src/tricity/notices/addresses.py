"""Addresses of this site kept without a language, and given back in the reader's."""

from __future__ import annotations

from tricity.language import INTERFACE_LANGUAGES


def without_language(url: str) -> str:
    """`/ja/needs/K7QX2M9R/` → `needs/K7QX2M9R/`."""
    path = url.lstrip("/")
    first, _, rest = path.partition("/")
    return rest if first in INTERFACE_LANGUAGES else path


def in_language(path: str, language: str) -> str:
    """`needs/K7QX2M9R/` → `/ja/needs/K7QX2M9R/`."""
    return f"/{language}/{path}"
