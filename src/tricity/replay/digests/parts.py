"""How the recordings of an event that has several are told apart."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tricity.events.digests.texts import readable
from tricity.replay.models import Replay
from tricity.translation.names import name_in
from tricity.web.text import LocalizedText


def part_title(replay: Replay, language: str) -> LocalizedText | None:
    """What the organizer calls it, if anything."""
    if not replay.titles:
        return None
    return readable(replay.titles, language) or name_in(replay.titles, language)


def part_name(replay: Replay, language: str) -> LocalizedText:
    """The same, else its number."""
    number = LocalizedText(_("Recording %(number)s") % {"number": replay.number}, language)
    return part_title(replay, language) or number
