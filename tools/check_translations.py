"""Fail when a catalogue lacks a string, has a fuzzy one, loses a placeholder, or is older than the code."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "src/tricity/locale"
LANGUAGES = ("ja", "ko", "zh_Hans")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def problems_of(entry: polib.POEntry) -> list[str]:
    """What is wrong with one translated string."""
    if entry.fuzzy:
        return ["fuzzy"]
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if not texts or not all(texts):
        return ["not translated"]
    wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    return [f"placeholders differ: {text}" for text in texts if set(PLACEHOLDER.findall(text)) != wanted]


def catalogue_problems(language: str) -> list[str]:
    catalogue = polib.pofile(str(LOCALE / language / "LC_MESSAGES/django.po"))
    return [
        f"{language}: {entry.msgid!r}: {problem}" for entry in catalogue for problem in problems_of(entry)
    ]


def missing_strings() -> list[str]:
    """Strings of the code that the catalogues have not seen."""
    before = {language: _ids(LOCALE, language) for language in LANGUAGES}
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "locale"
        shutil.copytree(LOCALE, kept)
        try:
            subprocess.run([sys.executable, str(ROOT / "tools/collect_messages.py")], check=True)
            after = {language: _ids(LOCALE, language) for language in LANGUAGES}
        finally:
            shutil.rmtree(LOCALE)
            shutil.copytree(kept, LOCALE)
    return [
        f"{language}: {message!r}: not collected"
        for language in LANGUAGES
        for message in sorted(after[language] - before[language])
    ]


def _ids(locale: Path, language: str) -> set[str]:
    return {entry.msgid for entry in polib.pofile(str(locale / language / "LC_MESSAGES/django.po"))}


def main() -> int:
    problems = [problem for language in LANGUAGES for problem in catalogue_problems(language)]
    if shutil.which("xgettext"):
        problems += missing_strings()
    else:
        print("Left out: whether the catalogues are as new as the code (gettext is not installed).")
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
