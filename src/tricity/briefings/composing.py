"""A briefing from the newest analysis, in one language and one length, for one audience."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from django.utils import translation

from tricity.briefings import parts
from tricity.briefings.audience import EVERYBODY, Audience
from tricity.briefings.claims import Piece, Said
from tricity.briefings.extents import SHORT, Extent, narrower
from tricity.briefings.fitting import pages
from tricity.briefings.material import Material, gathered
from tricity.briefings.remarks import Remark
from tricity.briefings.writing import Cover, written
from tricity.notices.letters import origin
from tricity.publishing import Document
from tricity.web.chosen import site_name

_PARTS: Final[tuple[Callable[[Material], Iterator[Piece]], ...]] = (
    parts.overlaps,
    parts.candidates,
    parts.practice,
    parts.missing,
    parts.coverage,
)


@dataclass(frozen=True, slots=True)
class Asked:
    language: str
    extent: Extent = SHORT
    audience: Audience = EVERYBODY


def pieces(material: Material) -> tuple[Piece, ...]:
    """The language of the material must be the active one."""
    return (Said(Remark.PROPOSED), *(piece for part in _PARTS for piece in part(material)))


def document(asked: Asked) -> Document:
    """The same records and analysis give the same document, whenever and by whomever it is asked for."""
    with translation.override(asked.language):
        material = gathered(asked.language, asked.extent, asked.audience)
        cover = Cover(asked.language, site_name(), origin(), material.run.finished_at if material else None)
        if material is None:
            return written([Said(Remark.NOTHING_YET)], cover, asked.extent)
        return _fitting(material, cover)


def _fitting(material: Material, cover: Cover) -> Document:
    """As much as fits on the pages that a briefing of this length may have."""
    for extent in narrower(material.extent):
        within = material.within(extent)
        made = written(pieces(within), cover, extent)
        if pages(made) <= extent.most_pages:
            break
    return made
