"""Who says what two words have in common, by name: dictionaries, lists, the sound, or what was learned."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from tricity.language import Source

# Proper names, the same in every language.
_DICTIONARIES = {
    Source.JMDICT: "JMdict",
    Source.CEDICT: "CC-CEDICT",
    Source.CLDR: "Unicode CLDR",
    Source.OSM_TAGGING: "OpenStreetMap",
    Source.GEONAMES: "GeoNames",
    Source.JMNEDICT: "JMnedict",
}


def source_note(sources: Sequence[Source]) -> str:
    """“Dictionaries: JMdict, CC-CEDICT” in the active language; “by sound” and the like stand for themselves."""
    names = [name for source in sources if (name := dictionary_name(source))]
    others = [_other_ground(source) for source in sources if not dictionary_name(source)]
    listed = _("Dictionary: %(names)s") % {"names": ", ".join(names)} if names else ""
    return " · ".join(filter(None, (listed, *others)))


def dictionary_name(source: Source) -> str:
    """The name of a dictionary or list in the active language; empty for what is neither."""
    own = {
        Source.HANJA: _("Han words of Korean"),
        Source.KOREAN: _("Tricity’s Korean word list"),
        Source.NAMES: _("Tricity’s list of names"),
    }
    return _DICTIONARIES.get(source) or own.get(source, "")


def _other_ground(source: Source) -> str:
    grounds = {
        Source.LOANWORDS: _("by sound"),
        Source.LEARNED: _("learned from parallel texts"),
    }
    return grounds.get(source, "")
