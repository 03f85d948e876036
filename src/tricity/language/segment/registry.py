"""One segmenter per language and process, made when first asked for."""

import threading
from typing import Final

from tricity.language.segment.base import Segmenter

_lock: Final = threading.Lock()
_made: dict[str, Segmenter] = {}


def segmenter_for(language: str) -> Segmenter:
    """Return the process's segmenter for one of `codes.LANGUAGES` (zh-hant shares that of zh-hans)."""
    family = language.partition("-")[0]
    found = _made.get(family)
    if found is None:
        with _lock:
            found = _made.get(family) or _make(family)
            _made[family] = found
    return found


def _make(family: str) -> Segmenter:
    # The native libraries take up to three seconds and 500 MB: import only what is asked for.
    if family == "zh":
        from tricity.language.segment.chinese import ChineseSegmenter

        return ChineseSegmenter()
    if family == "ja":
        from tricity.language.segment.japanese import JapaneseSegmenter

        return JapaneseSegmenter()
    if family == "ko":
        from tricity.language.segment.korean import KoreanSegmenter

        return KoreanSegmenter()
    from tricity.language.segment.english import EnglishSegmenter

    return EnglishSegmenter()
