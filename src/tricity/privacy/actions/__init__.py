"""What people, the operator and the worker do with personal data."""

from tricity.privacy.actions.consents import agree, withdraw
from tricity.privacy.actions.deletion import ask_deletion, cancel_deletion, erase_due, sign_out_everywhere
from tricity.privacy.actions.editions import publish, save_draft
from tricity.privacy.actions.exporting import write_archive
from tricity.privacy.actions.retention import retain, retain_daily, set_rules

__all__ = [
    "agree",
    "ask_deletion",
    "cancel_deletion",
    "erase_due",
    "publish",
    "retain",
    "retain_daily",
    "save_draft",
    "set_rules",
    "sign_out_everywhere",
    "withdraw",
    "write_archive",
]
