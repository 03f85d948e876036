"""Lines of captions as a page of boxes sends them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tricity.media.captions import LONGEST_CUE
from tricity.web.pages import PAGE_SIZE

_NAME = re.compile(r"line-(\d{1,18})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Line:
    """What was typed for a caption, and what it read when the page was opened; both with line breaks as kept."""

    pk: int
    text: str
    was: str

    @property
    def is_too_long(self) -> bool:
        return len(self.text) > LONGEST_CUE


def lines_of(data: Mapping[str, str]) -> list[Line]:
    """Those that were changed, in the order of the page; no more than a page has."""
    found = []
    for name in list(data)[: 4 * PAGE_SIZE]:
        match = _NAME.fullmatch(name)
        if match:
            line = Line(int(match[1]), _clean(data[name]), _clean(data.get(f"was-{match[1]}", "")))
            found += [line] if line.text != line.was else []
    return found


def _clean(text: str) -> str:
    """Lines without blanks at their ends; an empty line would end a caption."""
    lines = (" ".join(line.split()) for line in text.replace("\0", "").splitlines())
    return "\n".join(line for line in lines if line)
