from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from tricity.language import bcp47
from tricity.web.chosen import site_name
from tricity.web.languages import page_languages, reader_language

# Open Graph wants a territory with each language.
LOCALES = {"en": "en_US", "ja": "ja_JP", "ko": "ko_KR", "zh-hans": "zh_CN"}


@dataclass(frozen=True, slots=True)
class Preview:
    """How a link to a page in `language` looks in a messenger; `image` is a static file, drawn by `tools/make_previews.py`."""

    language: str

    @property
    def image(self) -> str:
        return f"web/preview-{self.language}.png"

    @property
    def locale(self) -> str:
        return LOCALES[self.language]

    @property
    def other_locales(self) -> list[str]:
        return [locale for language, locale in LOCALES.items() if language != self.language]


def shell(request: HttpRequest) -> dict[str, Any]:
    """What the frame of every page needs."""
    language = reader_language()
    return {
        "site_name": site_name(),
        "language": language,
        "language_tag": bcp47(language),
        "page_languages": page_languages(request),
        "is_demo": settings.DEMO,
        "preview": Preview(language),
    }
