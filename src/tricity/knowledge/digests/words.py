"""The words of a record's original, for a reader who does not read its language."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tricity.knowledge.digests.views import RecordView
from tricity.language import FeatureKind, GlossedWord, Source, glossed
from tricity.search.engine import engine
from tricity.search.sources import source_note

_DICTIONARIES = {"ja": Source.JMDICT, "zh": Source.CEDICT, "ko": Source.KOREAN}


@dataclass(frozen=True, slots=True)
class WordView:
    """A word of the original; `reading_tag` is the BCP 47 tag of its reading, `ground` says how `same` was found."""

    text: str
    language: str
    reading: str
    reading_tag: str
    glosses: str
    same: str
    ground: str


def words_of(record: RecordView) -> list[WordView]:
    """The telling words of title and summary, in order, each once."""
    words = engine()
    # A line of its own keeps the title from running into the summary.
    analysis = words.analyze(f"{record.original_title}\n{record.original_summary}", record.language)
    found = glossed(analysis, record.reader, words.thesaurus, words.lexicon)
    return [_word_view(word) for word in found]


def dictionary_note(language: str) -> str:
    """Which dictionary readings and English of this language are from; empty for English itself."""
    source = _DICTIONARIES.get(language.partition("-")[0])
    return source_note((source,)) if source else ""


def _word_view(word: GlossedWord) -> WordView:
    family = word.language.partition("-")[0]
    is_latin = not any("ぁ" <= char <= "ヿ" for char in word.reading)
    return WordView(
        text=word.text,
        language=word.language,
        reading=word.reading,
        reading_tag=f"{family}-Latn" if is_latin else family,
        glosses="; ".join(word.glosses),
        same=word.same.text if word.same else "",
        ground=_grounds().get(word.same.kind, "") if word.same else "",
    )


def _grounds() -> dict[FeatureKind, str]:
    return {
        FeatureKind.CONCEPT: _("topic"),
        FeatureKind.HAN: _("same Han word"),
        FeatureKind.LOAN: _("same loanword"),
        FeatureKind.GLOSS: _("same meaning"),
    }
