"""What happens to notices, digests and desks."""

from tricity.notices.actions.choosing import choose, choose_rhythm
from tricity.notices.actions.putting_away import be_done, not_done, put_away
from tricity.notices.actions.reading import mark_all_read, mark_kind_read, mark_read, mark_subject_read, sweep
from tricity.notices.actions.sending import send_digest, send_due_digests
from tricity.notices.actions.telling import notify

__all__ = [
    "be_done",
    "choose",
    "choose_rhythm",
    "mark_all_read",
    "mark_kind_read",
    "mark_read",
    "mark_subject_read",
    "not_done",
    "notify",
    "put_away",
    "send_digest",
    "send_due_digests",
    "sweep",
]
