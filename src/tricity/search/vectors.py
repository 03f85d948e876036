"""The vectors kept with this site's documents: of the encoder that TRICITY_ENCODER names, else of the lexicon."""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from tricity.language import EncoderUnavailable, TextVectors, encoded_texts

logger = logging.getLogger(__name__)


def text_vectors() -> TextVectors | None:
    """The encoder's vectors, loaded at first use; None where there is no encoder, or one that cannot be used.

    Search then goes on with the lexicon's: `tricity check` says what is missing.
    """
    return _loaded(settings.ENCODER) if settings.ENCODER else None


@lru_cache(maxsize=1)
def _loaded(folder: Path) -> TextVectors | None:
    try:
        return encoded_texts(folder)
    except EncoderUnavailable as error:
        logger.error("the encoder of TRICITY_ENCODER is not used: %s", error)
        return None
