"""One segmenter per language and process, made when first asked for."""

import threading
from collections.abc import Callable, Sequence
from typing import Final

from tricity.language.segment.base import Segmenter, Token

_lock: Final = threading.RLock()
_used: dict[str, Segmenter] = {}
_made: dict[str, Segmenter] = {}
_source: Callable[[str], Segmenter] | None = None


def segmenter_for(language: str) -> Segmenter:
    """Return the process's segmenter for one of `codes.LANGUAGES` (zh-hant shares that of zh-hans)."""
    family = language.partition("-")[0]
    found = _used.get(family)
    if found is None:
        with _lock:
            found = _used.get(family) or (_source or make_segmenter)(family)
            _used[family] = found
    return found


def use_segmenters(source: Callable[[str], Segmenter] | None) -> None:
    """Have `segmenter_for` take segmenters from elsewhere (another process, say), by family; None: from here again."""
    global _source
    with _lock:
        _source = source
        _used.clear()


def make_segmenter(family: str) -> Segmenter:
    """Return this process's own segmenter for zh, ja, ko or en, made when first asked for."""
    with _lock:
        if family not in _made:
            _made[family] = _make(family)
        return _made[family]


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


def segment_all(segmenter: Segmenter, texts: Sequence[str]) -> list[list[Token]]:
    """Return the words of each text; a segmenter in another process is asked once for all."""
    together = getattr(segmenter, "segment_all", None)
    if together is not None:
        found: list[list[Token]] = together(texts)
        return found
    return [segmenter.segment(text) for text in texts]
