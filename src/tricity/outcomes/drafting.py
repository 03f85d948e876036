"""What a draft begins with: a title and a text in the words that were said, and the topics they are about."""

from __future__ import annotations

from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext as _

from tricity.events.digests.texts import said
from tricity.knowledge.models import Kind, Record
from tricity.knowledge.topics import topics_of
from tricity.language import INTERFACE_LANGUAGES
from tricity.language.sentences import pieces
from tricity.outcomes.sayings import Saying
from tricity.search.engine import engine

LONGEST_TITLE: Final = 100
MOST_TOPICS: Final = 3  # as many as the form of a record asks for


def title_of(text: str) -> str:
    """The first sentence, cut where it is long."""
    first = next((piece.strip() for _start, piece in pieces(text) if piece.strip()), "")
    plain = " ".join(first.split())
    return plain if len(plain) <= LONGEST_TITLE else f"{plain[: LONGEST_TITLE - 1].rstrip()}…"


def summary_of(saying: Saying) -> str:
    """The words, their answer where it is in the same language, and where they were said, in that language."""
    answer = saying.question.in_writing if saying.question else None
    parts = [saying.text]
    if answer is not None and answer.language == saying.language:
        parts.append(answer.text)
    return "\n\n".join([*parts, said_where(saying, saying.language)])


def said_where(saying: Saying, language: str) -> str:
    """“Said by … at …”, in this language as far as the site speaks it, else in the reader's."""
    if language not in INTERFACE_LANGUAGES:
        language = translation.get_language() or "en"
    with translation.override(language):
        title = said(saying.event.titles, language).text or str(saying.event)
        if saying.question is not None:
            return _("Asked at the event “%(event)s”.") % {"event": title}
        if saying.speaker:
            return _("Said by %(speaker)s at the event “%(event)s”.") % {
                "speaker": saying.speaker,
                "event": title,
            }
        return _("Said at the event “%(event)s”.") % {"event": title}


def topics_for(saying: Saying) -> list[str]:
    """Slugs of at most three topics, by the analysis that gives records theirs, the main one first."""
    record = Record(
        pk=0,
        kind=Kind.NEED,
        country_id="",
        title=title_of(saying.text),
        summary=saying.text,
        language=saying.language,
    )
    return [each.slug for each in topics_of([record], engine())[0][:MOST_TOPICS]]


def first_values(saying: Saying) -> dict[str, Any]:
    topics = {f"topic_{place}": slug for place, slug in enumerate(topics_for(saying), 1)}
    return {
        "title": title_of(saying.text),
        "summary": summary_of(saying),
        "language": saying.language,
        **topics,
    }
