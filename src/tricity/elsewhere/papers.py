"""What the event report tells of those who came on another platform and are not registered."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tricity.elsewhere import queries
from tricity.events.papers import Reported, Section, register_section
from tricity.publishing import Block, Paragraph, runs


def register_sections() -> None:
    register_section(Section("elsewhere", 36, _strangers))


def _strangers(reported: Reported) -> Sequence[Block]:
    """Below who came: the registered among them are counted there."""
    number = sum(queries.strangers(reported.event).values())
    if not number:
        return []
    sentence = ngettext(
        "On meeting platforms %(number)d more was counted who was not found among the registered.",
        "On meeting platforms %(number)d more were counted who were not found among the registered.",
        number,
    ) % {"number": number}
    note = _("Who came to several sessions without being registered is counted in each.")
    return [Paragraph(runs(f"{sentence} {note}"))]
