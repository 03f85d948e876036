"""How the recordings of an event that has several are told apart."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tricity.events.digests.texts import digest, readable
from tricity.replay.models import Replay
from tricity.web.text import LocalizedText


def part_title(replay: Replay, language: str) -> LocalizedText | None:
    """What the organizer calls it, if anything; its number for readers of a language it is not written in."""
    if not replay.titles:
        return None
    return readable(replay.titles, language) or digest(replay.titles, language, _number(replay))


def part_name(replay: Replay, language: str) -> LocalizedText:
    """The same, else its number."""
    return part_title(replay, language) or LocalizedText(_number(replay), language)


def _number(replay: Replay) -> str:
    return _("Recording %(number)s") % {"number": replay.number}
