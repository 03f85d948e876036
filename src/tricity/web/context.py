from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from tricity.language import bcp47
from tricity.web.languages import page_languages, reader_language


def shell(request: HttpRequest) -> dict[str, Any]:
    """What the frame of every page needs."""
    language = reader_language()
    return {
        "site_name": settings.SITE_NAME,
        "language": language,
        "language_tag": bcp47(language),
        "page_languages": page_languages(request),
        "is_demo": settings.DEMO,
    }
