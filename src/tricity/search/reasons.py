"""Why a document answers a query, said in the reader's language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from tricity.language import FeatureKind, Reason, Thesaurus, bcp47, fold, identify, romanize
from tricity.search.engine import engine
from tricity.search.sources import source_note

_SCRIPTS = {
    "han": re.compile("[㐀-䶿一-鿿\U00020000-\U0003ffff]"),
    "kana": re.compile("[぀-ヿ]"),
    "hangul": re.compile("[가-힣]"),
}
_READ = {"zh-hans": {"han"}, "zh-hant": {"han"}, "ja": {"han", "kana"}, "ko": {"hangul"}, "en": set()}


@dataclass(frozen=True, slots=True)
class FoundReason(Reason):
    """A reason that knows in which languages the question and the document are written."""

    query_language: str = ""
    document_language: str = ""


def sentence(reason: Reason, language: str) -> str:
    """One sentence of plain text for a reader of `language`, and who says so; foreign scripts carry a reading."""
    query, document = _languages(reason, language)
    with override(language):
        said = _message(reason, language) % {
            "query": _with_reading(reason.query_text, query, language),
            "document": _with_reading(reason.document_text, document, language),
            "topic": _topic(reason, language),
            "gloss": reason.gloss,
        }
        return " ".join(filter(None, (said, source_note(reason.sources))))


def sentence_html(reason: Reason, language: str) -> SafeString:
    """The same sentence with each quoted word in its own language, its reading and who says so set apart."""
    query, document = _languages(reason, language)
    with override(language):
        message = _message(reason, language)
        note = source_note(reason.sources)
    pieces = {
        "query": _quoted(reason.query_text, query, language),
        "document": _quoted(reason.document_text, document, language),
        "topic": format_html("{}", _topic(reason, language)),
        "gloss": format_html('<span lang="en">{}</span>', reason.gloss),
    }
    parts = re.split(r"%\((query|document|topic|gloss)\)s", message)
    said = format_html_join(
        "", "{}", ((pieces[part] if place % 2 else part,) for place, part in enumerate(parts))
    )
    return said + format_html(' <span class="quiet">{}</span>', note) if note else said


def needs_reading(text: str, written_in: str, reader: str) -> bool:
    """Whether the text is in a script that readers of the language do not learn at school."""
    if written_in == reader:
        return False
    scripts = {name for name, characters in _SCRIPTS.items() if characters.search(text)}
    return not scripts <= _READ[reader]


@lru_cache(maxsize=4096)
def reading(text: str, written_in: str, reader: str) -> str:
    """The text in Latin letters where the reader needs them, else empty."""
    if not needs_reading(text, written_in, reader):
        return ""
    roman = romanize(text, written_in).lower()
    return "" if roman == text.lower() else roman


def _message(reason: Reason, language: str) -> str:
    """The sentence for this kind of reason, in the active language."""
    if reason.concept_id is not None:
        return _concept_message(reason, language)
    if _same(reason):
        messages = {
            FeatureKind.NAME: _("The name “%(document)s” is the same."),
            FeatureKind.NUMBER: _("The number “%(document)s” is the same."),
        }
        return messages.get(reason.kind, _("The word “%(document)s” is the same."))
    if reason.kind is FeatureKind.GLOSS:
        return _gloss_message(reason)
    messages = {
        FeatureKind.HAN: _(
            "“%(query)s” and “%(document)s” are the same word, written with the same Han characters."
        ),
        FeatureKind.GRAM: _("“%(query)s” and “%(document)s” share Han characters."),
        FeatureKind.LOAN: _("“%(query)s” and “%(document)s” are the same loanword."),
        FeatureKind.NAME: _("“%(query)s” and “%(document)s” are the same name."),
        FeatureKind.NUMBER: _("“%(query)s” and “%(document)s” are the same number."),
    }
    return messages.get(reason.kind, _("“%(query)s” and “%(document)s” are forms of the same word."))


def _gloss_message(reason: Reason) -> str:
    if reason.query_text.isascii() and reason.document_text.isascii():
        return _("“%(query)s” and “%(document)s” are forms of the same word.")
    if reason.is_same:
        if reason.gloss:
            return _("“%(query)s” and “%(document)s” mean the same in the dictionary (“%(gloss)s”).")
        return _("“%(query)s” and “%(document)s” mean the same in the dictionary.")
    if reason.gloss:
        return _("“%(query)s” and “%(document)s” both have to do with “%(gloss)s”.")
    return _("“%(query)s” and “%(document)s” have a similar meaning.")


def _concept_message(reason: Reason, language: str) -> str:
    if reason.kind is not FeatureKind.CONCEPT:
        return _("“%(query)s” names the topic “%(topic)s”, and “%(document)s” is a word of that topic.")
    query, document = _languages(reason, language)
    names_it = (
        _names(reason.query_text, query, reason.key),
        _names(reason.document_text, document, reason.key),
    )
    if names_it == (True, True):
        if _same(reason):
            return _("“%(document)s” is the topic “%(topic)s”.")
        return _("“%(query)s” means the same as “%(document)s” (topic: %(topic)s).")
    if names_it == (True, False):
        return _("“%(document)s” is a part of the topic “%(topic)s”, which “%(query)s” names.")
    if names_it == (False, True):
        return _("“%(query)s” belongs to the topic “%(topic)s”, which “%(document)s” names.")
    return _("“%(query)s” and “%(document)s” belong to the topic “%(topic)s”.")


def _names(text: str, language: str, concept_id: str) -> bool:
    return concept_id in _mentioned(engine().thesaurus, text, language)


@lru_cache(maxsize=4096)
def _mentioned(thesaurus: Thesaurus, text: str, language: str) -> frozenset[str]:
    return frozenset(mention.concept_id for mention in thesaurus.find(text, language))


def _same(reason: Reason) -> bool:
    return fold(reason.query_text) == fold(reason.document_text)


def _topic(reason: Reason, language: str) -> str:
    concept = engine().thesaurus.concepts.get(reason.concept_id or "")
    return concept.label(language) if concept else ""


def _languages(reason: Reason, reader: str) -> tuple[str, str]:
    """Languages of the words of the question and of the document; guessed by their characters where not known."""
    query = getattr(reason, "query_language", "") or identify(reason.query_text, reader)
    document = getattr(reason, "document_language", "") or identify(reason.document_text, query)
    return _written_in(reason.query_text, query), _written_in(reason.document_text, document)


def _written_in(word: str, text_language: str) -> str:
    """A word's own language: a Japanese text may quote a Korean or an English name."""
    if _SCRIPTS["hangul"].search(word):
        return "ko"
    if _SCRIPTS["kana"].search(word):
        return "ja"
    if not _SCRIPTS["han"].search(word):
        return "en"
    # Han characters in Korean or English text: their forms tell which fonts and readings are meant.
    return text_language if text_language in ("zh-hans", "zh-hant", "ja") else identify(word, "zh-hans")


def _with_reading(text: str, written_in: str, reader: str) -> str:
    roman = reading(text, written_in, reader)
    return f"{text} ({roman})" if roman else text


def _quoted(text: str, written_in: str, reader: str) -> SafeString:
    roman = reading(text, written_in, reader)
    word = format_html('<b lang="{}">{}</b>', bcp47(written_in), text)
    return (
        word
        + format_html(
            ' <span class="reading" lang="{}-Latn">({})</span>', bcp47(written_in).split("-")[0], roman
        )
        if roman
        else word
    )
