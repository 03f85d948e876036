"""What people and the worker do to records."""

from tricity.knowledge.actions.bodies import (
    appoint_deputy,
    end_deputyship,
    name_reviewing_body,
    remove_reviewing_body,
    save_criterion,
)
from tricity.knowledge.actions.changes import records_changed
from tricity.knowledge.actions.claims import accept_claim, claim_record, decline_claim
from tricity.knowledge.actions.moving import held
from tricity.knowledge.actions.publishing import (
    change_record,
    drop_change,
    reconfirm_need,
    restore_version,
    write_record,
)
from tricity.knowledge.actions.reminders import remind, see_reminders
from tricity.knowledge.actions.reviewing import (
    approve_record,
    archive_record,
    delete_record,
    publish_record,
    return_record,
    submit_record,
    unarchive_record,
)
from tricity.knowledge.actions.topics import assign_topics, refresh

__all__ = [
    "accept_claim",
    "appoint_deputy",
    "approve_record",
    "archive_record",
    "assign_topics",
    "change_record",
    "claim_record",
    "decline_claim",
    "delete_record",
    "drop_change",
    "end_deputyship",
    "held",
    "name_reviewing_body",
    "publish_record",
    "reconfirm_need",
    "records_changed",
    "refresh",
    "remind",
    "remove_reviewing_body",
    "restore_version",
    "return_record",
    "save_criterion",
    "see_reminders",
    "submit_record",
    "unarchive_record",
    "write_record",
]
