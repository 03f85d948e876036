"""What people do with what was said: take it up, settle it, put it on the next agenda."""

from tricity.outcomes.actions.agenda import put_on_agenda
from tricity.outcomes.actions.settling import remove, settle
from tricity.outcomes.actions.taking_up import make_idea, make_record

__all__ = ["make_idea", "make_record", "put_on_agenda", "remove", "settle"]
