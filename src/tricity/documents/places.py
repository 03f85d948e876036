"""Where a block stands, in words of the active language."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tricity.documents.reading.values import Place


def place_label(place: Place) -> str:
    """From the widest to the narrowest: page 3, table 1, row 2, column 1."""
    parts = []
    if place.page:
        parts.append(_("page %(number)d") % {"number": place.page})
    if place.slide:
        parts.append(_("slide %(number)d") % {"number": place.slide})
    if place.sheet:
        parts.append(_("sheet “%(name)s”") % {"name": place.sheet})
    if place.cell:
        parts.append(_("cell %(name)s") % {"name": place.cell})
    if place.table:
        parts.append(_("table %(number)d") % {"number": place.table})
    if place.row:
        parts.append(_("row %(number)d") % {"number": place.row})
    if place.column:
        parts.append(_("column %(number)d") % {"number": place.column})
    if place.paragraph:
        parts.append(_("paragraph %(number)d") % {"number": place.paragraph})
    return pgettext("between the parts of a place in a document", ", ").join(parts)
