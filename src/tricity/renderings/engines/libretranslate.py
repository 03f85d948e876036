"""A LibreTranslate server. Interface: POST /translate and GET /languages, https://docs.libretranslate.com/"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from tricity.renderings.engines import web
from tricity.renderings.engines.base import TermPair
from tricity.renderings.errors import EngineFailed

# Servers before version 1.6 say “zh” and “zt”.
_CODES = {
    "zh-hans": ("zh-Hans", "zh"),
    "zh-hant": ("zh-Hant", "zt"),
    "ja": ("ja",),
    "ko": ("ko",),
    "en": ("en",),
}


class LibreTranslate:
    """It takes no terms: what it says is checked for them afterwards."""

    name = "LibreTranslate"

    def __init__(self, address: str, *, key: str = "", timeout_s: float = 30) -> None:
        self._address = address.rstrip("/")
        self._key = {"api_key": key} if key else {}
        self._timeout_s = timeout_s

    def render(
        self, texts: Sequence[str], *, source: str, target: str, terms: Sequence[TermPair]
    ) -> list[str]:
        known = self._languages()
        body = {
            "q": list(texts),
            "source": _code(source, known),
            "target": _code(target, known),
            "format": "text",
            **self._key,
        }
        answer = web.ask(f"{self._address}/translate", body, timeout_s=self._timeout_s)
        found = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(found, list) or len(found) != len(texts):
            raise EngineFailed(_("its answer cannot be read"))
        if not all(isinstance(text, str) and text.strip() for text in found):
            raise EngineFailed(_("its answer is empty"))
        return [text.strip() for text in found]

    def _languages(self) -> set[str]:
        answer: Any = web.ask(f"{self._address}/languages", timeout_s=self._timeout_s)
        if not isinstance(answer, list):
            raise EngineFailed(_("its answer cannot be read"))
        return {str(each.get("code")) for each in answer if isinstance(each, dict)}


def _code(language: str, known: set[str]) -> str:
    for code in _CODES[language]:
        if code in known:
            return code
    raise EngineFailed(_("it does not know one of the languages"))
