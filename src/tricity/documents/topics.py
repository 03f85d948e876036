"""Topics of a document, by the analysis that gives records theirs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from tricity.documents.models import Document
from tricity.documents.reading.values import Text
from tricity.documents.suggestions.values import Field, Suggestion, suggestion
from tricity.knowledge.models import Record
from tricity.knowledge.topics import topics_of
from tricity.search.engine import engine

MOST: Final = 3  # as many as the form of a record asks for
READ_CHARACTERS: Final = 20_000  # the beginning says what a document is about; analysis of more takes seconds


def suggest_topics(document: Document, text: Text, title: str, language: str) -> Iterator[Suggestion]:
    """The slugs of at most three topics, each quoted where its first reason stands."""
    starts, words = [], ""
    for block in text.blocks:
        if len(words) > READ_CHARACTERS:
            break
        starts.append(len(words))
        words += block.text + "\n"
    record = Record(
        pk=0,
        kind=document.kind,
        country_id=document.owner.country_id or "",
        title=title,
        summary=words,
        language=language,
    )
    for topic in topics_of([record], engine())[0][:MOST]:
        reason = next((each for each in topic.reasons if each.get("field") == "summary"), None)
        if reason is not None:
            number = bisect_right(starts, reason["start"]) - 1
            length = len(text.blocks[number].text)
            start = min(reason["start"] - starts[number], length)
            end = min(reason["end"] - starts[number], length)
            yield suggestion(Field.TOPIC, topic.slug, text.blocks, number, start, end)
