"""How this site is called, in which languages it is offered, and where it keeps its data.

What an operator set in the environment counts first, then what was chosen when the site was first opened, then the
default. The choice is made once and never again, so a process that has read it does not ask the database any more.
"""

from __future__ import annotations

import time
from typing import Final

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

from tricity.language import INTERFACE_LANGUAGES
from tricity.web.models import Choices

# Where nothing was chosen (yet), for so long nobody asks the database again.
LOOK_SECONDS: Final = 5.0
_seen: dict[str, Choices | None] = {}
_looked_at: dict[str, float] = {}
_KEY: Final = "choices"


def choices() -> Choices | None:
    """What was chosen at the first run; None where nothing was, as in a demo."""
    if not settings.FIRST_RUN:
        return None
    found = _seen.get(_KEY)
    now = time.monotonic()
    if found is not None or now - _looked_at.get(_KEY, -LOOK_SECONDS) < LOOK_SECONDS:
        return found
    try:
        _seen[_KEY] = Choices.objects.first()
    except DatabaseError:
        # The error pages and the health checks still have a name to show while the database is away.
        return None
    _looked_at[_KEY] = now
    return _seen[_KEY]


def forget() -> None:
    """Ask the database again the next time."""
    _seen.clear()
    _looked_at.clear()


def site_name() -> str:
    """The name in the header and in page titles."""
    made = choices()
    return made.site_name if made and "SITE_NAME" not in settings.SET_VARIABLES else settings.SITE_NAME


def node_country() -> str:
    """Country in which this installation keeps its data, as two letters; empty where nobody said."""
    made = choices()
    return made.country if made and "NODE_COUNTRY" not in settings.SET_VARIABLES else settings.NODE_COUNTRY


def offered_languages() -> list[str]:
    """Interface languages readers may choose from, by code."""
    made = choices()
    return [code for code in sorted(INTERFACE_LANGUAGES) if made is None or code in made.languages]


def default_language() -> str:
    """The language of readers whose browser asks for none that is offered."""
    made = choices()
    return made.default_language if made else settings.LANGUAGE_CODE


def language_wanted(request: HttpRequest) -> str:
    """The language a reader chose before or the browser asks for, if it is offered, else the site's own."""
    offered = offered_languages()
    asked = [
        request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""),
        *(code for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", ""))),
    ]
    for code in filter(None, asked):
        try:
            known = get_supported_language_variant(code)
        except LookupError:
            continue
        if known in offered:
            return known
    return default_language()
