"""Wording of the interface by language, from the catalogues, so that a journey clicks what its reader reads."""

from __future__ import annotations

import re

import pytest
from django.utils import translation

from tests.journeys.site import LANGUAGES

# Each language keeps to one process, in the order of the files.
every_language = pytest.mark.parametrize(
    "language", [pytest.param(each, marks=pytest.mark.xdist_group(f"journeys-{each}")) for each in LANGUAGES]
)


def label(message: str, language: str, context: str = "") -> str:
    """The wording of the interface in a language."""
    with translation.override(language):
        return translation.pgettext(context, message) if context else translation.gettext(message)


def said(message: str, language: str, context: str = "") -> re.Pattern[str]:
    """The same as a pattern: the whole name of a link or button, whatever white space stands around the words."""
    return re.compile(rf"^\s*{re.escape(label(message, language, context))}\s*$")


def begins(message: str, language: str, context: str = "") -> re.Pattern[str]:
    """The name of a link or button that goes on for those who do not see what stands around it."""
    return re.compile(rf"^\s*{re.escape(label(message, language, context))}(?!\w)")
