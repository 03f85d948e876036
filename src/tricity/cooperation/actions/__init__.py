"""What people and the worker do in cooperation."""

from tricity.cooperation.actions.decisions import merge, rename, split
from tricity.cooperation.actions.interests import add_note, express
from tricity.cooperation.actions.opportunities import publish, withdraw
from tricity.cooperation.actions.synthesis import run_synthesis
from tricity.cooperation.actions.wishing import follow_changes, synthesize_later

__all__ = [
    "add_note",
    "express",
    "follow_changes",
    "merge",
    "publish",
    "rename",
    "run_synthesis",
    "split",
    "synthesize_later",
    "withdraw",
]
