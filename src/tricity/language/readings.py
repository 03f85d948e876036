"""Romanization and sort keys of names."""

from tricity.language.normalize import fold


def romanize(text: str, language: str) -> str:
    """Return the text in Latin letters (first form: the text itself)."""
    return text


def sort_key(name: str, reading: str, language: str) -> str:
    """Return a key that orders by plain comparison."""
    return fold(reading or name)
