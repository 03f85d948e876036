"""What people and the worker do in cooperation."""

from tricity.cooperation.actions.interests import add_note, express
from tricity.cooperation.actions.opportunities import publish, withdraw
from tricity.cooperation.actions.synthesis import run_synthesis, synthesize_later

__all__ = ["add_note", "express", "publish", "run_synthesis", "synthesize_later", "withdraw"]
