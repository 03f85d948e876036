"""Passages of captions as documents of the search index, so that words lead to the moment they were said.

Only passages of published replays are there. Whether the event has been withdrawn since is asked again when hits are
shown (`registration.present_found`), so that events need not tell.
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
        event = passage.event
        yield IndexDocument(
            id=f"{KIND}:{passage.pk}",
            title=words.analyze(passage.title, passage.language),
            body=words.analyze(passage.text, passage.language),
            facets={"kind": [KIND], "language": [passage.language], "event": [event.code]},
            sort=int(event.starts_at.timestamp()) + passage.start_ms // 1000,
            language=passage.language,
        )
