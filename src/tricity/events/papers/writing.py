"""A paper in one of its formats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils import translation

from tricity import publishing
from tricity.events.models import Event
from tricity.events.papers.registry import Asked, Paper
from tricity.publishing import Document


@dataclass(frozen=True, slots=True)
class Format:
    """`label` is how everybody calls it, in every language."""

    suffix: str
    label: str
    media_type: str
    write: Callable[[Document], bytes]


FORMATS: Final = {
    each.suffix: each
    for each in (
        Format("pdf", "PDF", "application/pdf", publishing.pdf),
        Format(
            "docx",
            "DOCX",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            publishing.docx,
        ),
        Format("hwpx", "HWPX", "application/hwp+zip", publishing.hwpx),
    )
}
PAGE: Final = "html"


def document_of(paper: Paper, event: Event, asked: Asked) -> Document:
    with translation.override(asked.language):
        return paper.build(event, asked)


def written(document: Document, suffix: str) -> bytes:
    """Raises PublishingError."""
    return FORMATS[suffix].write(document)
