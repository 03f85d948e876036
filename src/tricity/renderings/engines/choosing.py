"""The engine the operator has chosen, from the settings."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from tricity.renderings.engines.base import Engine
from tricity.renderings.engines.ctranslate2_model import CTranslate2Model
from tricity.renderings.engines.libretranslate import LibreTranslate
from tricity.renderings.engines.openai_compatible import OpenAICompatible

NONE, OPENAI, LIBRETRANSLATE, CTRANSLATE2 = "none", "openai", "libretranslate", "ctranslate2"
ENGINES = (NONE, OPENAI, LIBRETRANSLATE, CTRANSLATE2)


def engine() -> Engine | None:
    """None where no engine is set."""
    timeout_s = settings.TRANSLATION_TIMEOUT_SECONDS
    if settings.TRANSLATION_ENGINE == OPENAI:
        return OpenAICompatible(
            settings.TRANSLATION_URL,
            settings.TRANSLATION_MODEL,
            key=settings.TRANSLATION_KEY,
            timeout_s=timeout_s,
        )
    if settings.TRANSLATION_ENGINE == LIBRETRANSLATE:
        return LibreTranslate(settings.TRANSLATION_URL, key=settings.TRANSLATION_KEY, timeout_s=timeout_s)
    if settings.TRANSLATION_ENGINE == CTRANSLATE2:
        return CTranslate2Model(Path(settings.TRANSLATION_MODEL))
    return None
