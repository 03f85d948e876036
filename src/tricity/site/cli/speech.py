"""The language the command speaks: TRICITY_LANGUAGE, else the usual LC_ALL, LC_MESSAGES, LANG; English otherwise.

It reads the interface's catalogues without Django, so that the commands on plain files start at once.
"""

from __future__ import annotations

import argparse
import gettext as stdlib_gettext
import os
from collections.abc import Mapping
from pathlib import Path

from tricity.language import INTERFACE_LANGUAGES, UnknownLanguage, parse_code

LOCALE = Path(__file__).resolve().parents[2] / "locale"
FOLDERS = {"zh-hans": "zh_Hans", "ja": "ja", "ko": "ko"}
_translations: stdlib_gettext.NullTranslations = stdlib_gettext.NullTranslations()


def chosen_language(environment: Mapping[str, str] = os.environ) -> str:
    """The interface language the person's environment asks for."""
    for name in ("TRICITY_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        text = environment.get(name, "").split(".")[0].replace("_", "-")
        if not text:
            continue
        try:
            code = parse_code(text)
        except UnknownLanguage:
            return "en"
        return code if code in INTERFACE_LANGUAGES else "zh-hans" if code == "zh-hant" else "en"
    return "en"


def speak(language: str) -> None:
    """Use `language` for everything the command says from now on, argparse's own words included."""
    global _translations
    folder = FOLDERS.get(language, "en")
    _translations = stdlib_gettext.translation("django", LOCALE, [folder], fallback=True)
    argparse._ = gettext  # type: ignore[attr-defined]
    argparse.ngettext = ngettext  # type: ignore[attr-defined]


def gettext(message: str) -> str:
    return _translations.gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    return _translations.ngettext(singular, plural, number)
