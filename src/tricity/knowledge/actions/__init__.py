"""What people and the worker do to records."""

from tricity.knowledge.actions.changes import records_changed
from tricity.knowledge.actions.topics import assign_topics, refresh

__all__ = [
    "assign_topics",
    "records_changed",
    "refresh",
]
