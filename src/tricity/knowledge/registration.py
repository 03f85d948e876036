"""What the search and the worker must know of this app."""

from __future__ import annotations

import logging

logger = logging.getLogger(__name__)


def register_with_search() -> None:
    from tricity.knowledge.digests import present
    from tricity.knowledge.documents import documents
    from tricity.knowledge.models import Kind, Record

    try:
        from tricity.jobs.registry import job
        from tricity.knowledge.actions import refresh
        from tricity.search.registry import Indexed, register
    except ImportError:
        logger.warning("search or jobs are not there yet")
        return

    for kind in Kind.values:
        register(
            Indexed(
                kind=kind, model=Record, documents=documents, present=present, template="knowledge/card.html"
            )
        )
    job("knowledge.refresh")(refresh)
