"""Texts that organizers keep in several languages, for a reader of one: the text itself, else what its topics say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tricity.directory.names import DisplayName, display
from tricity.knowledge.digests.sentences import listed
from tricity.search.engine import engine
from tricity.translation.names import name_in
from tricity.web.text import LocalizedText, Origin

MOST_TOPICS = 3
# Spoken languages: Chinese is one, whichever way it is written.
SPOKEN = {
    "en": gettext_lazy("English"),
    "ja": gettext_lazy("Japanese"),
    "ko": gettext_lazy("Korean"),
    "zh-hans": gettext_lazy("Chinese"),
    "zh-hant": gettext_lazy("Chinese"),
}
# A reader of Chinese reads the other script, too.
_OTHER_SCRIPT = {"zh-hans": "zh-hant", "zh-hant": "zh-hans"}


def language_label(code: str) -> str:
    return str(SPOKEN.get(code, code))


def readable(texts: Mapping[str, str], reader: str) -> LocalizedText | None:
    """The text the organizers wrote for this reader, if they did."""
    for code in (reader, _OTHER_SCRIPT.get(reader, "")):
        if texts.get(code):
            return LocalizedText(texts[code], code)
    return None


def digest(texts: Mapping[str, str], reader: str, text: str) -> LocalizedText:
    """`text` in the reader's language in place of one written in others only; empty where nothing was written."""
    source = name_in(texts, reader)
    if not source:
        return LocalizedText("", reader)
    return LocalizedText(text, reader, Origin.DIGEST, source.text, source.language)


def said(texts: Mapping[str, str], reader: str) -> LocalizedText:
    """The text, else a line of its topics; that line is empty for a text that names none."""
    return readable(texts, reader) or digest(texts, reader, topics_line(texts, reader))


def topics_line(texts: Mapping[str, str], reader: str) -> str:
    labels = topics(texts, reader)
    return _("Topics: %(topics)s.") % {"topics": listed(labels)} if labels else ""


def topics(texts: Mapping[str, str], reader: str) -> Sequence[str]:
    """Labels, in the reader's language, of the topics the text names; at most three."""
    source = name_in(texts, reader)
    if not source:
        return []
    thesaurus = engine().thesaurus
    named = [mention.concept_id for mention in thesaurus.find(source.text, source.language)]
    return [thesaurus[concept].label(reader) for concept in dict.fromkeys(named)][:MOST_TOPICS]


def named(names: Mapping[str, str], reader: str) -> DisplayName | None:
    """A name of a body, place or office; where none is known in the reader's language English or Latin letters."""
    known = readable(names, reader)
    if known is not None:
        return DisplayName(known)
    home = next((code for code, name in names.items() if name and code != "en"), "en")
    return display(names, reader, home) if any(names.values()) else None
