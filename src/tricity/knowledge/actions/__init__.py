"""What people and the worker do to records."""

from tricity.knowledge.actions.changes import records_changed
from tricity.knowledge.actions.claims import accept_claim, claim_record, decline_claim
from tricity.knowledge.actions.publishing import (
    archive_record,
    change_record,
    delete_record,
    drop_change,
    publish_record,
    return_record,
    submit_record,
    write_record,
)
from tricity.knowledge.actions.topics import assign_topics, refresh

__all__ = [
    "accept_claim",
    "archive_record",
    "assign_topics",
    "change_record",
    "claim_record",
    "decline_claim",
    "delete_record",
    "drop_change",
    "publish_record",
    "records_changed",
    "refresh",
    "return_record",
    "submit_record",
    "write_record",
]
