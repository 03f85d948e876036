"""Collect the interface's strings from code and templates into src/tricity/locale (needs gettext)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import polib

PACKAGE = Path(__file__).resolve().parent.parent / "src/tricity"
LANGUAGES = ("ja", "ko", "zh_Hans")
# Plural rules of CLDR: one form in all three.
HEADER = {
    "Project-Id-Version": "Tricity",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}


def main() -> None:
    for language in LANGUAGES:
        folder = PACKAGE / "locale" / language / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "django.po"
        if not path.exists():
            empty = polib.POFile()
            empty.metadata = {**HEADER, "Language": language}
            empty.save(str(path))
    options = [argument for language in LANGUAGES for argument in ("-l", language)]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tricity.site.settings_test"}
    command = [
        sys.executable,
        "-m",
        "django",
        "makemessages",
        *options,
        "--no-location",
        "--no-wrap",
        "--no-obsolete",
        "-v",
        "0",
    ]
    subprocess.run(command, cwd=PACKAGE, env=environment, check=True)
    for language in LANGUAGES:
        path = PACKAGE / "locale" / language / "LC_MESSAGES/django.po"
        catalogue = polib.pofile(str(path), wrapwidth=0)
        catalogue.metadata = {**HEADER, "Language": language}
        catalogue.save(str(path))


if __name__ == "__main__":
    main()
