"""Lists in pages."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

PAGE_SIZE = 20
LAST_PAGE = 500


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list of `total` things is shown; pages count from 1."""

    number: int
    size: int
    total: int

    @property
    def offset(self) -> int:
        return (self.number - 1) * self.size

    @property
    def pages(self) -> int:
        return min(LAST_PAGE, max(1, -(-self.total // self.size)))

    @property
    def previous(self) -> int:
        return self.number - 1

    @property
    def next(self) -> int:
        return self.number + 1


def page_number(request: HttpRequest) -> int:
    """The page asked for; anything unreadable is page 1."""
    text = request.GET.get("page", "1")
    return min(LAST_PAGE, max(1, int(text))) if text.isascii() and text.isdigit() and len(text) < 9 else 1
