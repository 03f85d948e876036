"""What happens to notices, digests and desks."""

from tricity.notices.actions.reading import mark_all_read, mark_read, sweep
from tricity.notices.actions.telling import notify

__all__ = ["mark_all_read", "mark_read", "notify", "sweep"]
