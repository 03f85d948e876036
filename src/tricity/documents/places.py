"""Where a block stands, in words of the active language."""

from __future__ import annotations

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tricity.documents.reading.values import Place
from tricity.language import bcp47


def place_label(place: Place, language: str) -> SafeString:
    """From the widest to the narrowest: page 3, table 1, row 2, column 1. Names are in the document's `language`."""
    parts: list[str] = []
    if place.page:
        parts.append(_("page %(number)d") % {"number": place.page})
    if place.slide:
        parts.append(_("slide %(number)d") % {"number": place.slide})
    if place.sheet:
        name = format_html('<span lang="{}">{}</span>', bcp47(language), place.sheet)
        parts.append(mark_safe(escape(_("sheet “%(name)s”")) % {"name": name}))  # noqa: S308 both are escaped
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
    between = pgettext("between the parts of a place in a document", ", ")
    return format_html_join(between, "{}", ((part,) for part in parts))
