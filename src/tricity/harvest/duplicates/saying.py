"""Why two records may be the same, in sentences for the reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tricity.directory.names import city_name
from tricity.harvest.models import Pair
from tricity.web.languages import reader_language
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence; `here` and `there` are the words of either, each in its own language, where it is about words."""

    text: str
    here: LocalizedText | None = None
    there: LocalizedText | None = None


def reason_sentences(pair: Pair, limit: int | None = None) -> list[Said]:
    """The strongest first. The records of the pair must be loaded with their cities."""
    return [_sentence(reason, pair) for reason in pair.reasons[:limit]]


def _sentence(reason: dict[str, Any], pair: Pair) -> Said:
    via = reason.get("via")
    if via == "address":
        return Said(_("Both name the same source: %(address)s") % {"address": reason["address"]})
    if via == "city":
        city = pair.first.city
        return Said(
            _("Both are about %(city)s.")
            % {"city": city_name(city, reader_language()) if city else reason["city"]}
        )
    if via == "figures":
        return Said(_("Both have the figures %(figures)s.") % {"figures": ", ".join(reason["figures"])})
    if via == "words":
        here, there = (
            LocalizedText(reason["here"], pair.first.language),
            LocalizedText(reason["there"], pair.second.language),
        )
        return Said(_("Words of the same meaning:"), here, there)
    share = round(100 * float(reason.get("share", 0)))
    return Said(_("Their texts are alike to %(share)d of 100.") % {"share": share})
