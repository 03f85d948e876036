"""Everything the page of a rendering shows, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tricity.language import FalseFriend
from tricity.renderings.differences import DiffPiece, diff_pieces
from tricity.renderings.memory import Suggestion, sentences
from tricity.renderings.models import Draft
from tricity.renderings.queries import memory
from tricity.renderings.registry import Renderable
from tricity.renderings.terms_used import (
    MarkedPiece,
    TermHit,
    TermWarning,
    marked,
    term_hits,
    term_warnings,
)
from tricity.search.engine import engine as search_engine
from tricity.terms.digests import FalseFriendView, false_friend_view
from tricity.terms.queries import concepts_by_slug, misleading_words
from tricity.translation.models import Translation
from tricity.translation.queries import localized
from tricity.web.text import LocalizedText

MOST_MISLEADING = 5
LONGEST_FOR_SENTENCES = 4000


@dataclass(frozen=True, slots=True)
class SentenceMatch:
    """A sentence of the source with what the memory knows of it."""

    source: str
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class FieldView:
    """One text: the source with its terms marked, what readers see, what is proposed, what is wrong.

    `changes` is the difference of today's original from the one the rendering was made from, None where that was not
    kept or nothing changed; `written` what stands in the draft.
    """

    field: str
    label: str
    source: str
    pieces: tuple[MarkedPiece, ...]
    hits: tuple[TermHit, ...]
    current: LocalizedText | None
    row: Translation | None
    changes: tuple[DiffPiece, ...] | None
    suggestions: tuple[Suggestion, ...]
    sentences: tuple[SentenceMatch, ...]
    misleading: tuple[FalseFriendView, ...]
    written: str
    warnings: tuple[TermWarning, ...]
    machine_engine: str
    machine_text: str
    draft_changes: tuple[DiffPiece, ...] | None

    @property
    def is_stale(self) -> bool:
        return self.current is not None and self.current.stale


def field_views(
    renderable: Renderable,
    subject: Any,
    language: str,
    *,
    rows: Mapping[str, Translation],
    draft: Draft | None,
    written: Mapping[str, str],
    reader: str,
    for_writers: bool,
) -> list[FieldView]:
    """The fields in the order of the object. Three queries with the helps of writers, one without."""
    sources = renderable.texts(subject)
    thesaurus = search_engine().thesaurus
    mentions = {
        each.concept_id for text in sources.values() for each in thesaurus.find(text, subject.language)
    }
    concepts = concepts_by_slug(mentions)
    remembered = memory(subject.language, language) if for_writers else None
    views = []
    for field, source in sources.items():
        hits = term_hits(thesaurus, concepts, source, subject.language, language)
        row = rows.get(field)
        text = written.get(field, "")
        engine_name, suggestion = (draft.machine.get(field) if draft else None) or ("", "")
        shown = text if for_writers else (row.text if row else "")
        views.append(
            FieldView(
                field=field,
                label=renderable.label(field),
                source=source,
                pieces=tuple(marked(source, hits)),
                hits=tuple({hit.slug: hit for hit in hits}.values()),
                current=localized(source, subject.language, row, language=language) if row else None,
                row=row,
                changes=_changes(row.source_text if row else "", source),
                suggestions=tuple(remembered.find(source)) if remembered else (),
                sentences=_sentences(source, remembered),
                misleading=_misleading(source, subject.language, language, reader),
                written=text,
                warnings=tuple(term_warnings(hits, shown)),
                machine_engine=engine_name,
                machine_text=suggestion,
                draft_changes=_changes(draft.sources.get(field, "") if draft else "", source),
            )
        )
    return views


def _changes(before: str, now: str) -> tuple[DiffPiece, ...] | None:
    return tuple(diff_pieces(before, now)) if before and before != now else None


def _sentences(source: str, remembered: Any) -> tuple[SentenceMatch, ...]:
    """Sentences the memory knows something of, where the text has several."""
    if remembered is None or len(source) > LONGEST_FOR_SENTENCES:
        return ()
    each = sentences(source)
    if len(each) < 2:
        return ()
    found = (SentenceMatch(sentence, tuple(remembered.find(sentence, most=2))) for sentence in each)
    return tuple(match for match in found if match.suggestions)


def _misleading(source: str, language: str, target: str, reader: str) -> tuple[FalseFriendView, ...]:
    """Words of the source that tempt into a wrong word of the target."""
    found: tuple[FalseFriend, ...] = misleading_words(source, language, target)
    return tuple(false_friend_view(each, reader) for each in found[:MOST_MISLEADING])
