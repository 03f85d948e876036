"""Passages of captions as documents of the search index, so that words lead to the moment they were said.

Only passages of published replays of published events are there. An event that is published or withdrawn tells so
(`events.showing`), and its passages are read anew; whether they may be read is asked again when hits are shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tricity.language import IndexDocument
from tricity.replay.queries import findable_passages
from tricity.search.engine import engine

KIND = "moment"


def documents(ids: Sequence[int]) -> Iterator[IndexDocument]:
    words = engine()
    for passage in findable_passages(ids):
        yield IndexDocument(
            id=f"{KIND}:{passage.pk}",
            title=words.analyze(passage.title, passage.language),
            body=words.analyze(passage.text, passage.language),
            facets={"kind": [KIND], "language": [passage.language], "event": [passage.replay.key]},
            sort=int(passage.event.starts_at.timestamp()) + passage.start_ms // 1000,
            language=passage.language,
        )
