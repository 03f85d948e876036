"""What the page of a record or an idea says of the event it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tricity.cooperation.models import Idea
from tricity.events.digests.texts import readable
from tricity.events.models import Event
from tricity.knowledge.digests.present import source_view
from tricity.knowledge.marks import Mark
from tricity.knowledge.models import Record
from tricity.outcomes import rules
from tricity.outcomes.digests import texts_of, words_of
from tricity.outcomes.queries import made_of
from tricity.outcomes.replays import Moment, moment_of
from tricity.translation.names import name_in
from tricity.web.languages import reader_language
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class Origin:
    """The words, who said them, at which event, and when; `original` are they as they were said."""

    url: str
    text: LocalizedText
    original: LocalizedText
    speaker: str
    is_question: bool
    event: LocalizedText
    event_url: str
    moment: Moment | None


def comes_from(made: Record | Idea, user: Any) -> Mark | None:
    """Only for those who may read the words where they were said; one query, and a few more where there is something.

    A record made of them has the event among its sources: where none is, nothing is asked for.
    """
    if isinstance(made, Record) and not any("/events/" in source_view(each).url for each in made.sources):
        return None
    rows = [row for row in made_of(made) if rules.may_quote(user, row)]
    if not rows:
        return None
    language = reader_language()
    texts = texts_of(rows, language)
    origins = [
        Origin(
            row.get_absolute_url(),
            words_of(row, language, texts),
            LocalizedText(row.text, row.language),
            row.speaker,
            row.question is not None,
            _title(row.event, language),
            row.event.get_absolute_url(),
            moment_of(row, user),
        )
        for row in rows
    ]
    return Mark("outcomes/marks/comes_from.html", {"origins": origins})


def _title(event: Event, language: str) -> LocalizedText:
    return readable(event.titles, language) or name_in(event.titles, language)
