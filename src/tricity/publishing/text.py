"""Text that any format can hold: no characters that XML refuses, none that turn the text around them."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Outside the Char production of XML 1.0, and the noncharacters, which Word refuses.
_REFUSED: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_PLANE_ENDS: Final = {plane * 0x10000 + end: None for plane in range(1, 17) for end in (0xFFFE, 0xFFFF)}
# Embeddings, overrides and isolates: unclosed ones would turn what follows, in the same line or cell.
_TURNING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LINE_ENDS: Final = re.compile("\r\n|[\r\x85\u2028\u2029]")


def clean(text: str) -> str:
    """NFC, with line feed as the only control character; never longer than given, but for NFC's few expansions."""
    text = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    text = _TURNING.sub("", _REFUSED.sub("", text)).translate(_PLANE_ENDS)
    return unicodedata.normalize("NFC", text)
